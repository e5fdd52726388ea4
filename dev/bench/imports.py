"""Rows a second of an import, and the memory it takes. The services share the processors as in real life."""

import os
import pathlib
import subprocess

from harness import build, free_port

# Each in a workspace of its own. The best counts: whatever else the machine does only ever slows a run.
RUNS = int(os.environ.get("RUNS", "3"))
ROWS = int(os.environ.get("ROWS", "200000"))
WORKBOOK = os.environ.get("WORKBOOK", "")
LEAST_ROWS_PER_SECOND = 40_000
MOST_IMPORTS_BYTES = 150 << 20


def run(bench):
    folder = build("contacts", "companies", "imports", "loadtest")
    workbook = pathlib.Path(WORKBOOK or bench.scratch / "customers.xlsx")
    if not workbook.exists():
        subprocess.run([folder / "loadtest", "workbook", "--rows", str(ROWS), workbook], check=True)
    cores = f"{bench.server_core},{bench.client_core}"
    ports = {name: free_port() for name in ("contacts", "companies", "imports")}
    address = {name: f"tcp:127.0.0.1:{port}" for name, port in ports.items()}
    contacts = ["--contacts", address["contacts"]]
    companies = ["--companies", address["companies"]]
    peers = {"contacts": companies, "companies": [], "imports": contacts + companies}
    for name, options in peers.items():
        command = [folder / name, "--data", bench.scratch / "data", "--listen", address[name], *options]
        bench.start(cores, name, command, ports[name])
    results = []
    for number in range(1, RUNS + 1):
        command = [folder / "loadtest", "import", "--imports", address["imports"], *contacts, "--json"]
        result = bench.load([*command, "--workspace", f"run-{number}", workbook], core=cores)
        bench.line(run=number, file=workbook.name, **result)
        results.append(result)
    bench.want("rows_per_second", max(result["rows_per_second"] for result in results), LEAST_ROWS_PER_SECOND)
    bench.at_most("imports_peak_bytes", max(result["imports_peak_bytes"] for result in results), MOST_IMPORTS_BYTES)

"""Look-ups by telephone number among a million contacts, beside the echo of the same service."""

import os
import subprocess

from harness import build, free_port

ROWS = int(os.environ.get("ROWS", "1000000"))
LEAST_LOOK_UPS = 80_000


def run(bench):
    folder = build("contacts", "loadtest")
    port = free_port()
    server = bench.start(
        bench.server_core, "contacts",
        [folder / "contacts", "--data", bench.scratch / "data", "--listen", f"tcp:127.0.0.1:{port}"], port,
    )  # fmt: skip
    seed(bench, folder / "loadtest", server.address)
    echo = bench.load([folder / "loadtest", "echo", "--address", server.address, "--json"])
    bench.line(call="echo", in_flight=64, **echo)
    look_up = bench.load([folder / "loadtest", "lookup", "--address", server.address, "--rows", ROWS, "--json"])
    bench.line(call="lookup", rows=ROWS, in_flight=64, **look_up)
    bench.line(lookup_to_echo=look_up["rps"] / echo["rps"])
    bench.want("lookup_rps", look_up["rps"], LEAST_LOOK_UPS)


def seed(bench, loadtest, address):
    command = ["taskset", "-c", bench.client_core, loadtest, "seed", "--address", address, "--rows", str(ROWS)]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    for line in output.splitlines():
        print(f"bench contacts seed: {line}", flush=True)

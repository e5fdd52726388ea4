"""Rows a second of imports beside other ways to get a spreadsheet into SQLite, and the memory they take.

The peers (import_peers.py) do less: one table, no change log, no search index, no report, nothing durable before the end.
Services share the processors as in real life; the peers have both to themselves.
"""

import json
import os
import subprocess
import sys
from statistics import median

from harness import BUILD_FOLDER, PEERS, Failure, build, free_port

# Each in a workspace of its own; peers take turns with them. Ratios are medians of each round's ratio.
RUNS = int(os.environ.get("RUNS", "3"))
ROWS = int(os.environ.get("ROWS", "200000"))
LARGE_ROWS = int(os.environ.get("LARGE_ROWS", "1000000"))
# Files of LARGE_ROWS rows that are imported one after the other into one workspace.
LARGE_FILES = int(os.environ.get("LARGE_FILES", "1"))

LEAST_ROWS_PER_SECOND = 40_000
LEAST_ROWS_READ_PER_SECOND = 400_000
LEAST_TO_CALAMINE = 1.5
LEAST_TO_CALAMINE_LARGE = 2.0
LEAST_TO_CALAMINE_INTO_LARGE = 1.2
MOST_SLOWDOWN = 2.0
MOST_IMPORTS_BYTES = 150 << 20
MOST_IMPORTS_BYTES_CSV = 64 << 20
# Look-ups a second while a file is imported, among so many contacts that are there before.
LOOK_UPS = 2_000
LOOK_UP_ROWS = 100_000
MOST_LOOK_UP_US = 10_000
LEAST_BAD_TO_GOOD = 1.0
# A run of small jobs at so many times the rate at which they can be done.
OVERLOAD = 2
OVERLOAD_ROWS = 10_000
OVERLOAD_JOBS = 400


class Services:
    """The three processes, on data of their own."""

    def __init__(self, bench, folder, name):
        self.bench, self.folder = bench, folder
        self.cores = f"{bench.server_core},{bench.client_core}"
        ports = {service: free_port() for service in ("contacts", "companies", "imports")}
        self.address = {service: f"tcp:127.0.0.1:{port}" for service, port in ports.items()}
        self.contacts = ["--contacts", self.address["contacts"]]
        companies = ["--companies", self.address["companies"]]
        peers = {"contacts": companies, "companies": [], "imports": self.contacts + companies}
        for service, options in peers.items():
            command = [folder / service, "--data", bench.scratch / name, "--listen", self.address[service], *options]
            bench.start(self.cores, f"{name}-{service}", command, ports[service])

    def load(self, file, workspace, *options):
        return self.bench.load(self.command(file, workspace, *options), core=self.cores)

    def command(self, file, workspace, *options):
        command = [self.folder / "loadtest", "import", "--imports", self.address["imports"], *self.contacts, "--json"]
        return [*command, "--workspace", workspace, *options, file]

    def on_contacts(self, what, workspace, *options):
        """Runs a command of loadtest against contacts."""
        address = ["--address", self.address["contacts"], "--workspace", workspace]
        return [self.folder / "loadtest", what, *address, *options]


class Peers:
    """Python's fastest reader of workbooks, and SQLite's own import of .csv, each in a process of its own."""

    def __init__(self, bench):
        self.bench = bench
        self.cores = f"{bench.server_core},{bench.client_core}"
        environment = (PEERS / ".venv").absolute() if not BUILD_FOLDER else f"{BUILD_FOLDER}/venv"
        self.python = f"{environment}/bin/python"
        if not os.path.exists(self.python):
            subprocess.run([sys.executable, "-m", "venv", environment], check=True, stdout=sys.stderr)
            install = [self.python, "-m", "pip", "install", "--quiet", "-r", PEERS / "requirements.txt"]
            subprocess.run(install, check=True, stdout=sys.stderr)

    def run(self, system, file, database):
        script = os.path.join(os.path.dirname(__file__), "import_peers.py")
        return self.bench.load([self.python, script, system, file, self.bench.scratch / database], core=self.cores)


def workbook(bench, folder, name, rows, first=0, *options):
    path = bench.scratch / name
    command = [folder / "loadtest", "workbook", "--rows", str(rows), "--first", str(first), *options, path]
    subprocess.run(command, check=True)
    return path


def compare(bench, label, ours, theirs, least=None):
    """Prints both medians and the median of the ratios; `least` of them is wanted."""
    ratio = median(own["rows_per_second"] / peer["rows_per_second"] for own, peer in zip(ours, theirs))
    system = theirs[0]["system"]
    bench.line(
        file=label, rows_per_second=median(run["rows_per_second"] for run in ours),
        imports_peak_bytes=max(run["imports_peak_bytes"] for run in ours),
        peer=system, peer_rows_per_second=median(run["rows_per_second"] for run in theirs),
        peer_peak_bytes=max(run["peak_bytes"] for run in theirs), rows_to_peer=ratio,
    )  # fmt: skip
    if least is not None:
        bench.want(f"{label}_rows_to_{system}", ratio, least)


def small(bench, folder, services, peers):
    """ROWS rows into an empty workspace, as .xlsx and .csv; the reader alone."""
    for suffix, system, least, most_bytes in (
        ("csv", "sqlite_import", None, MOST_IMPORTS_BYTES_CSV),
        ("xlsx", "calamine", LEAST_TO_CALAMINE, MOST_IMPORTS_BYTES),
    ):
        file = workbook(bench, folder, f"small.{suffix}", ROWS)
        ours, theirs = [], []
        for number in range(RUNS):
            theirs.append(peers.run(system, file, f"small-{suffix}-{number}"))
            ours.append(services.load(file, f"small-{suffix}-{number}"))
        compare(bench, f"{suffix}_{ROWS}", ours, theirs, least)
        bench.at_most(f"imports_peak_bytes_{suffix}", max(run["imports_peak_bytes"] for run in ours), most_bytes)
        best = max(run["rows_per_second"] for run in ours)
        bench.want(f"rows_per_second_{suffix}", best, LEAST_ROWS_PER_SECOND)
        read = bench.load([folder / "loadtest", "read", "--json", file])
        bench.line(read=suffix, **read)
        bench.want(f"rows_read_per_second_{suffix}", read["rows_per_second"], LEAST_ROWS_READ_PER_SECOND)


def large(bench, folder, services, peers):
    """LARGE_ROWS rows into an empty workspace, further files of as many, then ROWS more into what is there then."""
    rates = []
    for number in range(LARGE_FILES):
        file = workbook(bench, folder, "large.xlsx", LARGE_ROWS, first=number * LARGE_ROWS)
        ours = services.load(file, "large")
        rates.append(ours["rows_per_second"])
        if number == 0:
            theirs = peers.run("calamine", file, "large")
            compare(bench, f"xlsx_{LARGE_ROWS}", [ours], [theirs], LEAST_TO_CALAMINE_LARGE)
        else:
            bench.line(file=f"xlsx_{LARGE_ROWS}", existing=number * LARGE_ROWS, **ours)
        bench.at_most("imports_peak_bytes_large", ours["imports_peak_bytes"], MOST_IMPORTS_BYTES)
        file.unlink()
    if LARGE_FILES > 1:
        slowdown = rates[0] / rates[-1]
        bench.line(slowdown=slowdown, existing=(LARGE_FILES - 1) * LARGE_ROWS)
        bench.at_most("slowdown", slowdown, MOST_SLOWDOWN)
    ours, theirs = [], []
    for number in range(RUNS):
        file = workbook(bench, folder, "more.xlsx", ROWS, first=LARGE_FILES * LARGE_ROWS + number * ROWS)
        theirs.append(peers.run("calamine", file, "large"))
        ours.append(services.load(file, "large"))
    compare(bench, f"xlsx_{ROWS}_into_{LARGE_FILES * LARGE_ROWS}", ours, theirs, LEAST_TO_CALAMINE_INTO_LARGE)


def all_bad(bench, folder, services):
    """ROWS rows of which each is rejected, beside as many that are written: errors cost no more than successes."""
    files = {name: workbook(bench, folder, f"{name}.csv", ROWS, 0, *options)
             for name, options in (("good", []), ("bad", ["--bad"]))}  # fmt: skip
    rates = {name: [] for name in files}
    for number in range(RUNS):
        for name, file in files.items():
            run = services.load(file, f"{name}-{number}")
            if name == "bad" and run["rejected"] != ROWS:
                raise Failure(f"of {ROWS} bad rows {run['rejected']} were rejected")
            rates[name].append(run["rows_per_second"])
    ratio = median(bad / good for bad, good in zip(rates["bad"], rates["good"]))
    bench.line(
        all_bad=ROWS, rows_per_second=median(rates["bad"]), good_rows_per_second=median(rates["good"]), bad_to_good=ratio
    )
    bench.want("bad_to_good", ratio, LEAST_BAD_TO_GOOD)


def meanwhile(bench, folder, services):
    """Look-ups at a steady rate while ROWS rows are imported into the same workspace."""
    seed = services.on_contacts("seed", "meanwhile", "--rows", LOOK_UP_ROWS)
    subprocess.run(["taskset", "-c", services.cores, *map(str, seed)], check=True, stdout=sys.stderr)
    file = workbook(bench, folder, "meanwhile.csv", ROWS, LOOK_UP_ROWS)
    # As long as a first import of such a file takes, less what varies, so that the look-ups end before it.
    seconds = 0.7 * services.load(file, "meanwhile-before")["seconds"]
    command = ["taskset", "-c", services.cores, *map(str, services.command(file, "meanwhile"))]
    job = subprocess.Popen(command, stdout=subprocess.PIPE, env=bench.environment)
    options = ["--rows", LOOK_UP_ROWS, "--rate", LOOK_UPS, "--warm-up", 0.1, "--seconds", f"{seconds:.2f}", "--json"]
    look_ups = bench.load(services.on_contacts("lookup", "meanwhile", *options), core=services.cores)
    is_over = job.poll() is not None
    imported = json.loads(job.communicate()[0])
    if job.returncode != 0 or is_over:
        raise Failure(f"the import failed, or ended before the look-ups: {imported}")
    bench.line(lookups_meanwhile=LOOK_UPS, **look_ups, import_rows_per_second=imported["rows_per_second"])
    bench.at_most("lookup_p99_us_meanwhile", look_ups["p99_us"], MOST_LOOK_UP_US)


def overload(bench, folder):
    """Small jobs at OVERLOAD times the rate of a closed loop: those beyond the queue are refused, none is lost."""
    services = Services(bench, folder, "overload")
    file = workbook(bench, folder, "overload.csv", OVERLOAD_ROWS)
    closed = services.load(file, "closed", "--jobs", 32)
    rate = OVERLOAD * closed["jobs"] / closed["seconds"]
    run = services.load(file, "open", "--jobs", OVERLOAD_JOBS, "--rate", f"{rate:.2f}")
    bench.line(overload=OVERLOAD, jobs_per_second=rate, **run)
    bench.at_most("failed_jobs", run["failed"], 0)
    if run["jobs"] + run["refused"] != OVERLOAD_JOBS:
        raise Failure(f"of {OVERLOAD_JOBS} jobs some are unaccounted for: {json.dumps(run)}")
    if run["refused"] == 0:
        raise Failure("no job was refused: the run did not overload the service")


def run(bench):
    folder = build("contacts", "companies", "imports", "loadtest")
    peers = Peers(bench)
    services = Services(bench, folder, "data")
    small(bench, folder, services, peers)
    all_bad(bench, folder, services)
    meanwhile(bench, folder, services)
    large(bench, folder, services, peers)
    overload(bench, folder)

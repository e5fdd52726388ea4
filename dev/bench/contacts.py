"""Contacts among a million: look-ups beside those of bare NIO, searches, pages, creating, replacing a manager.

Look-ups take turns with a bare NIO handler that reads the same file through SQLite's own interface, and with gRPC C++,
which answers with a constant; ratios are the medians of each round's ratio.
"""

import itertools
import os
import subprocess
from statistics import median

from harness import ROUNDS, RUN_SECONDS, Failure, build, build_grpc_cpp, build_peers, free_port

ROWS = int(os.environ.get("ROWS", "1000000"))
# Contacts that change hands.
MANAGED = min(200_000, ROWS // 5)
# Of each search.
SEARCH_SECONDS = float(os.environ.get("SEARCH_SECONDS", "1"))
# Among more than a million contacts everything may take twice as long.
SLOWER = 1 if ROWS <= 1_000_000 else 2
# Look-ups relative to those of bare NIO, which reads the same file, and to calls of gRPC C++, which reads nothing:
# 140,000 where these make 205,000 and 73,000.
LEAST_TO_PEERS = {"bare_nio_sqlite": 140 / 205, "grpc_cpp": 140 / 73 / SLOWER}
LEAST_CREATES = 5_000
# p99 of first pages of 50: of one condition, of two, and of a page of the list wherever it is.
MOST_US_OF_ONE, MOST_US_OF_TWO, MOST_US_OF_PAGE = 20_000, 50_000, 3_000
MOST_REPLACE_SECONDS = 5
MOST_LOOK_UP_US_MEANWHILE = 10_000
MOST_IDLE_BYTES = 40 << 20
LEAST_CSV_ROWS, LEAST_XLSX_ROWS = 80_000, 40_000
SEARCHES = ("word", "name", "phone", "email")
FILTERS = (
    "manager", "no-manager", "company", "position", "rating", "created", "updated", "unchanged", "list", "option", "range",
)  # fmt: skip
SORTS = ("created", "updated", "name", "rating")


def run(bench):
    bench.environment["NIO_SINGLETON_GROUP_LOOP_COUNT"] = "1"
    folder = build("contacts", "companies", "campaigns", "loadtest")
    ports = {name: free_port() for name in ("contacts", "companies", "campaigns")}

    def start(name, *peers):
        command = [folder / name, "--data", bench.scratch / "data", "--listen", f"tcp:127.0.0.1:{ports[name]}"]
        for peer in peers:
            command += [f"--{peer}", f"tcp:127.0.0.1:{ports[peer]}"]
        return bench.start(bench.server_core, name, command, ports[name])

    server = start("contacts", "companies", "campaigns")
    start("companies")
    campaigns = start("campaigns", "contacts")

    def load(command, *options):
        return bench.load([folder / "loadtest", command, "--address", server.address, "--json", *options])

    idle = resident_bytes(server)
    bench.judged("idle_resident_bytes", idle, {"idle_resident_bytes": idle}, most=MOST_IDLE_BYTES)
    seed(bench, folder / "loadtest", server.address, campaigns.address)
    look_ups(bench, folder / "loadtest", server)
    pages(bench, load)
    replace_manager(bench, load)
    exports(bench, folder / "loadtest", server)
    create = load("create", "--workspace", "created")
    pairs = {"call": "create", "in_flight": 64} | create
    bench.judged("create_rps", create["rps"], pairs, least=LEAST_CREATES, value="rps")


def look_ups(bench, loadtest, server):
    """In turns with the peers; the first round only warms up."""
    file = bench.scratch / "data" / "contacts" / "main.sqlite"
    bare_nio, grpc_cpp = build_peers("bare-nio") / "bare-nio", build_grpc_cpp()
    own = [loadtest, "lookup", "--address", server.address, "--warm-up", 0, "--json", "--rows", ROWS]
    echo = [loadtest, "echo", "--address", server.address, "--warm-up", 0, "--json"]
    systems = {"danhba": (server, own), "danhba_echo": (server, echo)}
    for name, path, options in (("bare_nio_sqlite", bare_nio, ["--database", file]), ("grpc_cpp", grpc_cpp, [])):
        port = free_port()
        peer = bench.start(bench.server_core, name, [path, "serve", port, *options], port)
        systems[name] = (peer, [path, "load", port, *options])
    rounds = [
        {name: look_up(bench, *system) for name, system in systems.items()} for _ in range(ROUNDS + 1)
    ][1:]  # fmt: skip
    for name in systems:
        middle = {key: median(turn[name][key] for turn in rounds) for key in rounds[0][name]}
        bench.line(call="lookup", system=name, rows=ROWS, in_flight=64, **middle)
    ratios = {
        name: median(turn["danhba"]["rps"] / turn[name]["rps"] for turn in rounds)
        for name in systems
        if name != "danhba"
    }
    bench.line(call="lookup", rows=ROWS, lookups_to_danhba_echo=ratios["danhba_echo"])
    for name, least in LEAST_TO_PEERS.items():
        key = f"lookups_to_{name}"
        bench.judged(key, ratios[name], {"call": "lookup", "rows": ROWS, key: ratios[name]}, least=least)


def look_up(bench, server, load):
    before = server.cpu_seconds()
    run = bench.load([*load, "--connections", 1, "--in-flight", 64, "--seconds", RUN_SECONDS])
    cpu = server.cpu_seconds() - before
    if run["errors"]:
        raise Failure(f"{run['errors']} look-ups of {load[0]} failed or found nobody")
    return {
        "rps": run["rps"], "p50_us": run["p50_us"], "p99_us": run["p99_us"],
        "server_us": cpu * 1e6 / max(1, run["requests"]),
    }  # fmt: skip


def pages(bench, load):
    """One call after the other: how long a person waits."""
    single = {name: ["--filter", name] for name in FILTERS} | {text: ["--text", text] for text in SEARCHES}
    orders = {f"by_{name}": ["--sort", name] for name in SORTS}
    orders |= {f"by_{name}_reversed": ["--sort", name, "--reversed"] for name in SORTS}
    del orders["by_created"]
    cases = [("page", [], MOST_US_OF_PAGE)]
    cases += [(name, options, MOST_US_OF_ONE) for name, options in (single | orders).items()]
    # Texts together would be one text, and a range of times twice is another range.
    pairs = itertools.combinations([name for name in single if name != "unchanged"], 2)
    for one, other in pairs:
        if not {one, other} <= set(SEARCHES):
            cases.append((f"{one}_{other}", single[one] + single[other], MOST_US_OF_TWO))
    for order, name in itertools.product(orders, single):
        cases.append((f"{name}_{order}", single[name] + orders[order], MOST_US_OF_TWO))
    cases.append(("total", ["--total"], MOST_US_OF_ONE))
    for name, options, most in cases:
        run = load("search", "--rows", ROWS, "--in-flight", 1, "--warm-up", 0.2, "--seconds", SEARCH_SECONDS, *options)
        pairs = {"search": name} | run
        bench.judged(f"{name}_p99_us", run["p99_us"], pairs, most=SLOWER * most, value="p99_us")


def replace_manager(bench, load):
    run = load("replace-manager", "--rows", ROWS, "--in-flight", 4, "--seconds", 6)
    bench.judged("replace_seconds", run["replace_seconds"], run, most=SLOWER * MOST_REPLACE_SECONDS)
    meanwhile = run["lookup_p99_us"]
    pairs = {"lookup_p99_us": meanwhile}
    bench.judged("lookup_p99_us", meanwhile, pairs, most=SLOWER * MOST_LOOK_UP_US_MEANWHILE)


def exports(bench, loadtest, server):
    """Whole files, and by how much the service grew for them."""
    for name, options, least in (("csv", [], LEAST_CSV_ROWS), ("xlsx", ["--xlsx"], LEAST_XLSX_ROWS)):
        before = resident_bytes(server)
        run = bench.load(
            [loadtest, "export", "--address", server.address, "--json", "--rows", str(ROWS), *options])  # fmt: skip
        run["grown_bytes"] = resident_bytes(server, "VmHWM:") - before
        key = "rows_per_second"
        bench.judged(f"export_{name}_{key}", run[key], {"export": name} | run, least=least / SLOWER, value=key)


def resident_bytes(server, kind="VmRSS:"):
    with open(f"/proc/{server.process.pid}/status", encoding="ascii", errors="replace") as status:
        return next(int(line.split()[1]) << 10 for line in status if line.startswith(kind))


def seed(bench, loadtest, address, campaigns):
    command = ["taskset", "-c", bench.client_core, loadtest, "seed", "--address", address]
    command += ["--rows", str(ROWS), "--managed", str(MANAGED), "--companies", "--campaigns", campaigns]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    for line in output.splitlines():
        print(f"bench contacts seed: {line}", flush=True)

"""What every benchmark needs: release builds, pinned processes, printed figures and the verdict."""

import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
PEERS = REPOSITORY / "Benchmarks"
# Keeps the builds of measurements apart from others; empty: the packages' own folders.
BUILD_FOLDER = os.environ.get("BUILD_FOLDER", "")
START_SECONDS = 60
# Of benchmarks that take turns: how many, and how long each is measured.
ROUNDS = int(os.environ.get("ROUNDS", "9"))
RUN_SECONDS = float(os.environ.get("RUN_SECONDS", "2"))
CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


class Failure(Exception):
    """Something that keeps a benchmark from being measured; its text is for people."""


class Server:
    """A running process with a port on 127.0.0.1."""

    def __init__(self, process, port):
        self.process, self.port = process, port

    @property
    def address(self):
        return f"tcp:127.0.0.1:{self.port}"

    def cpu_seconds(self):
        """Processor time used so far, in user and kernel mode, by all threads."""
        stat = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii", errors="replace")
        # The name in parentheses may hold blanks. After it, from the third field: the 14th and 15th are the times.
        fields = stat.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / CLOCK_TICKS


class Bench:
    """One benchmark: prints `bench NAME key=value …` and remembers which targets were missed."""

    def __init__(self, name):
        self.name = name
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix=f"bench-{name}-"))
        self.processes = []
        self.missed = []
        # Of every process that is started.
        self.environment = dict(os.environ)
        # Servers run on the first processor and load on the second.
        cores = sorted(os.sched_getaffinity(0))
        self.server_core, self.client_core = str(cores[0]), str(cores[1 % len(cores)])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.scratch)

    def start(self, cores, log, command, port):
        """Starts `command`, which will listen on `port`, and returns when it does."""
        path = self.scratch / f"{log}.log"
        with path.open("wb") as out:
            process = subprocess.Popen(
                ["taskset", "-c", cores, *map(str, command)], stdout=out, stderr=out, env=self.environment
            )
        self.processes.append(process)
        deadline = time.monotonic() + START_SECONDS
        while not is_open(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise Failure(f"{log} does not listen on port {port}:\n{path.read_text(errors='replace')}")
            time.sleep(0.02)
        return Server(process, port)

    def load(self, command, core=None):
        """Runs `command` on the core for clients and returns the JSON object that it prints."""
        run = subprocess.run(
            ["taskset", "-c", core or self.client_core, *map(str, command)],
            stdout=subprocess.PIPE, env=self.environment, check=False,
        )  # fmt: skip
        if run.returncode != 0:
            raise Failure(f"{command[0]} failed with {run.returncode}: {run.stdout.decode(errors='replace')}")
        return json.loads(run.stdout)

    def line(self, **pairs):
        print(f"bench {self.name}", *(f"{key}={figure(value)}" for key, value in pairs.items()), flush=True)

    def judged(self, key, have, pairs, least=None, most=None, value=None):
        """Prints a line with what is wanted of `value`, one of its keys, and whether it is met; `key` names it in a miss."""
        name = value or key
        met = have >= least if most is None else have <= most
        wanted = f"{name}>={figure(least)}" if most is None else f"{name}<={figure(most)}"
        self.line(**pairs, wanted=wanted, met="yes" if met else "no")
        if most is None:
            self.want(key, have, least)
        else:
            self.at_most(key, have, most)

    def want(self, key, have, least):
        if have < least:
            self.missed.append(f"{key} have {figure(have)} want {figure(least)}")

    def at_most(self, key, have, most):
        if have > most:
            self.missed.append(f"{key} have {figure(have)} want at most {figure(most)}")

    def verdict(self):
        """Prints the last line, or one for each missed target. Returns the exit code."""
        if not self.missed:
            print(f"bench {self.name}: ok")
        for miss in self.missed:
            print(f"bench {self.name}: missed {miss}")
        return 1 if self.missed else 0


def start_serve(bench, own):
    """Starts `loadtest serve` on the core for servers."""
    port = free_port()
    command = [own / "loadtest", "serve", "--data", bench.scratch / "serve", "--listen", f"tcp:127.0.0.1:{port}"]
    return bench.start(bench.server_core, "serve", command, port)


def build(*products):
    """Builds products of the main package for release. Returns the folder that holds them."""
    return swift_build(REPOSITORY, BUILD_FOLDER, products)


def build_peers(*products):
    """Builds products of the package of peers for release. Returns the folder that holds them."""
    return swift_build(PEERS, BUILD_FOLDER and f"{BUILD_FOLDER}/peers", products)


def build_grpc_cpp():
    """Builds the peer in gRPC C++ and returns its path."""
    folder = pathlib.Path(BUILD_FOLDER or PEERS / ".build").absolute() / "grpc-cpp"
    subprocess.run(["make", "--silent", "-C", PEERS / "grpc-cpp", f"BUILD={folder}"], check=True, stdout=sys.stderr)
    return folder / "grpc-cpp-echo"


def swift_build(package, scratch, products):
    command = ["swift", "build", "-c", "release", "--package-path", package]
    if scratch:
        command += ["--scratch-path", scratch]
    for product in products:
        subprocess.run([*command, "--product", product], check=True, stdout=sys.stderr)
    path = subprocess.run([*command, "--show-bin-path"], check=True, stdout=subprocess.PIPE).stdout
    return pathlib.Path(path.decode().strip())


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_open(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def figure(value):
    if not isinstance(value, float):
        return value
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"

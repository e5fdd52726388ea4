"""Calls through the RPC layer, beside a bare NIO handler, gRPC C++ and grpc-swift-2.

Every system answers the same unary echo with 200 bytes; this project also from a task (danhba_async) and from a reader
thread (danhba_read). The systems take turns, so that what else the machine does hits them alike; figures are medians
over the rounds, ratios the medians of each round's ratio. Streams are in streams.py; slow calls, overload and memory in
pressure.py.
"""

from statistics import median
from typing import NamedTuple

import pressure
import streams
from harness import ROUNDS, RUN_SECONDS, build, build_grpc_cpp, build_peers, free_port, start_serve

SHAPES = ((1, 1), (1, 64), (16, 64))

# By (connections, in flight): how many times the calls per second of each peer.
WANTED_RATIOS = {
    (1, 64): {"grpc_cpp": 5.0, "grpc_swift": 30.0, "bare_nio": 0.7},
    (16, 64): {"grpc_cpp": 15.0},
}
# At (1, 64): how many times the calls per second of gRPC C++ where the method does not run on the connection's thread.
OTHER_CLASSES = ("async", "read")
WANTED_OF_OTHER_CLASSES = 4.0
# Of one call at a time: the time of the middle call, relative to bare NIO.
MOST_P50_TO_BARE = 1.2


class Sample(NamedTuple):
    calls_per_second: float
    p50_us: float
    p99_us: float
    server_cpu_us_per_call: float


class System:
    """A server, and the command that puts load on it."""

    def __init__(self, bench, name, serve, load, shapes=SHAPES):
        port = free_port()
        self.name = name
        self.shapes = shapes
        self.bench = bench
        self.command = load(port)
        self.server = bench.start(bench.server_core, name, serve(port), port)

    def measure(self, connections, in_flight):
        before = self.server.cpu_seconds()
        run = self.bench.load(
            [*self.command, "--connections", connections, "--in-flight", in_flight, "--seconds", RUN_SECONDS]
        )
        cpu = self.server.cpu_seconds() - before
        return Sample(run["rps"], run["p50_us"], run["p99_us"], cpu * 1e6 / max(1, run["requests"]))


def start_systems(bench, own, grpc_cpp):
    """Bare NIO, this project, gRPC C++ and grpc-swift-2, each on one core, and so with one event loop."""
    swift_peers = build_peers("bare-nio", "grpc-swift-echo")
    peers = {
        "bare_nio": swift_peers / "bare-nio",
        "grpc_cpp": grpc_cpp,
        "grpc_swift": swift_peers / "grpc-swift-echo",
    }

    def danhba(name, serve, options=(), shapes=SHAPES):
        return System(
            bench, name, shapes=shapes,
            serve=lambda port: [*serve, "--data", bench.scratch / name, "--listen", f"tcp:127.0.0.1:{port}"],
            load=lambda port: [
                own / "loadtest", "echo", "--address", f"tcp:127.0.0.1:{port}", "--warm-up", 0, "--json", *options
            ],
        )  # fmt: skip

    others = {
        name: System(
            bench, name, serve=lambda port, p=path: [p, "serve", port], load=lambda port, p=path: [p, "load", port]
        )
        for name, path in peers.items()
    }
    classes = [
        danhba(f"danhba_{name}", [own / "loadtest", "serve"], ["--class", name], shapes=((1, 64),))
        for name in OTHER_CLASSES
    ]
    inline = danhba("danhba", [own / "contacts"])
    return [others["bare_nio"], inline, *classes, others["grpc_cpp"], others["grpc_swift"]]


def measure_rounds(systems):
    """Samples by shape and system's name, one of each round; the first round only warms up."""
    samples = {shape: {system.name: [] for system in systems if shape in system.shapes} for shape in SHAPES}
    for turn in range(ROUNDS + 1):
        for shape in SHAPES:
            for system in (system for system in systems if shape in system.shapes):
                sample = system.measure(*shape)
                if turn > 0:
                    samples[shape][system.name].append(sample)
    return samples


def report(bench, shape, of_systems):
    """Prints a line per system and one with the ratios, and checks these."""
    connections, in_flight = shape
    for name, samples in of_systems.items():
        middle = Sample(*map(median, zip(*samples)))
        bench.line(system=name, connections=connections, in_flight=in_flight, **middle._asdict())
    own = of_systems["danhba"]
    ratios, p50_ratios = (
        {
            peer: median(getattr(ours, key) / getattr(theirs, key) for ours, theirs in zip(own, samples))
            for peer, samples in of_systems.items()
            if not peer.startswith("danhba")
        }
        for key in ("calls_per_second", "p50_us")
    )
    shown = {f"calls_to_{peer}": ratio for peer, ratio in ratios.items()}
    bench.line(
        connections=connections, in_flight=in_flight, **shown, p50_to_bare_nio=p50_ratios["bare_nio"]
    )
    for peer, least in WANTED_RATIOS.get(shape, {}).items():
        bench.want(f"calls_to_{peer}_{connections}x{in_flight}", ratios[peer], least)
    for name in (f"danhba_{name}" for name in OTHER_CLASSES):
        if name in of_systems:
            pairs = zip(of_systems[name], of_systems["grpc_cpp"])
            ratio = median(ours.calls_per_second / theirs.calls_per_second for ours, theirs in pairs)
            bench.line(system=name, connections=connections, in_flight=in_flight, calls_to_grpc_cpp=ratio)
            bench.want(f"{name}_calls_to_grpc_cpp_{connections}x{in_flight}", ratio, WANTED_OF_OTHER_CLASSES)
    if shape == (1, 1):
        bench.at_most("p50_to_bare_nio_1x1", p50_ratios["bare_nio"], MOST_P50_TO_BARE)


def run(bench):
    bench.environment["NIO_SINGLETON_GROUP_LOOP_COUNT"] = "1"
    own, grpc_cpp = build("contacts", "loadtest"), build_grpc_cpp()
    samples = measure_rounds(start_systems(bench, own, grpc_cpp))
    for shape in SHAPES:
        report(bench, shape, samples[shape])
    server = start_serve(bench, own)
    streams.run(bench, own, server, grpc_cpp)
    pressure.run(bench, own, server)

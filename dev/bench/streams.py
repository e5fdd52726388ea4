"""Messages through one stream of this project and of gRPC C++, in turns: the server sends (produce) or reads (consume)."""

from statistics import median

from harness import ROUNDS, RUN_SECONDS, free_port

KINDS = ("produce", "consume")
MESSAGE_BYTES = (64, 32 << 10)


def run(bench, own, server, grpc_cpp):
    port = free_port()
    bench.start(bench.server_core, "grpc_cpp_streams", [grpc_cpp, "serve", port], port)
    commands = {
        "danhba": [own / "loadtest", "stream", "--json", "--address", server.address],
        "grpc_cpp": [grpc_cpp, "stream", port],
    }
    for kind in KINDS:
        for size in MESSAGE_BYTES:
            measure(bench, commands, kind, size)


def measure(bench, commands, kind, size):
    rounds = {system: [] for system in commands}
    for _ in range(ROUNDS):
        for system, command in commands.items():
            options = ["--kind", kind, "--message-bytes", size, "--seconds", RUN_SECONDS]
            rounds[system].append(bench.load([*command, *options]))
    for system, results in rounds.items():
        figures = {key: median(result[key] for result in results) for key in ("messages_per_second", "mb_per_second")}
        bench.line(system=system, stream=kind, message_bytes=size, **figures)
    ratio = median(
        ours["messages_per_second"] / theirs["messages_per_second"]
        for ours, theirs in zip(rounds["danhba"], rounds["grpc_cpp"])
    )
    bench.line(stream=kind, message_bytes=size, messages_to_grpc_cpp=ratio)

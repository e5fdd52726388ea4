"""What the RPC layer does under pressure: slow calls among fast ones, more calls than it can answer, idle connections."""

from statistics import median

from harness import ROUNDS, RUN_SECONDS

# The p99 of quick calls with a slow one beside every hundredth, relative to that with a further quick one there.
MOST_P99_BESIDE_SLOW = 1.2
# Answers a second under this many times the load that can be answered, relative to the most that can.
OVERLOAD = 3
LEAST_GOODPUT = 0.8
MOST_BYTES_PER_CONNECTION = 20_000
# What allocation leaves in place; a leak of 100 bytes a stream would be 9 MB.
MOST_STREAM_GROWTH = 2 << 20


def run(bench, own, server):
    slow_calls(bench, own, server)
    overload(bench, own, server)
    connections(bench, own, server)


def echo(bench, own, server, *options):
    command = [own / "loadtest", "echo", "--json", "--address", server.address, "--seconds", RUN_SECONDS]
    return bench.load([*command, "--warm-up", 0.5, *options])


def slow_calls(bench, own, server):
    """A quarter of what can be answered, and beside every hundredth call another: one that waits 20 ms, or does not.

    A pause of the machine of some milliseconds fills the connection's limit of calls in flight; what is refused then is no
    failure.
    """
    rate = echo(bench, own, server, "--class", "inline")["rps"] // 4
    options = ["--class", "inline", "--rate", rate, "--tolerate", "unavailable"]
    pairs = []
    for _ in range(ROUNDS):
        quick, slow = (echo(bench, own, server, *options, "--beside", kind) for kind in ("async", "wait"))
        pairs.append((quick["p99_us"], slow["p99_us"]))
    ratio = median(slow / quick for quick, slow in pairs)
    quick, slow = (median(values) for values in zip(*pairs))
    bench.line(slow_percent=1, calls_per_second=rate, p99_us_beside_quick=quick, p99_us_beside_slow=slow, p99_beside_slow_to_quick=ratio)
    bench.at_most("p99_beside_slow_to_quick", ratio, MOST_P99_BESIDE_SLOW)


def overload(bench, own, server):
    """Calls of 100 us each on a reader thread: as many as can be answered, then three times as many."""
    goodputs = []
    for _ in range(ROUNDS):
        peak = echo(bench, own, server, "--class", "work")["rps"]
        run = echo(bench, own, server, "--class", "work", "--rate", OVERLOAD * peak, "--tolerate", "unavailable")
        answered = (run["requests"] - run["errors"]) / run["seconds"]
        goodputs.append((answered / peak, peak, answered, run["p99_us"]))
    ratio, peak, answered, p99 = (median(values) for values in zip(*goodputs))
    bench.line(
        overload=OVERLOAD, answered_per_second_at_peak=float(peak), answered_per_second=answered, p99_us=p99,
        goodput_to_peak=ratio,
    )  # fmt: skip
    bench.want("goodput_to_peak", ratio, LEAST_GOODPUT)


def connections(bench, own, server):
    """10,000 idle connections and 100,000 streams: what they leave in the server's memory."""
    run = bench.load([own / "loadtest", "connections", "--json", "--address", server.address])
    bench.line(**run)
    bench.at_most("bytes_per_connection", run["bytes_per_connection"], MOST_BYTES_PER_CONNECTION)
    bench.at_most("stream_growth_bytes", run["stream_growth_bytes"], MOST_STREAM_GROWTH)

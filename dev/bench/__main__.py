"""Benchmarks: builds release, starts what it needs on loopback, peers included, and prints its results.

A result is a line `bench NAME key=value …`. The last line is `bench NAME: ok`, or there is one
`bench NAME: missed KEY have … want …` for each missed target, and the exit code is 1.

Absolute figures differ from machine to machine; the ratios to a peer measured in the same run hold. docs/benchmarks.md
says what each benchmark measures and how to read it.
"""

import subprocess
import sys

import contacts
import imports
import rpc
from harness import Bench, Failure

BENCHMARKS = {"rpc": rpc.run, "contacts": contacts.run, "import": imports.run}


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in BENCHMARKS:
        print(f"usage: bench.sh {'|'.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    name = sys.argv[1]
    try:
        with Bench(name) as bench:
            BENCHMARKS[name](bench)
            return bench.verdict()
    except (Failure, subprocess.CalledProcessError) as error:
        print(f"bench {name}: failed: {error}", file=sys.stderr)
        return 1


sys.exit(main())

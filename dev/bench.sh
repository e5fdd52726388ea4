#!/usr/bin/env bash
# Benchmarks: dev/bench.sh rpc|contacts|import. See dev/bench/__main__.py and docs/benchmarks.md.
set -euo pipefail
exec python3 "$(dirname "$0")/bench" "$@"

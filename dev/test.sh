#!/usr/bin/env bash
# Builds everything once, then runs every test: those in Swift one after the other, then the wire protocol's second
# implementation against real services. What failed is said again at the end, where a log is read first.
set -uo pipefail
cd "$(dirname "$0")/.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT

swift build --build-tests || exit
if ! swift test --skip-build --no-parallel 2>&1 | tee "$log"; then
    printf '\nFailed:\n'
    grep -E 'recorded an issue|^error: |Fatal error|unexpected signal' "$log"
    exit 1
fi
exec dev/interop.sh

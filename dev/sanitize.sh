#!/usr/bin/env bash
# Runs tests under a sanitizer, each in a build folder of its own, and fails when it reports anything.
#
#   dev/sanitize.sh thread  [FILTER]   transport and store: .build/tsan
#   dev/sanitize.sh address [FILTER]   what unpacks bytes into memory of its own: .build/asan
#
# There are no suppressions. FILTER is a regular expression on the names of tests, as for `swift test --filter`.
set -euo pipefail
cd "$(dirname "$0")/.."

# Swift's own backtracer would start at a crash and hide the sanitizer's report.
export SWIFT_BACKTRACE=enable=no

test_with() {
    local sanitizer=$1 scratch=$2 filter=${3:-.}
    swift build --build-tests --sanitize "$sanitizer" --scratch-path "$scratch"
    LD_PRELOAD=${preload:-} swift test --skip-build --sanitize "$sanitizer" --scratch-path "$scratch" --no-parallel \
        --filter "$filter"
}

case ${1:-} in
thread)
    # Swift's Mutex needs help to be understood; the file says why.
    preload=$PWD/.build/tsan/tsan-mutex.so
    mkdir -p "$(dirname "$preload")"
    "$(dirname "$(realpath "$(command -v swift)")")/clang" -shared -fPIC -O1 -o "$preload" dev/tsan-mutex.c -ldl
    DANHBA_TARGETS=RPCCoreTests,RPCTransportTests,StoreTests test_with thread .build/tsan "${2:-}"
    ;;
address)
    DANHBA_TARGETS=ContractsTests,SpreadsheetsTests test_with address .build/asan "${2:-}"
    ;;
*)
    echo "usage: sanitize.sh thread|address [FILTER]" >&2
    exit 2
    ;;
esac

#!/usr/bin/env bash
# Benchmarks: builds release, starts what it needs on loopback, peers included, and prints a line per result,
# `bench NAME key=value …`. The last line is `bench NAME: ok`, or `bench NAME: missed KEY have … want …` with exit 1.
#
# The server runs on the first processor and the load on the second. Absolute figures differ from machine to machine;
# the ratios to a peer measured in the same run hold.
set -euo pipefail
cd "$(dirname "$0")/.."

name=${1:?usage: bench.sh rpc|contacts|import}
scratch=$(mktemp -d)
pids=()
missed=()

cleanup() {
    local pid
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$scratch"
}
trap cleanup EXIT

build() {
    local product
    for product in "$@"; do swift build -c release --product "$product" >&2; done
    bin=$(swift build -c release --show-bin-path)
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# start PROCESSOR LOGNAME COMMAND…
start() {
    local processor=$1 log=$2
    shift 2
    taskset -c "$processor" "$@" >"$scratch/$log.log" 2>&1 &
    pids+=($!)
}

# The value of a key in one JSON object on standard input.
value() { python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"; }

ratio() { python3 -c 'import sys; print(f"{float(sys.argv[1]) / float(sys.argv[2]):.2f}")' "$1" "$2"; }

# want KEY HAVE LEAST: notes a figure that is not reached; `atmost` for an upper bound.
want() { python3 -c 'import sys; sys.exit(float(sys.argv[1]) < float(sys.argv[2]))' "$2" "$3" || missed+=("$1 have $2 want $3"); }
atmost() { python3 -c 'import sys; sys.exit(float(sys.argv[1]) > float(sys.argv[2]))' "$2" "$3" || missed+=("$1 have $2 want at most $3"); }

verdict() {
    if ((${#missed[@]} == 0)); then
        echo "bench $name: ok"
    else
        printf 'bench %s: missed %s\n' "$name" "${missed[@]}"
        exit 1
    fi
}

# Prints a load test's JSON as key=value pairs.
pairs() { python3 -c 'import json, sys; print(" ".join(f"{k}={v}" for k, v in json.load(sys.stdin).items()))'; }

bench_rpc() {
    build contacts loadtest
    swift build -c release --package-path Benchmarks --product bare-echo >&2
    local bare port peer echo result connections
    bare=$(swift build -c release --package-path Benchmarks --show-bin-path)/bare-echo
    peer=$(free_port)
    start 0 bare "$bare" serve "$peer"
    port=$(free_port)
    start 0 contacts "$bin/contacts" --data "$scratch/data" --listen "tcp:127.0.0.1:$port"
    sleep 1
    peer=$(taskset -c 1 "$bare" load "$peer" | value rps)
    echo "bench rpc system=bare_nio connections=1 in_flight=64 rps=$peer"
    for connections in 1 16; do
        result=$(taskset -c 1 "$bin/loadtest" echo --address "tcp:127.0.0.1:$port" --connections $connections --json)
        echo "bench rpc system=danhba connections=$connections in_flight=64 $(pairs <<<"$result")"
        if ((connections == 1)); then echo=$(value rps <<<"$result"); fi
    done
    result=$(taskset -c 1 "$bin/loadtest" echo --address "tcp:127.0.0.1:$port" --in-flight 1 --json)
    echo "bench rpc system=danhba connections=1 in_flight=1 $(pairs <<<"$result")"
    echo "bench rpc echo_to_bare_nio=$(ratio "$echo" "$peer")"
    want echo_rps "$echo" 200000
}

bench_contacts() {
    build contacts loadtest
    local port result rows=${ROWS:-1000000}
    port=$(free_port)
    start 0 contacts "$bin/contacts" --data "$scratch/data" --listen "tcp:127.0.0.1:$port"
    sleep 1
    taskset -c 1 "$bin/loadtest" seed --address "tcp:127.0.0.1:$port" --rows "$rows" | sed 's/^/bench contacts seed: /'
    result=$(taskset -c 1 "$bin/loadtest" echo --address "tcp:127.0.0.1:$port" --json)
    local echo
    echo=$(value rps <<<"$result")
    echo "bench contacts call=echo in_flight=64 $(pairs <<<"$result")"
    result=$(taskset -c 1 "$bin/loadtest" lookup --address "tcp:127.0.0.1:$port" --rows "$rows" --json)
    echo "bench contacts call=lookup rows=$rows in_flight=64 $(pairs <<<"$result")"
    echo "bench contacts lookup_to_echo=$(ratio "$(value rps <<<"$result")" "$echo")"
    want lookup_rps "$(value rps <<<"$result")" 80000
}

bench_import() {
    build contacts companies imports loadtest
    local workbook=${WORKBOOK:-$scratch/customers.xlsx} ports=() i result
    if [[ ! -e $workbook ]]; then "$bin/loadtest" workbook --rows "${ROWS:-200000}" "$workbook"; fi
    for i in 0 1 2; do ports+=("$(free_port)"); done
    local peers=(--contacts "tcp:127.0.0.1:${ports[0]}" --companies "tcp:127.0.0.1:${ports[1]}")
    start 0,1 contacts "$bin/contacts" --data "$scratch/data" --listen "tcp:127.0.0.1:${ports[0]}" "${peers[@]:2}"
    start 0,1 companies "$bin/companies" --data "$scratch/data" --listen "tcp:127.0.0.1:${ports[1]}"
    start 0,1 imports "$bin/imports" --data "$scratch/data" --listen "tcp:127.0.0.1:${ports[2]}" "${peers[@]}"
    sleep 1
    result=$("$bin/loadtest" import --imports "tcp:127.0.0.1:${ports[2]}" "${peers[@]:0:2}" --json "$workbook")
    echo "bench import file=$(basename "$workbook") $(pairs <<<"$result")"
    want rows_per_second "$(value rows_per_second <<<"$result")" 40000
    atmost imports_peak_bytes "$(value imports_peak_bytes <<<"$result")" 157286400
}

case $name in
rpc | contacts | import) "bench_$name" ;;
*)
    echo "bench.sh: there is no benchmark $name; rpc, contacts and import are" >&2
    exit 2
    ;;
esac
verdict

#!/usr/bin/env bash
# Runs the fuzz targets of Tests/FuzzTests with libFuzzer and the address sanitizer.
#
#   dev/fuzz.sh                       every target for FUZZ_SECONDS (60), JOBS (2) at a time
#   dev/fuzz.sh TARGET…               only these
#   dev/fuzz.sh --ci                  a minute for each part that unauthenticated peers reach, seconds for the others
#   dev/fuzz.sh --replay TARGET FILE… each input once; a crash prints its stack
#
# What is found stays: .build/fuzz/corpus goes on growing, .build/fuzz/crashes holds the inputs that failed. One line
# per target says how many inputs it ran and how many a second, and how much of the code they reach.
set -uo pipefail
cd "$(dirname "$0")/.."

readonly work=.build/fuzz
readonly seeds=Tests/FuzzTests/Seeds
readonly remote=(frames hello metadata messages)
readonly ci_seconds=60 ci_other_seconds=10
# Swift's own backtracer would start at every crash, and take longer than the run.
export SWIFT_BACKTRACE=enable=no

build() {
    local arguments=(-c release --product fuzz --scratch-path "$work" --sanitize fuzzer --sanitize address)
    export DANHBA_FUZZ=1 DANHBA_TARGETS=fuzz
    # The compiler takes the last -sanitize alone, so that it needs one with both. Targets look into modules with
    # @testable.
    swift build "${arguments[@]}" -Xswiftc -sanitize=fuzzer,address -Xswiftc -enable-testing >&2 || exit
    binary=$(swift build "${arguments[@]}" --show-bin-path)/fuzz
    unset DANHBA_FUZZ DANHBA_TARGETS
}

all_targets() { (cd $seeds && printf '%s\n' * zip); }

# The folder of a target's first inputs.
seeds_of() { if [[ $1 == zip ]]; then echo Tests/SpreadsheetsTests/Workbooks; else echo "$seeds/$1"; fi; }

dictionary_of() {
    case $1 in
    sheet | strings | styles | workbook) echo Tests/FuzzTests/Dictionaries/xml.dict ;;
    *) echo "Tests/FuzzTests/Dictionaries/$1.dict" ;;
    esac
}

# fuzz TARGET SECONDS: runs a target and leaves its output in a log.
fuzz() {
    local target=$1 dictionary arguments
    dictionary=$(dictionary_of "$target")
    mkdir -p "$work/corpus/$target" "$work/crashes"
    arguments=(
        -max_total_time="$2" -timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=64 -print_final_stats=1
        -artifact_prefix="$work/crashes/$target-"
    )
    if [[ -f $dictionary ]]; then arguments+=(-dict="$dictionary"); fi
    FUZZ_TARGET=$target "$binary" "${arguments[@]}" "$work/corpus/$target" "$(seeds_of "$target")" \
        >"$work/$target.log" 2>&1
}

# Prints the outcome of a target; fails when it failed.
report() {
    local target=$1 log=$work/$1.log executed rate reached artifact
    executed=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    rate=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
    reached=$(sed -nE 's/.* cov: ([0-9]+) .*/\1/p' "$log" | tail -n 1)
    if artifact=$(sed -n 's/.*Test unit written to //p' "$log") && [[ -z $artifact && -n $executed ]]; then
        printf 'fuzz %-9s inputs=%s per_second=%s edges=%s ok\n' "$target" "$executed" "$rate" "$reached"
        return
    fi
    printf 'fuzz %-9s FAILED: %s\n' "$target" "$(grep -m 1 -E 'Fatal error|ERROR: |libFuzzer: ' "$log")"
    if [[ -n $artifact ]]; then printf '  again: dev/fuzz.sh --replay %s %s\n' "$target" "$artifact"; fi
    return 1
}

# run SECONDS TARGET…: JOBS targets at a time, then the outcome of each.
run() {
    local seconds=$1 target status=0
    shift
    for target in "$@"; do
        while (($(jobs -rp | wc -l) >= ${JOBS:-2})); do wait -n; done
        fuzz "$target" "$seconds" &
    done
    wait
    for target in "$@"; do report "$target" || status=1; done
    return $status
}

build
case ${1:-} in
--replay)
    for input in "${@:3}"; do FUZZ_TARGET=$2 "$binary" "$input" || exit; done
    ;;
--ci)
    mapfile -t others < <(all_targets | grep -vxF "$(printf '%s\n' "${remote[@]}")")
    run $ci_seconds "${remote[@]}"
    status=$?
    run $ci_other_seconds "${others[@]}" && exit $status
    ;;
*)
    mapfile -t targets < <(if (($#)); then printf '%s\n' "$@"; else all_targets; fi)
    run "${FUZZ_SECONDS:-60}" "${targets[@]}"
    ;;
esac

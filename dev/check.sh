#!/usr/bin/env bash
# Everything that can be said about the sources without building them. Prints `file:line: message` for each finding and
# fails if there is one; warnings alone do not fail.
#
#   format and documentation rules       .swift-format
#   generated files match the contracts  dev/proto.sh
#   imports, sizes, words                dev/check-rules.py
set -uo pipefail
cd "$(dirname "$0")/.."

failed=()

run() {
    local name=$1
    shift
    "$@" || failed+=("$name")
}

check_scripts() {
    local script status=0
    for script in dev/*.sh .ci/run; do bash -n "$script" || status=1; done
    return $status
}

run scripts check_scripts
run format dev/format.sh --lint
run rules python3 dev/check-rules.py
run generated dev/proto.sh --check

if ((${#failed[@]})); then
    echo "check: failed: ${failed[*]}" >&2
    exit 1
fi
echo "check: ok"

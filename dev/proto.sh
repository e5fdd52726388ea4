#!/usr/bin/env bash
# Generates C (protoc-c) and Swift (protoc-gen-danhba) from proto/ into Sources/CMessages and Sources/Contracts, and
# from the tests' own contract into Tests/CSampleMessages and Tests/ContractsTests/SampleV1.
#
#   dev/proto.sh           regenerate; files that do not change keep their times, so builds stay incremental
#   dev/proto.sh --check   only compare; fail on a difference, and when the plug-in accepts a contract that it must not
#
# The plug-in is rebuilt when its sources change; DANHBA_PLUGIN_SCRATCH moves its build folder.
set -euo pipefail
cd "$(dirname "$0")/.."

plugin_package=tools/protoc-gen-danhba
scratch=${DANHBA_PLUGIN_SCRATCH:-$plugin_package/.build}
plugin=$scratch/release/protoc-gen-danhba
sample_protos=Tests/ContractsTests/Proto

# One run at a time: concurrent runs would mix their output.
exec 9<proto
flock 9

build_plugin() {
    local stamp=$scratch/danhba-sources.sha256 sum
    sum=$(cat "$plugin_package/Package.swift" "$plugin_package"/Sources/*.swift | sha256sum)
    if [[ -x $plugin && -f $stamp && $(<"$stamp") == "$sum" ]]; then return; fi
    echo "proto: building the plug-in" >&2
    swift build --package-path "$plugin_package" --scratch-path "$scratch" -c release \
        --product protoc-gen-danhba >&2
    printf '%s\n' "$sum" >"$stamp"
}

# generate OUT PROTO_FOLDER [PLUGIN_OPTION…]: fills OUT/CMessages and OUT/Contracts from the folder's contracts.
generate() {
    local out=$1 folder=$2 protos option options=()
    shift 2
    for option in "$@"; do options+=("--danhba_opt=$option"); done
    mapfile -t protos < <(cd "$folder" && find danhba -name '*.proto' | LC_ALL=C sort)
    mkdir -p "$out/CMessages/include"
    protoc --proto_path=proto --proto_path="$folder" --include_imports --include_source_info \
        --descriptor_set_out="$out/all.pb" "${protos[@]}"
    protoc --descriptor_set_in="$out/all.pb" --plugin=protoc-gen-danhba="$plugin" --danhba_out="$out" \
        "${options[@]}" "${protos[@]}"
    "$plugin" --strip-for-c <"$out/all.pb" >"$out/c.pb"
    protoc-c --descriptor_set_in="$out/c.pb" --c_out="$out/CMessages/include" "${protos[@]}"
    (cd "$out/CMessages/include" && find . -name '*.c' -printf '%P\n') | while read -r source; do
        mkdir -p "$out/CMessages/$(dirname "$source")"
        mv "$out/CMessages/include/$source" "$out/CMessages/$source"
    done
}

generated_files() {
    if [[ -d $1 ]]; then
        (cd "$1" && find . -type f ! -path './Runtime/*' ! -name module.modulemap -printf '%P\n') | LC_ALL=C sort
    fi
}

# install FROM TO: makes TO hold the generated files of FROM, touching only what differs.
install_changed() {
    local from=$1 to=$2 file
    comm -23 <(generated_files "$to") <(generated_files "$from") | while read -r file; do rm "$to/$file"; done
    generated_files "$from" | while read -r file; do
        if ! cmp -s "$from/$file" "$to/$file"; then
            mkdir -p "$to/$(dirname "$file")"
            cp "$from/$file" "$to/$file"
        fi
    done
    find "$to" -type d -empty -delete
}

compare() {
    if ! diff -r -u --exclude=module.modulemap --exclude=Runtime "$2" "$1"; then
        echo "proto: $2 differs from the contracts; run make proto" >&2
        status=1
    fi
}

# Every contract in Refused says in its first line what the plug-in must answer.
check_refusals() {
    local proto expected answer
    for proto in "$plugin_package"/Refused/*.proto; do
        expected=$(sed -n '1s,^// refused: ,,p' "$proto")
        if answer=$(protoc --proto_path=proto --proto_path="$plugin_package/Refused" \
            --plugin=protoc-gen-danhba="$plugin" --danhba_out="$staging" "$(basename "$proto")" 2>&1); then
            echo "proto: $proto was not refused" >&2
            status=1
        elif [[ $answer != *"$expected"* ]]; then
            printf 'proto: %s was refused with: %s\n' "$proto" "$answer" >&2
            status=1
        fi
    done
}

build_plugin
staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
generate "$staging/product" proto
"$plugin" --c-array <"$staging/product/all.pb" >"$staging/product/CMessages/file_descriptor_set.c"
generate "$staging/sample" "$sample_protos" c_module=CSampleMessages "import=@testable import Contracts"

status=0
while read -r from to; do
    if [[ ${1:-} == --check ]]; then compare "$staging/$from" "$to"; else install_changed "$staging/$from" "$to"; fi
done <<END
product/CMessages Sources/CMessages
product/Contracts Sources/Contracts
sample/CMessages Tests/CSampleMessages
sample/Contracts/SampleV1 Tests/ContractsTests/SampleV1
END
if [[ ${1:-} == --check ]]; then check_refusals; fi
exit $status

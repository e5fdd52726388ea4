#!/usr/bin/env bash
# Generates C (protoc-c) and Swift (protoc-gen-danhba) from proto/ into Sources/CMessages and Sources/Contracts.
#
#   dev/proto.sh           regenerate; files that do not change keep their times, so builds stay incremental
#   dev/proto.sh --check   only compare, print the differences and fail when there are any
#
# The plug-in is rebuilt when its sources change; DANHBA_PLUGIN_SCRATCH moves its build folder.
set -euo pipefail
cd "$(dirname "$0")/.."

plugin_package=tools/protoc-gen-danhba
scratch=${DANHBA_PLUGIN_SCRATCH:-$plugin_package/.build}

# One run at a time: concurrent runs would mix their output.
exec 9<proto
flock 9

build_plugin() {
    local stamp=$scratch/danhba-sources.sha256 sum
    sum=$(cat "$plugin_package/Package.swift" "$plugin_package"/Sources/*.swift | sha256sum)
    plugin=$scratch/release/protoc-gen-danhba
    if [[ -x $plugin && -f $stamp && $(<"$stamp") == "$sum" ]]; then return; fi
    echo "proto: building the plug-in" >&2
    swift build --package-path "$plugin_package" --scratch-path "$scratch" -c release \
        --product protoc-gen-danhba >&2
    printf '%s\n' "$sum" >"$stamp"
}

generate() {
    local out=$1 protos
    mapfile -t protos < <(cd proto && find danhba -name '*.proto' | LC_ALL=C sort)
    mkdir -p "$out/CMessages/include"
    protoc --proto_path=proto --include_imports --include_source_info \
        --descriptor_set_out="$out/all.pb" --experimental_allow_proto3_optional "${protos[@]}"
    protoc --descriptor_set_in="$out/all.pb" --plugin=protoc-gen-danhba="$plugin" --danhba_out="$out" \
        "${protos[@]}"
    "$plugin" --strip-for-c <"$out/all.pb" >"$out/c.pb"
    protoc-c --descriptor_set_in="$out/c.pb" --c_out="$out/CMessages/include" "${protos[@]}"
    "$plugin" --c-array <"$out/all.pb" >"$out/CMessages/file_descriptor_set.c"
    (cd "$out/CMessages/include" && find . -name '*.c' -printf '%P\n') | while read -r source; do
        mkdir -p "$out/CMessages/$(dirname "$source")"
        mv "$out/CMessages/include/$source" "$out/CMessages/$source"
    done
}

# What is generated: everything in CMessages but the module map; in Contracts everything but Runtime.
generated_files() {
    (cd "$1" && find CMessages Contracts -type f ! -path 'Contracts/Runtime/*' ! -name module.modulemap) | LC_ALL=C sort
}

compare() {
    local status=0
    diff -r -u --exclude=module.modulemap Sources/CMessages "$1/CMessages" || status=1
    diff -r -u --exclude=Runtime Sources/Contracts "$1/Contracts" || status=1
    if ((status)); then echo "proto: generated files differ from the contracts; run make proto" >&2; fi
    return $status
}

install_changed() {
    local out=$1 file
    comm -23 <(generated_files Sources) <(generated_files "$out") | while read -r file; do rm "Sources/$file"; done
    generated_files "$out" | while read -r file; do
        if ! cmp -s "$out/$file" "Sources/$file"; then
            mkdir -p "Sources/$(dirname "$file")"
            cp "$out/$file" "Sources/$file"
        fi
    done
    find Sources/CMessages Sources/Contracts -type d -empty -delete
}

build_plugin
staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
generate "$staging"
if [[ ${1:-} == --check ]]; then compare "$staging"; else install_changed "$staging"; fi

#!/usr/bin/env bash
# Makes sure that the machine has what building and testing need; silent when nothing is missing.
#
#   dev/setup.sh         what building and testing need
#   dev/setup.sh bench   and what the peers of the benchmarks need
#
# Installs missing Debian packages where it may (as root, or by sudo without a password); otherwise prints the one
# command to run and fails.
set -euo pipefail

readonly swift_wanted=6.3
packages=(
    # messages
    protobuf-c-compiler libprotobuf-c-dev protobuf-compiler
    # spreadsheets
    libexpat1-dev zlib1g-dev libxlsxwriter-dev libssl-dev
    # telephone numbers, databases
    libphonenumber-dev libsqlite3-dev
    # checksums of uploads, e-mail
    libssl-dev libcurl4-openssl-dev
    # scripts and tests
    curl git openssl pkg-config python3 python3-aiosmtpd python3-openpyxl strace
)
readonly bench_packages=(
    # gRPC C++, and what builds it
    libgrpc++-dev libprotobuf-dev protobuf-compiler-grpc g++ make
    # imports into SQLite
    python3-venv sqlite3
)

# The first line says what is wrong, any other is a command to copy.
fail() {
    printf 'setup: %s\n' "$1" >&2
    shift
    if (($#)); then printf '  %s\n' "$@" >&2; fi
    exit 1
}

check_swift() {
    command -v swift >/dev/null ||
        fail "Swift $swift_wanted or newer is needed and not in PATH: https://www.swift.org/install/linux/"
    local version
    version=$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+(\.[0-9]+)*).*/\1/p' | head -n 1)
    [[ $(printf '%s\n' "$swift_wanted" "${version:-0}" | sort -V | head -n 1) == "$swift_wanted" ]] ||
        fail "Swift $swift_wanted or newer is needed, found ${version:-an unknown version}: https://www.swift.org/install/linux/"
}

missing_packages() {
    local package state
    for package in "${packages[@]}"; do
        # dpkg-query knows nothing of a package that was never installed: that is an answer, not a failure.
        state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
        [[ $state == installed ]] || printf '%s\n' "$package"
    done
}

install_packages() {
    local as_root=()
    if ((EUID != 0)); then
        if ! sudo -n true 2>/dev/null; then
            fail "these packages are missing; install them, then start again:" \
                "sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
        fi
        as_root=(sudo -n)
    fi
    echo "setup: installing $*" >&2
    "${as_root[@]}" apt-get update -qq >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

case ${1:-} in
'') ;;
bench) packages+=("${bench_packages[@]}") ;;
*) fail "there is no set-up for $1; usage: setup.sh [bench]" ;;
esac
check_swift
command -v dpkg-query >/dev/null || fail "not a Debian system; install what these packages hold: ${packages[*]}"
mapfile -t missing < <(missing_packages)
if ((${#missing[@]})); then install_packages "${missing[@]}"; fi

#!/usr/bin/env bash
# Runs the wire protocol's second implementation, Tests/Interop, against real services.
#
#   dev/interop.sh [TEST…]   all tests, or those named as python3 -m unittest names them
#
# The services are those that `swift build --build-tests` built; DANHBA_BIN names another folder that holds them.
set -euo pipefail
cd "$(dirname "$0")/.."

DANHBA_BIN=${DANHBA_BIN:-$(swift build --show-bin-path)}
DANHBA_BIN=$(realpath "$DANHBA_BIN")
export DANHBA_BIN PYTHONDONTWRITEBYTECODE=1
cd Tests/Interop
if (($#)); then
    exec python3 -m unittest "$@"
fi
exec python3 -m unittest discover

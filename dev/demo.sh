#!/usr/bin/env bash
# The main job on real input: builds release, starts the four services and the gateway on loopback with a scratch data
# folder, and does what an administrator and an agent do. With ONCE=1 it stops after the job; otherwise the system stays
# up until Ctrl-C. Exits 0 only when every step's result was right.
set -euo pipefail
cd "$(dirname "$0")/.."

for product in contacts companies campaigns imports gateway danhba; do
    swift build -c release --product "$product"
done
exec python3 dev/demo.py "$(swift build -c release --show-bin-path)"

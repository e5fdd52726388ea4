#!/usr/bin/env bash
# Reads every file of a spreadsheet corpus with `danhba sheet` and compares with what independent readers agree on.
# The corpus is no part of the project: DANHBA_CORPUS names its folder, else ../shared/corpus is taken if it is there.
set -euo pipefail
cd "$(dirname "$0")/.."

corpus=${DANHBA_CORPUS:-../shared/corpus}
if [[ ! -d $corpus/files ]]; then
    echo "corpus: none at $corpus; name its folder in DANHBA_CORPUS"
    exit 0
fi
swift build -c release --product danhba >&2
exec python3 dev/corpus.py "$(swift build -c release --show-bin-path)/danhba" "$corpus"

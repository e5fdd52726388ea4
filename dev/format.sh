#!/usr/bin/env bash
# Formats every Swift source, tracked or new; generated ones say themselves that they are left out.
#
#   dev/format.sh          format in place
#   dev/format.sh --lint   only report what the format or the documentation rules find
set -euo pipefail
cd "$(dirname "$0")/.."

command=(format --in-place --parallel)
if [[ ${1:-} == --lint ]]; then command=(lint --strict --parallel); fi

# A file that is deleted but not yet committed is still listed.
git ls-files -z --cached --others --exclude-standard -- '*.swift' |
    while IFS= read -r -d '' file; do
        if [[ -f $file ]]; then printf '%s\0' "$file"; fi
    done |
    xargs -0 swift format "${command[@]}"

#!/usr/bin/env bash
# Formats every Swift source, tracked or new; generated ones say themselves that they are left out.
#
#   dev/format.sh          format in place
#   dev/format.sh --lint   only report what the format or the documentation rules find
set -euo pipefail
cd "$(dirname "$0")/.."

# A file that is deleted but not yet committed is still listed.
swift_files() {
    git ls-files -z --cached --others --exclude-standard -- '*.swift' |
        while IFS= read -r -d '' file; do
            if [[ -f $file ]]; then printf '%s\0' "$file"; fi
        done
}

if [[ ${1:-} == --lint ]]; then
    swift_files | xargs -0 swift format lint --strict --parallel
else
    swift_files | xargs -0 python3 dev/doc-summaries.py
    swift_files | xargs -0 swift format format --in-place --parallel
fi

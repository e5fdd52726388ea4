#!/usr/bin/env bash
# Runs the property tests of imports: random files, data, modes, keys and chunks against models that do row by row what
# an import has to do. CASES says how many for each kind of import (20,000), SEED where they begin (random, printed); a
# failing case says its seed: SEED=that CASES=1 repeats it alone.
set -euo pipefail
cd "$(dirname "$0")/.."

export DANHBA_PROPERTY_CASES=${CASES:-20000}
if [[ -n ${SEED:-} ]]; then export DANHBA_PROPERTY_SEED=$SEED; fi
exec swift test --no-parallel --filter 'PropertyTests.*(equalsTheModel|oracle)'

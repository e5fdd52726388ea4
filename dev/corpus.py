#!/usr/bin/env python3
"""Reads a corpus of spreadsheets and says what went wrong.

Usage: corpus.py DANHBA CORPUS. The corpus has `files/` and `GOLDEN.jsonl.gz`: for each file the cells on which two
independent readers agree, in the form of `danhba sheet --json`. Prints one line for each crash, hang and sheet with
cells that differ, then the totals. Exits 1 on a crash or a hang, or when fewer than 99 % of the cells match.
"""
import collections
import concurrent.futures
import gzip
import json
import os
import pathlib
import signal
import subprocess
import sys

# Of processor time, so that a busy machine is not taken for a hang.
SECONDS, WANTED = 10, 0.99
Reading = collections.namedtuple("Reading", "outcome sheets detail")


def read(danhba, path):
    """`shown`, `refused`, `crash` or `hang`; the tool refuses a file with status 2 and one JSON object."""
    command = ["prlimit", f"--cpu={SECONDS}", danhba, "sheet", "--json", str(path)]
    try:
        run = subprocess.run(command, capture_output=True, timeout=20 * SECONDS)
    except subprocess.TimeoutExpired:
        return Reading("hang", [], "waits for ever")
    if run.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return Reading("hang", [], f"no answer in {SECONDS} s")
    try:
        objects = [json.loads(line) for line in run.stdout.decode("utf-8").split("\n") if line]
    except ValueError as error:
        return Reading("crash", [], f"status {run.returncode}, no JSON: {error}")
    if run.returncode == 0:
        return Reading("shown", objects, "")
    if run.returncode == 2 and objects and "code" in objects[-1]:
        return Reading("refused", [], f"{objects[-1]['code']} {objects[-1].get('message', '')}")
    return Reading("crash", [], f"status {run.returncode}: {run.stderr[-200:].decode('utf-8', 'replace')}")


def same(have, kind, text):
    if have is None or have[0] != kind:
        return False
    return have[1] == text or (kind == "n" and float(have[1]) == float(text))


def differing(golden, sheets):
    """Expected cells of a sheet, and the first that differs, sheet by sheet."""
    by_name = {sheet["name"]: sheet for sheet in sheets}
    for index, expected in enumerate(golden):
        at_index = sheets[index] if index < len(sheets) else {"cells": []}
        sheet = by_name.get(expected["name"], at_index)
        have = {(row, column): (kind, text) for row, column, kind, text in sheet["cells"]}
        wrong = [
            (row, column, kind, text, have.get((row, column)))
            for row, column, kind, text in expected["cells"]
            if not same(have.get((row, column)), kind, text)
        ]
        yield expected["name"], len(expected["cells"]), wrong


def main():
    danhba, corpus = sys.argv[1], pathlib.Path(sys.argv[2])
    with gzip.open(corpus / "GOLDEN.jsonl.gz", "rt", encoding="utf-8") as lines:
        golden = {item["path"]: item["sheets"] for item in map(json.loads, lines)}
    files = sorted(path for path in (corpus / "files").rglob("*") if path.is_file())
    outcomes = collections.Counter()
    cells = matched = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, reading in zip(files, pool.map(lambda path: read(danhba, path), files)):
            name = path.relative_to(corpus / "files").as_posix()
            outcomes[reading.outcome] += 1
            if reading.outcome in ("crash", "hang"):
                print(f"{name}: {reading.outcome}: {reading.detail}")
            for sheet, count, wrong in differing(golden.get(name, []), reading.sheets):
                cells += count
                matched += count - len(wrong)
                if wrong:
                    row, column, kind, text, have = wrong[0]
                    print(f"{name}: {sheet}: {len(wrong)} of {count} differ; at {row},{column} "
                          f"want {kind} {text!r:.60} have {have!r:.60} {reading.detail}")  # fmt: skip
    share = matched / cells if cells else 1.0
    print("corpus", f"files={len(files)}", *(f"{key}={outcomes[key]}" for key in ("shown", "refused", "crash", "hang")),
          f"cells={cells}", f"matched={matched}", f"share={share:.4f}")  # fmt: skip
    sys.exit(1 if outcomes["crash"] or outcomes["hang"] or share < WANTED else 0)


main()

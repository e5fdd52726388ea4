#!/usr/bin/env python3
"""Runs `danhba sheet --json` over a folder of real files and compares the cells with those that other readers see.

    dev/corpus.py DANHBA CORPUS     (DANHBA: the built command; CORPUS: a folder with INDEX.tsv, GOLDEN.jsonl.gz, files/)

Prints one line per crash, per file that takes longer than 10 s and per sheet that differs, then the tally. Exits 1 on a
crash, a slow file or less than 99 % of the cells.
"""
import gzip
import json
import pathlib
import subprocess
import sys
import time

TIME_LIMIT = 10


def read(command, path):
    """The sheets by name; an empty result for a refused file. Raises for a crash."""
    result = subprocess.run([command, "sheet", "--json", path], capture_output=True, timeout=10 * TIME_LIMIT)
    if result.returncode == 2:
        json.loads(result.stdout)
        return None
    if result.returncode != 0:
        raise RuntimeError(f"exit status {result.returncode}")
    sheets = {}
    for line in result.stdout.decode().split("\n"):
        if not line:
            continue
        sheet = json.loads(line)
        sheets.setdefault(sheet["name"], {(row, column): (kind, text) for row, column, kind, text in sheet["cells"]})
    return sheets


def equal(found, kind, text):
    if found and kind == "n" and found[0] == "n":
        return float(found[1]) == float(text)
    return found == (kind, text)


def main():
    command, corpus = sys.argv[1], pathlib.Path(sys.argv[2])
    golden = {}
    with gzip.open(corpus / "GOLDEN.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            file = json.loads(line)
            golden[file["path"]] = file["sheets"]
    paths = [line.split("\t")[0] for line in (corpus / "INDEX.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    faults = refused = matched = total = 0
    for path in paths:
        start = time.monotonic()
        try:
            sheets = read(command, corpus / "files" / path)
        except (RuntimeError, ValueError, subprocess.TimeoutExpired) as error:
            print(f"crash {path}: {error}")
            faults += 1
            continue
        if time.monotonic() - start > TIME_LIMIT:
            print(f"slow {path}: {time.monotonic() - start:.1f} s")
            faults += 1
        refused += sheets is None
        for sheet in golden.get(path, []):
            cells = (sheets or {}).get(sheet["name"], {})
            wrong = [c for c in sheet["cells"] if not equal(cells.get((c[0], c[1])), c[2], c[3])]
            matched += len(sheet["cells"]) - len(wrong)
            total += len(sheet["cells"])
            if wrong:
                print(f"differs {path} {sheet['name']}: {len(wrong)} cells, first {wrong[0]}")
    share = 100 * matched / max(total, 1)
    print(f"corpus: files={len(paths)} refused={refused} faults={faults} cells={matched}/{total} ({share:.3f} %)")
    sys.exit(1 if faults or share < 99 else 0)


if __name__ == "__main__":
    main()

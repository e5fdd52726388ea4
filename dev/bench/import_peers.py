"""Peers of an import: SYSTEM FILE DATABASE. Prints one JSON object.

calamine       python-calamine's rows into an upsert, the fastest way in Python
sqlite_import  the sqlite3 shell's .import of a .csv, then one upsert
"""

import json
import resource
import sqlite3
import subprocess
import sys
import time

COLUMNS = ("name", "phone", "email", "position", "company", "priority", "manager", "address", "note")
SETTINGS = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;"
TABLES = f"""
CREATE TABLE IF NOT EXISTS customer (id INTEGER PRIMARY KEY, {", ".join(f"{column} TEXT" for column in COLUMNS)});
CREATE UNIQUE INDEX IF NOT EXISTS customer_phone ON customer (phone);
CREATE INDEX IF NOT EXISTS customer_email ON customer (email);
CREATE INDEX IF NOT EXISTS customer_name ON customer (name);
"""
INSERT = f"INSERT INTO customer ({', '.join(COLUMNS)})"
ON_CONFLICT = "ON CONFLICT (phone) DO UPDATE SET " + ", ".join(
    f"{column} = excluded.{column}" for column in COLUMNS if column != "phone"
)


def calamine(file, database):
    from python_calamine import CalamineWorkbook

    connection = sqlite3.connect(database, isolation_level=None)
    connection.executescript(SETTINGS + TABLES)
    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).iter_rows()
    next(rows)
    before = connection.total_changes
    connection.execute("BEGIN")
    connection.executemany(f"{INSERT} VALUES ({', '.join('?' * len(COLUMNS))}) {ON_CONFLICT}", rows)
    connection.execute("COMMIT")
    return connection.total_changes - before


def sqlite_import(file, database):
    script = f"""{SETTINGS}{TABLES}
.mode csv
CREATE TEMP TABLE row ({", ".join(COLUMNS)});
.import --skip 1 {file} row
BEGIN;
{INSERT} SELECT * FROM row WHERE true {ON_CONFLICT};
SELECT changes();
COMMIT;
"""
    shell = subprocess.run(
        ["sqlite3", "-batch", database], input=script, text=True, check=True, stdout=subprocess.PIPE
    )
    return int(shell.stdout.split()[-1])


def main():
    system, file, database = sys.argv[1:]
    begin = time.perf_counter()
    rows = {"calamine": calamine, "sqlite_import": sqlite_import}[system](file, database)
    seconds = time.perf_counter() - begin
    who = resource.RUSAGE_SELF if system == "calamine" else resource.RUSAGE_CHILDREN
    peak = resource.getrusage(who).ru_maxrss << 10
    print(json.dumps({"system": system, "rows_per_second": int(rows / seconds), "rows": rows, "peak_bytes": peak}))


if __name__ == "__main__":
    main()

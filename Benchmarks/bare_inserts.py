#!/usr/bin/env python3
"""The ceiling: the rows of a CSV file into one bare SQLite table (WAL, synchronous=FULL), so many a commit, nothing else.
Usage: bare_inserts.py FILE ROWS_A_COMMIT DATABASE"""
import csv, os, sqlite3, sys, time

path, batch, database = sys.argv[1], int(sys.argv[2]), sys.argv[3]
for suffix in ("", "-wal", "-shm"):
    if os.path.exists(database + suffix):
        os.unlink(database + suffix)
with open(path, newline="", encoding="utf-8") as file:
    rows = list(csv.reader(file))
header, rows = rows[0], rows[1:]
db = sqlite3.connect(database, isolation_level=None)
db.execute("PRAGMA journal_mode=WAL")
db.execute("PRAGMA synchronous=FULL")
db.execute("CREATE TABLE row (" + ", ".join(f'"{name}" TEXT' for name in header) + ")")
insert = "INSERT INTO row VALUES (" + ", ".join("?" * len(header)) + ")"
start = time.monotonic()
for at in range(0, len(rows), batch):
    db.execute("BEGIN IMMEDIATE")
    db.executemany(insert, rows[at:at + batch])
    db.execute("COMMIT")
seconds = time.monotonic() - start
print(f"{len(rows) / seconds:.0f}")

#!/usr/bin/env python3
"""The ceilings of intake: bare inserts into SQLite (WAL, synchronous=FULL), so many a commit, nothing else.

bare_inserts.py feed FILE.csv ROWS_A_COMMIT DATABASE     the feed's own cells, as text, into one table without an index
bare_inserts.py tables NFODD.DB COMMITS DATABASE         every row that an intake left in every table, into the same
                                                         tables and indexes, in as many commits

Prints rows of the feed a second; reading the file or the database is not in the time."""
import csv, os, sqlite3, sys, time

kind, source, count, database = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
for suffix in ("", "-wal", "-shm"):
    if os.path.exists(database + suffix):
        os.unlink(database + suffix)
db = sqlite3.connect(database, isolation_level=None)
for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-64000", "secure_delete=1"):
    db.execute("PRAGMA " + pragma)


def commit(inserts):
    """One transaction of (statement, rows); the seconds it took."""
    start = time.monotonic()
    db.execute("BEGIN IMMEDIATE")
    for statement, rows in inserts:
        db.executemany(statement, rows)
    db.execute("COMMIT")
    return time.monotonic() - start


def feed():
    with open(source, newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    db.execute("CREATE TABLE row (" + ", ".join(f'"{name}" TEXT' for name in header) + ")")
    insert = "INSERT INTO row VALUES (" + ", ".join("?" * len(header)) + ")"
    return len(rows), sum(commit([(insert, rows[at:at + count])]) for at in range(0, len(rows), count))


def tables():
    old = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
    schema = old.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('table', 'index')")
    readers = []
    for type_, name, sql in schema.fetchall():
        db.execute(sql)
        if type_ == "table":
            rows = old.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            reader = old.execute(f"SELECT * FROM {name}")
            places = ", ".join("?" * len(reader.description))
            readers.append((f"INSERT INTO {name} VALUES ({places})", reader, -(-rows // count)))
    seconds = sum(commit([(sql, reader.fetchmany(size)) for sql, reader, size in readers]) for _ in range(count))
    return old.execute("SELECT count(*) FROM notification").fetchone()[0], seconds


rows, seconds = {"feed": feed, "tables": tables}[kind]()
print(f"{rows / seconds:.0f}")

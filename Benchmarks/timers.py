#!/usr/bin/env python3
"""Durable timers, nfodd beside its peers: so many cases, each with three steps that fall due at given instants, every
step at once a durable row. Says how late they were, and what was lost or happened twice when the process was killed.

timers.py [--cases N] [--window S] [--gap S] [--kill S] [--nfodd PROGRAM] [--deliver] CONTESTANT...

The first steps fall due evenly over WINDOW seconds, each further one GAP seconds after the one before. KILL: so many
seconds after the first is due the process is killed with SIGKILL and started again at once. Contestants run one after
the other as named: nfodd, loop, poll, apscheduler, huey, dbos (timer_peers.py); one that is not installed is skipped.

nfodd is the daemon as it is served: cases come in by `ingest`, their ladder has three levels from the overdose on, a
step is a level fired, with its alert in the outbox. Alerts go to a receiver on this machine (--deliver), or to an
address where nobody ever answers.

Late is the stamp of the step's row less its instant, in milliseconds; everybody's stamp is taken in the transaction
that writes the row, before its commit; nfodd stamps whole milliseconds."""
import argparse, collections, json, os, shutil, signal, sqlite3, subprocess, sys, tempfile, time
from timer_nfodd import Nfodd
from timer_peers import Plan, STEPS

PEERS = {"apscheduler": ["apscheduler", "sqlalchemy"], "huey": ["huey"], "dbos": ["dbos"], "loop": [], "poll": []}


class Peer:
    """A contestant of timer_peers.py."""

    # Seconds that putting one case in takes, at the slowest seen.
    SLOWNESS = {"loop": 0.001, "poll": 0.001, "apscheduler": 0.03, "huey": 0.02, "dbos": 0.03}

    def __init__(self, name, options, folder):
        self.name, self.options, self.folder = name, options, folder

    def lead(self):
        return 5 + self.options.cases * self.SLOWNESS[self.name]

    def fill(self, plan):
        self.arguments = [str(value) for value in (plan.folder, repr(plan.base), plan.cases, plan.window, plan.gap)]
        self.run("fill").wait()

    def run(self, phase):
        here = os.path.dirname(os.path.abspath(__file__))
        log = open(f"{self.folder}/log", "a")
        return subprocess.Popen([sys.executable, f"{here}/timer_peers.py", self.name, phase, *self.arguments],
                                stdout=log, stderr=log, start_new_session=True)

    def start(self):
        return self.run("work")

    def stop(self, process):
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def finish(self):
        pass

    def count(self):
        return self.query("SELECT count(*) FROM sink")[0][0]

    def rows(self):
        return self.query("SELECT entry, step, due, fired FROM sink")

    def query(self, sql):
        db = sqlite3.connect(f"file:{self.folder}/sink.db?mode=ro", uri=True, timeout=60)
        try:
            return db.execute(sql).fetchall()
        finally:
            db.close()


class Usage:
    """Processor seconds, bytes written and largest memory of a process that may be killed and started again."""

    def __init__(self):
        self.done, self.latest, self.memory = (0.0, 0), (0.0, 0), 0

    def look(self, process):
        try:
            with open(f"/proc/{process.pid}/stat") as file:
                fields = file.read().rpartition(")")[2].split()
            with open(f"/proc/{process.pid}/io") as file:
                written = next(int(line.split()[1]) for line in file if line.startswith("write_bytes"))
            self.latest = ((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), written)
            self.memory = max(self.memory, int(fields[21]) * os.sysconf("SC_PAGE_SIZE"))
        except (OSError, IndexError):
            pass

    def restart(self):
        self.done, self.latest = self.so_far(), (0.0, 0)

    def so_far(self):
        return self.done[0] + self.latest[0], self.done[1] + self.latest[1]


def ceiling(folder):
    """Commits a second of one row each, as durable as everybody's."""
    db = sqlite3.connect(f"{folder}/ceiling.db", isolation_level=None)
    for sql in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE row (a INTEGER, b TEXT)"):
        db.execute(sql)
    start, commits = time.monotonic(), 0
    while time.monotonic() - start < 2:
        db.execute("INSERT INTO row VALUES (?, ?)", (commits, "x" * 400))
        commits += 1
    db.close()
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(f"{folder}/ceiling.db{suffix}"):
            os.unlink(f"{folder}/ceiling.db{suffix}")
    return commits / 2


def sleep_until(instant):
    time.sleep(max(0, instant - time.time()))


def race(name, options, home):
    """One contestant's run, printed."""
    folder = f"{home}/{name}"
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    contestant = Nfodd(options, folder) if name == "nfodd" else Peer(name, options, folder)
    plan = Plan(folder, time.time() + contestant.lead(), options.cases, options.window, options.gap)
    contestant.fill(plan)
    usage, process = Usage(), contestant.start()
    sleep_until(plan.base - 0.5)
    usage.look(process)
    before = usage.so_far()
    if time.time() > plan.base:
        print(f"{name}: not ready in time, its first steps are late for that", file=sys.stderr)
    if options.kill:
        sleep_until(plan.base + options.kill)
        usage.look(process)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        usage.restart()
        process = contestant.start()
    wait_for_end(contestant, plan, process, usage)
    contestant.stop(process)
    seconds, written = (after - start for after, start in zip(usage.so_far(), before))
    report(name, contestant.rows(), plan, f"processor {seconds:.1f} s, written {written / 1e6:.0f} MB, memory {usage.memory / 1e6:.0f} MB")
    contestant.finish()


def wait_for_end(contestant, plan, process, usage):
    """Until all is done, or nothing has moved for a while."""
    wanted, seen, moved = STEPS * plan.cases, -1, time.time()
    while True:
        sleep_until(max(time.time(), plan.base + plan.window + (STEPS - 1) * plan.gap) + 1)
        usage.look(process)
        count = contestant.count()
        if count != seen:
            seen, moved = count, time.time()
        if count >= wanted or time.time() - moved > 30:
            time.sleep(1)
            usage.look(process)
            return


def report(name, rows, plan, usage):
    times = collections.Counter((case, step) for case, step, _, _ in rows)
    late = sorted(fired - due for _, _, due, fired in rows) or [float("nan")]
    wanted = sorted(round(plan.due(case, step) * 1000) for case in range(plan.cases) for step in range(STEPS))
    first = {}
    for case, step, due, _ in rows:
        first.setdefault((case, step), round(due))
    shifted = sum(abs(a - b) > 1 for a, b in zip(sorted(first.values()), wanted)) if len(first) == len(wanted) else 0
    at = lambda share: late[min(len(late) - 1, int(len(late) * share))]
    span = max((row[3] for row in rows), default=0) - min((row[3] for row in rows), default=0)
    print(f"{name:12} {len(rows)} of {len(wanted)} steps, lost {len(wanted) - len(times)}, doubled {len(rows) - len(times)}"
          f"{f', at other instants {shifted}' if shifted else ''}, late p50 {at(.5):.2f} p90 {at(.9):.2f} p99 {at(.99):.2f}"
          f" max {late[-1]:.1f} ms{f', early {sum(one < -1 for one in late)}' if late[0] < -1 else ''},"
          f" {len(rows) / max(span, 1) * 1000:.0f} steps/s, {usage}", flush=True)


def is_installed(name):
    return all(subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True).returncode == 0
               for module in PEERS.get(name, []))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--window", type=float, default=18)
    parser.add_argument("--gap", type=int, default=1)
    parser.add_argument("--kill", type=float, default=0)
    parser.add_argument("--nfodd", default="nfodd")
    parser.add_argument("--deliver", action="store_true")
    parser.add_argument("--keep", help="leave the directories here")
    parser.add_argument("contestants", nargs="+", choices=["nfodd", *PEERS])
    options = parser.parse_args()
    home = options.keep or tempfile.mkdtemp()
    os.makedirs(home, exist_ok=True)
    try:
        print(f"disk before: {ceiling(home):.0f} commits/s", flush=True)
        for name in options.contestants:
            if is_installed(name):
                race(name, options, home)
            else:
                print(f"{name:12} skipped: not installed for {sys.executable}", flush=True)
        print(f"disk after: {ceiling(home):.0f} commits/s", flush=True)
    finally:
        if not options.keep:
            shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()

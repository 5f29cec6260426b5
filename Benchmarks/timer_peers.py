#!/usr/bin/env python3
"""Contestants of the timers benchmark that are not nfodd: each keeps the same three steps a case, due at given instants,
and leaves one durable row (case, step, due, fired; milliseconds) for each step in sink.db, stamped inside the
transaction that writes it.

timer_peers.py PEER fill|work DIR BASE CASES WINDOW GAP      PEER: loop, poll, apscheduler, huey, dbos

loop is the yardstick: some twenty lines of Python around one SQLite table, everything that is due in one commit, and a
sleep until the next is due. poll is the same with a look every 10 ms, as it is written more often. The others are used
as their manuals say, with SQLite underneath and a sync for each commit."""
import asyncio, datetime, sqlite3, sys, threading, time
from concurrent.futures import ThreadPoolExecutor

STEPS = 3
THREADS = 8


class Plan:
    """When each step is due; the same for every contestant."""

    def __init__(self, folder, base, cases, window, gap):
        self.folder, self.base, self.cases, self.window, self.gap = folder, base, cases, window, gap

    def due(self, case, step):
        return self.base + case * self.window / self.cases + step * self.gap

    def open(self, name="sink.db"):
        db = sqlite3.connect(f"{self.folder}/{name}", timeout=60, isolation_level=None)
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        return db

    def create_sink(self):
        self.open().execute("CREATE TABLE sink (step INTEGER, entry INTEGER, due REAL, fired REAL)")


class Sink:
    """One row, one commit; a connection for each thread."""

    def __init__(self, plan):
        self.plan, self.mine = plan, threading.local()

    def put(self, case, step):
        if not hasattr(self.mine, "db"):
            self.mine.db = self.plan.open()
        self.mine.db.execute("INSERT INTO sink VALUES (?, ?, ?, ?)",
                             (step, case, round(self.plan.due(case, step) * 1000), int(time.time() * 1000)))


def loop(plan, pause=None):
    def fill():
        db = plan.open()
        db.execute("CREATE TABLE waiting (due REAL, entry INTEGER, step INTEGER, PRIMARY KEY (due, entry, step)) WITHOUT ROWID")
        db.execute("BEGIN")
        db.executemany("INSERT INTO waiting VALUES (?, ?, 0)", ((plan.due(case, 0), case) for case in range(plan.cases)))
        db.execute("COMMIT")

    def work():
        db = plan.open()
        while True:
            rows = db.execute("SELECT due, entry, step FROM waiting WHERE due <= ? ORDER BY due LIMIT 1000", (time.time(),)).fetchall()
            if not rows:
                (wake,) = db.execute("SELECT min(due) FROM waiting").fetchone()
                time.sleep(pause or min(1, max(0, (wake or time.time() + 1) - time.time())))
                continue
            db.execute("BEGIN IMMEDIATE")
            fired = time.time() * 1000
            db.executemany("INSERT INTO sink VALUES (?, ?, ?, ?)", [(step, case, due * 1000, fired) for due, case, step in rows])
            db.executemany("DELETE FROM waiting WHERE due = ? AND entry = ? AND step = ?", rows)
            db.executemany("INSERT INTO waiting VALUES (?, ?, ?)",
                           [(due + plan.gap, case, step + 1) for due, case, step in rows if step + 1 < STEPS])
            db.execute("COMMIT")
    return fill, work


def poll(plan):
    return loop(plan, pause=0.01)


def apscheduler(plan):
    from apscheduler.executors.pool import ThreadPoolExecutor as Pool
    from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
    from apscheduler.schedulers.background import BackgroundScheduler
    from sqlalchemy import event
    store = SQLAlchemyJobStore(url=f"sqlite:///{plan.folder}/jobs.db", engine_options={"connect_args": {"timeout": 60}})

    @event.listens_for(store.engine, "connect")
    def durable(connection, _):
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
    scheduler = BackgroundScheduler(
        jobstores={"default": store}, executors={"default": Pool(THREADS)},
        job_defaults={"misfire_grace_time": None, "coalesce": False, "max_instances": plan.cases})
    sink = Sink(plan)

    def add(case, step):
        at = datetime.datetime.fromtimestamp(plan.due(case, step), datetime.timezone.utc)
        scheduler.add_job("timer_peers:run_step", "date", run_date=at, args=(case, step), id=f"{case}-{step}", replace_existing=True)

    def step(case, number):
        sink.put(case, number)
        if number + 1 < STEPS:
            add(case, number + 1)
    # The job is found by name: in the module as it is imported, not in this running script.
    import timer_peers
    timer_peers.step = step

    def fill():
        scheduler.start(paused=True)
        for case in range(plan.cases):
            add(case, 0)

    def work():
        scheduler.start()
        threading.Event().wait()
    return fill, work


def run_step(case, number):
    step(case, number)


def huey(plan):
    from huey import SqliteHuey
    queue = SqliteHuey("timers", filename=f"{plan.folder}/queue.db", fsync=True, utc=False, timeout=60)
    sink = Sink(plan)

    @queue.task()
    def step(case, number):
        sink.put(case, number)
        if number + 1 < STEPS:
            schedule(case, number + 1)

    def schedule(case, number):
        step.schedule((case, number), eta=datetime.datetime.fromtimestamp(plan.due(case, number)))

    def fill():
        for case in range(plan.cases):
            schedule(case, 0)

    def work():
        queue.create_consumer(workers=THREADS, worker_type="thread", scheduler_interval=1, initial_delay=0.01,
                              max_delay=0.05, periodic=False).run()
    return fill, work


def dbos(plan):
    from dbos import DBOS, DBOSClient
    url = f"sqlite:///{plan.folder}/workflows.db"
    DBOS(config={"name": "timers", "system_database_url": url, "application_version": "1", "log_level": "ERROR",
                 "run_admin_server": False, "executor_id": "one"})
    pool, sink = ThreadPoolExecutor(THREADS), Sink(plan)

    @DBOS.step(name="step")
    async def step(case, number):
        await asyncio.get_running_loop().run_in_executor(pool, sink.put, case, number)

    @DBOS.workflow(name="case")
    async def case_workflow(case):
        for number in range(STEPS):
            # A sleep of nothing is not written down, and a workflow taken up again would not be the same.
            await DBOS.sleep_async(max(0.001, plan.due(case, number) - time.time()))
            await step(case, number)

    def launch():
        DBOS.launch()
        DBOS.register_queue("cases", polling_interval_sec=0.2)

    def fill():
        launch()
        DBOS.destroy()
        client = DBOSClient(system_database_url=url)
        for case in range(plan.cases):
            wait = max(0.01, plan.due(case, 0) - time.time())
            client.enqueue({"workflow_name": "case", "queue_name": "cases", "workflow_id": f"case-{case}",
                            "delay_seconds": wait, "app_version": "1"}, case)

    def work():
        launch()
        threading.Event().wait()
    return fill, work


if __name__ == "__main__":
    peer, phase, folder, base, cases, window, gap = sys.argv[1:]
    plan = Plan(folder, float(base), int(cases), float(window), float(gap))
    fill, work = {"loop": loop, "poll": poll, "apscheduler": apscheduler, "huey": huey, "dbos": dbos}[peer](plan)
    if phase == "fill":
        plan.create_sink()
        fill()
    else:
        work()

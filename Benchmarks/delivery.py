#!/usr/bin/env python3
"""Deliveries to a receiver on this machine. Usage: delivery.py NFODD SINK BARE DELIVERIES -- SPEED-COMMAND...

SINK and BARE are the compiled delivery_sink.c and delivery_bare.c; SPEED-COMMAND runs DeliverySpeedTests. In turn, twice:
deliveries a second with 1, 16 and 64 in flight by a bare libcurl loop and by the transport alone (signed, checked, paced).
Then by the whole daemon, with a durable row for each try and its alert marked: DELIVERIES alerts that wait in the outbox
when it starts. Then from the commit of an alert to its arrival, idle and with 10,000 waiting for others and for the same
receiver, and with 1 of 100 receivers dead.

Alerts that are waiting are written into the outbox while no daemon runs. Commit is the stamp of the alert's row, taken in
the transaction that writes it, before its commit; arrival is the receiver's own, both in whole milliseconds."""
import datetime, http.client, itertools, os, re, shutil, sqlite3, statistics, subprocess, sys, tempfile, time
from ladders import COLUMNS, Daemon, UTC, people, quantiles

FLIGHTS = (1, 16, 64)
PORT = 18_777
LADDER = """ladder: delivery
acknowledgementHolds: 4h
levels:
{first}  - {{name: last, at: {{overdose: {last}}}, tell: [role:coordinator], last: true}}
repeatLastEvery: 2h
repeatLastFor: 1h
"""


class Sink:
    def __init__(self, program, log=None):
        self.log = log
        self.process = subprocess.Popen([program, str(PORT), *([log] if log else [])])
        time.sleep(0.2)

    def arrivals(self):
        """Milliseconds of the first arrival of each alert, once what came is written out."""
        time.sleep(0.3)
        found = {}
        with open(self.log) as file:
            for line in file:
                if not line.endswith("\n"):
                    break  # not written out to its end yet
                name, at = line.split()
                found.setdefault(name, int(at))
        return found

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def bare(program, count):
    url = f"http://127.0.0.1:{PORT}/hook"
    return [float(subprocess.run([program, url, str(count), str(n)], capture_output=True, text=True, check=True).stdout)
            for n in FLIGHTS]


def transport(command, count):
    environment = dict(os.environ, NFOD_SINK=f"http://127.0.0.1:{PORT}/hook", NFOD_DELIVERIES=str(count))
    said = subprocess.run(command, env=environment, capture_output=True, text=True)
    found = dict(re.findall(r"in flight (\d+): (\d+)", said.stdout))
    if len(found) != len(FLIGHTS):
        sys.exit(said.stdout[-2000:] + said.stderr[-2000:])
    return [float(found[str(n)]) for n in FLIGHTS]


def rates(options):
    with Sink(options.sink):
        turns = [(bare(options.bare, options.count), transport(options.command, options.count)) for _ in range(2)]
    for place, flight in enumerate(FLIGHTS):
        ceiling, own = ([turn[who][place] for turn in turns] for who in (0, 1))
        print(f"{flight} in flight: nfodd's transport {statistics.mean(own):,.0f} deliveries/s, bare libcurl "
              f"{statistics.mean(ceiling):,.0f}/s, ratio {statistics.mean(own) / statistics.mean(ceiling):.2f} "
              f"(A B A B: {' '.join(f'{a:,.0f} {b:,.0f}' for a, b in zip(ceiling, own))})", flush=True)
    return {flight: statistics.mean(turn[0][place] for turn in turns) for place, flight in enumerate(FLIGHTS)}


class Service(Daemon):
    """A daemon whose channels all lead to the sink, or, the dead ones, to a port where nobody listens."""

    def __init__(self, nfodd, folder, at_once=4, per_second=50, others=0, dead=0, last=False):
        super().__init__(nfodd, folder)
        with open(f"{folder}/config/escalation.yaml", "w") as file:
            first = "  - {name: first, at: {overdose: 0h}, tell: [role:coordinator]}\n"
            file.write(LADDER.format(first="" if last else first, last="0h" if last else "71h"))
        self.silent.close()
        closed = self.silent_port()
        pace = f"\n    atOnce: {at_once}\n    perSecond: {per_second}\n"
        self.names = [f"other-{number}" for number in range(others)]
        more = "".join(
            f"  {name}:\n    url: http://127.0.0.1:{closed if number < dead else PORT}/{name}\n"
            f"    secret: team-webhook.secret\n    plainLoopback: true{pace}" for number, name in enumerate(self.names))
        self.change("nfodd.yaml", r"http://127.0.0.1:\d+/hook", f"http://127.0.0.1:{PORT}/hook")
        self.change("nfodd.yaml", r"    plainLoopback: true .*\n", f"    plainLoopback: true{pace}{more}")
        self.start("--create")
        self.stop()

    @staticmethod
    def silent_port():
        import socket
        with socket.create_server(("127.0.0.1", 0)) as server:
            return server.getsockname()[1]

    def fill(self, count, channels, mark):
        """So many alerts that wait, by turns for each channel."""
        db = sqlite3.connect(f"{self.folder}/data/nfodd.db", isolation_level=None)
        now, body = int(time.time() * 1000), b"x" * 512
        db.execute("BEGIN")
        db.executemany(
            "INSERT INTO outbox (id, lane, kind, recipient, channel, form, says, body, created_at, state, next_try_at,"
            " due_at, tries) VALUES (?, 'ordinary', 'escalation', 'bench', ?, 'webhook', 'bench', ?, ?, 'ready', 0, ?, 0)",
            ((f"{mark}-{number}", channels[number % len(channels)], body, now, now) for number in range(count)))
        db.execute("COMMIT")
        db.close()

    def wait_for(self, condition, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.query(f"SELECT {condition}")[0][0]:
            time.sleep(0.2)

    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) / 1024

    def trickle(self, count, spacing):
        """Notifications one by one; each is an overdose of somebody and an alert at once."""
        line = http.client.HTTPConnection("127.0.0.1", 8420, timeout=30)
        numbers = itertools.count(int(time.time() * 1000))
        for _ in range(count):
            overdose = datetime.datetime.now(UTC) - datetime.timedelta(minutes=30)
            cells = dict(zip(COLUMNS, people.row(f"D{next(numbers)}", overdose)))
            self.post(line, "/api/v1/notifications", {"source": "ambulance", "cells": cells}, self.source,
                      cells["Incident No"])
            time.sleep(spacing)


def durable(options, ceilings):
    for flight in FLIGHTS:
        with tempfile.TemporaryDirectory() as folder, Sink(options.sink, f"{folder}/arrivals") as sink:
            service = Service(options.nfodd, folder, at_once=flight, per_second=100_000)
            service.fill(options.count, ["team-webhook"], "wait")
            service.start()
            service.wait_for("NOT EXISTS (SELECT 1 FROM outbox WHERE state IN ('ready', 'leased'))", 120)
            rows = service.query("SELECT count(*), min(started_at), max(ended_at) FROM delivery_try WHERE outcome = 'delivered'")
            memory = service.memory()
            service.stop()
            count, first, last = rows[0]
            rate = count * 1000 / max(1, last - first)
            print(f"{flight} in flight, by the daemon, a durable row a try: {count:,} of {options.count:,} delivered, "
                  f"{rate:,.0f}/s, ratio {rate / ceilings[flight]:.2f} to bare libcurl; {memory:.0f} MB at most", flush=True)


def lateness(options, what, waiting=0, of_others=True, others=1, dead=0, last=False, trickle=100, spacing=0.25):
    with tempfile.TemporaryDirectory() as folder, Sink(options.sink, f"{folder}/arrivals") as sink:
        service = Service(options.nfodd, folder, others=others, dead=dead, last=last)
        if waiting:
            service.fill(waiting, service.names if of_others else ["team-webhook"], "wait")
        service.start()
        time.sleep(1)
        service.trickle(trickle, spacing)
        time.sleep(1)
        alerts = service.query("SELECT id, created_at FROM outbox WHERE kind = 'escalation' AND case_id IS NOT NULL")
        left = service.query("SELECT count(*) FROM outbox WHERE state IN ('ready', 'leased') AND case_id IS NULL")[0][0]
        memory = service.memory()
        service.stop()
        arrivals = sink.arrivals()
        late = [arrivals[name] - at for name, at in alerts if name in arrivals]
        missing = len(alerts) - len(late)
        print(f"{what}: {quantiles(late)}{f', {missing} NOT ARRIVED' if missing else ''}; {left:,} still waited; "
              f"{memory:.0f} MB at most", flush=True)


def hundred(options, dead):
    with tempfile.TemporaryDirectory() as folder, Sink(options.sink, f"{folder}/arrivals") as sink:
        service = Service(options.nfodd, folder, others=100, dead=dead)
        service.fill(10_000, service.names, "wait")
        service.start()
        service.wait_for(f"(SELECT count(*) FROM outbox WHERE state = 'delivered') >= {10_000 - 100 * dead}", 60)
        rows = service.query("SELECT count(*), min(started_at), max(ended_at) FROM delivery_try WHERE outcome = 'delivered'")
        tries = service.query("SELECT count(*) FROM delivery_try WHERE outcome <> 'delivered'")[0][0]
        service.stop()
        count, first, last = rows[0]
        print(f"10,000 alerts for 100 receivers, {dead} dead: {count:,} delivered in {(last - first) / 1000:.2f} s, "
              f"{tries} tries in vain", flush=True)


class Options:
    def __init__(self, arguments):
        cut = arguments.index("--")
        self.nfodd, self.sink, self.bare, count = arguments[:cut]
        self.count, self.command = int(count), arguments[cut + 1:]


if __name__ == "__main__":
    options = Options(sys.argv[1:])
    durable(options, rates(options))
    lateness(options, "from commit to arrival, idle")
    lateness(options, "behind 10,000 for another receiver", waiting=10_000)
    lateness(options, "a last level behind 10,000 for the same receiver", waiting=10_000, of_others=False, last=True)
    hundred(options, 0)
    hundred(options, 1)
    lateness(options, "behind 10,000 for 100 receivers, one of them dead", waiting=10_000, others=100, dead=1)

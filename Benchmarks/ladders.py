#!/usr/bin/env python3
"""Many open ladders at once. Usage: ladders.py NFODD [LADDERS] [DUE]

Every ladder is a case of its own with three levels, its next one a durable row. On a simulated clock: a level scheduled
(the ladder of one case begun anew, over HTTP), a tick with none due, one with DUE due at one instant, and the time it takes
to catch up after a week's stop. Then, with as many ladders on real time and 50 levels due a second, how late levels
are: with one notification a second beside them, with a hundred, and with a whole file taken in at full speed.

A tick is `clock advance` over the daemon's own socket; `clock show` is the same way without a tick. Late is the stamp
of a level's row, taken in the transaction that writes it, less its instant. Alerts go to an address where nobody ever
answers. Nobody in the feeds is real."""
import collections, csv, datetime, http.client, json, os, socket, struct, subprocess, sys, tempfile, threading, time

from scratch import COLUMNS, People, Scratch

LADDER = """ladder: many
acknowledgementHolds: 4h
levels:
  - {name: first, at: {overdose: 40h}, tell: [role:coordinator]}
  - {name: second, at: {overdose: 66h}, tell: [role:coordinator]}
  - {name: due, at: {afterDue: 0h}, tell: [role:coordinator], last: true}
repeatLastEvery: 2h
repeatLastFor: 1h
"""
FIRST = datetime.timedelta(hours=40)
UTC = datetime.timezone.utc
people = People(5)


def quantiles(values, unit="ms"):
    values = sorted(values)
    at = lambda share: values[min(len(values) - 1, int(len(values) * share))]
    return f"p50 {at(.5):.2f} p99 {at(.99):.2f} max {values[-1]:.2f} {unit} of {len(values):,}"


class Daemon(Scratch):
    def __init__(self, nfodd, folder):
        super().__init__(nfodd, folder)
        self.prepare(LADDER)
        self.staff = self.command("token", "new", "bench-staff", "staff").split()[-1]
        self.source = self.command("token", "new", "bench-source", "source:ambulance").split()[-1]

    def start(self, *options):
        """Seconds until it answers."""
        self.process, seconds = self.launch(*options, status=(200, 503))
        return seconds

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def ask(self, operation):
        """Milliseconds that one command takes over the daemon's socket."""
        path = open(f"{self.folder}/data/nfodd.lock").read().split()[1]
        body = json.dumps({"version": self.version, "operation": operation, "asJSON": False}).encode()
        begun = time.perf_counter()
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(path)
            line.sendall(struct.pack(">BI", 1, len(body)) + body)
            while True:
                kind, size = struct.unpack(">BI", self.exactly(line, 5))
                content = self.exactly(line, size)
                if kind == 5 or kind == 6:
                    said = content
                elif kind == 7:
                    if json.loads(content)["exitCode"]:
                        sys.exit(f"{operation}: {said}")
                    return 1000 * (time.perf_counter() - begun)

    @staticmethod
    def exactly(line, size):
        content = b""
        while len(content) < size:
            content += line.recv(size - len(content)) or sys.exit("the daemon hung up")
        return content

    @property
    def version(self):
        return subprocess.run([self.nfodd, "--version"], capture_output=True, text=True).stdout.strip()

    def advance(self, seconds):
        return self.ask({"advanceClock": {"milliseconds": round(1000 * seconds)}})

    def post(self, line, path, body, token, key, version=None):
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Idempotency-Key": key}
        if version:
            headers["If-Match"] = f'"{version}"'
        begun = time.perf_counter()
        line.request("POST", path, json.dumps(body), headers)
        answer = line.getresponse()
        text = answer.read()
        if answer.status >= 300:
            sys.exit(f"{path}: {answer.status} {text.decode()}")
        return 1000 * (time.perf_counter() - begun)

    def take_in(self, overdoses):
        """Seconds that a file of these takes."""
        with open(f"{self.folder}/feed.csv", "w", newline="") as file:
            out = csv.writer(file)
            out.writerow(COLUMNS)
            for number, overdose in enumerate(overdoses):
                out.writerow(people.row(f"L{number}", overdose))
        begun = time.monotonic()
        self.command("ingest", f"ambulance={self.folder}/feed.csv")
        return time.monotonic() - begun

    def metric(self, name):
        line = http.client.HTTPConnection("127.0.0.1", 8420, timeout=30)
        line.request("GET", "/metrics", headers={"Authorization": f"Bearer {self.staff}"})
        for text in line.getresponse().read().decode().splitlines():
            if text.startswith(name + " "):
                return float(text.split()[-1])


def simulated(nfodd, folder, ladders, due):
    daemon = Daemon(nfodd, folder)
    now = datetime.datetime(2021, 3, 1, 12, tzinfo=UTC)
    daemon.start("--create", "--clock", f"simulated:{now.isoformat()}")
    # First levels fall due from 16:00 of the first day on, one by one; DUE of them together a minute after the last.
    begin, together = now - datetime.timedelta(hours=36), now - datetime.timedelta(hours=12)
    spread = datetime.timedelta(hours=23, minutes=59) / (ladders - due)
    seconds = daemon.take_in([begin + number * spread for number in range(ladders - due)] + [together] * due)
    waiting = daemon.query("SELECT count(*) FROM due WHERE kind = 'level'")[0][0]
    print(f"{ladders:,} cases taken in, {ladders / seconds:.0f} a second; {waiting:,} ladders wait for a level", flush=True)
    codes = daemon.query("SELECT code, version FROM response ORDER BY random() LIMIT 1000")
    line = http.client.HTTPConnection("127.0.0.1", 8420, timeout=60)
    times = [daemon.post(line, f"/api/v1/cases/{code}/restart-ladder", {"reason": "other"}, daemon.staff, f"b{code}", seen)
             for code, seen in codes]
    print(f"a level scheduled, over HTTP and on the disk: {quantiles(times)}", flush=True)
    shown = [daemon.ask({"showClock": {}}) for _ in range(200)]
    before = daemon.metric("nfo_transaction_seconds_sum")
    ticks = [daemon.advance(0.001) for _ in range(200)]
    noting = 1000 * (daemon.metric("nfo_transaction_seconds_sum") - before) / len(ticks)
    print(f"a tick with none due: {quantiles(ticks)}, of it on average {noting:.2f} ms to put the simulated time on the disk; "
          f"`clock show` the same way: {quantiles(shown)}", flush=True)
    at = together + FIRST
    begun = time.monotonic()
    daemon.advance((at - now).total_seconds() - 1)
    seconds = time.monotonic() - begun
    print(f"{ladders - due:,} levels, each at an instant of its own: {seconds:.1f} s, {(ladders - due) / seconds:.0f} a second",
          flush=True)
    took = daemon.advance(1)
    print(f"a tick with {due:,} due at one instant: {took:.0f} ms, {due / took * 1000:.0f} levels a second", flush=True)
    daemon.stop()
    catch_up(daemon, at + datetime.timedelta(days=7), ladders)
    daemon.stop()
    print("verify: " + daemon.command("verify").splitlines()[0], flush=True)


def catch_up(daemon, then, ladders):
    fired = lambda: daemon.query("SELECT count(*) FROM event WHERE type = 'levelFired'")[0][0]
    before, begun = fired(), time.monotonic()
    ready = daemon.start("--clock", f"simulated:{then.isoformat()}")
    limit = round(then.timestamp() * 1000)
    while daemon.query(f"SELECT count(*) FROM (SELECT 1 FROM due WHERE wake_at <= {limit} LIMIT 1)")[0][0]:
        time.sleep(0.25)
    seconds, count = time.monotonic() - begun, fired() - before
    twice = daemon.query(
        "SELECT count(*) FROM (SELECT 1 FROM event WHERE type = 'levelFired' GROUP BY stream_id, "
        "json_extract(payload, '$.run'), json_extract(payload, '$.level'), json_extract(payload, '$.occurrence') "
        "HAVING count(*) > 1)")[0][0]
    wanted = 2 * ladders
    print(f"a week's stop: answering after {ready:.2f} s, {count:,} of {wanted:,} levels caught up after {seconds:.1f} s, "
          f"{count / seconds:.0f} a second; lost {max(0, wanted - count)}, twice {twice}", flush=True)


class Intake:
    """Notifications over HTTP at a steady pace, from several senders."""

    def __init__(self, daemon, senders=8):
        self.daemon, self.times, self.number = daemon, [], 10_000_000
        self.lock, self.senders = threading.Lock(), senders

    def run(self, rate, seconds):
        begun, self.times = time.monotonic(), []
        threads = [threading.Thread(target=self.send, args=(begun, rate, seconds, place)) for place in range(self.senders)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self.times

    def send(self, begun, rate, seconds, place):
        line = http.client.HTTPConnection("127.0.0.1", 8420, timeout=60)
        for turn in range(place, int(rate * seconds), self.senders):
            time.sleep(max(0, begun + turn / rate - time.monotonic()))
            if time.monotonic() > begun + seconds:
                return
            with self.lock:
                self.number += 1
                cells = dict(zip(COLUMNS, people.row(f"L{self.number}", datetime.datetime.now(UTC) - datetime.timedelta(hours=1))))
            body = {"source": "ambulance", "cells": cells}
            took = self.daemon.post(line, "/api/v1/notifications", body, self.daemon.source, cells["Incident No"])
            with self.lock:
                self.times.append(took)


def real(nfodd, folder, ladders, seconds_a_phase=20, rate=50):
    daemon = Daemon(nfodd, folder)
    phases = ["one notification a second", "a hundred a second", "a file at full speed", "one a second again"]
    count = rate * seconds_a_phase * len(phases)
    daemon.start("--create")
    # Two hundred cases a second would be slow: by then everything is taken in.
    begin = datetime.datetime.now(UTC) + datetime.timedelta(seconds=20 + ladders / 800)
    soon = [begin + datetime.timedelta(seconds=number / rate) for number in range(count)]
    later = [begin + datetime.timedelta(hours=2, seconds=number) for number in range(ladders - count)]
    took = daemon.take_in([at - FIRST for at in later + soon])
    waiting = daemon.query("SELECT count(*) FROM due WHERE kind = 'level'")[0][0]
    print(f"real time: {waiting:,} ladders wait, taken in after {took:.0f} s", flush=True)
    left = (begin - datetime.datetime.now(UTC)).total_seconds()
    if left < 0:
        sys.exit(f"not ready in time, by {-left:.0f} s")
    time.sleep(left)
    intake, starts = Intake(daemon), []
    with open(f"{folder}/burst.csv", "w") as file:
        file.write(",".join(COLUMNS) + "\n")
        for number in range(40_000):
            file.write(",".join(people.row(f"L{20_000_000 + number}", begin - datetime.timedelta(hours=1))) + "\n")
    for number, phase in enumerate(phases):
        wait = (begin - datetime.datetime.now(UTC)).total_seconds() + number * seconds_a_phase
        time.sleep(max(0, wait))
        starts.append(time.time() * 1000)
        if "file" in phase:
            burst = subprocess.Popen([nfodd, "ingest", f"ambulance={folder}/burst.csv", *daemon.places],
                                     stdout=subprocess.DEVNULL)
            time.sleep(seconds_a_phase)
            burst.terminate()
            taken = daemon.query("SELECT count(*) FROM response")[0][0] - known
            print(f"{phase}: {taken / seconds_a_phase:.0f} rows a second", flush=True)
        else:
            times = intake.run(100 if "hundred" in phase else 1, seconds_a_phase)
            print(f"{phase}: {len(times) / seconds_a_phase:.0f} a second taken in, each {quantiles(times)}", flush=True)
        known = daemon.query("SELECT count(*) FROM response")[0][0]
    time.sleep(3)
    show_lateness(daemon, phases, starts, count)
    daemon.stop()


def show_lateness(daemon, phases, starts, count):
    late = collections.defaultdict(list)
    seen = 0
    for payload, at in daemon.query("SELECT payload, recorded_at FROM event WHERE type = 'levelFired'"):
        due = json.loads(payload)["dueAt"]
        seen += 1
        late[max(0, sum(start <= due for start in starts) - 1)].append(at - due)
    for number, phase in enumerate(phases):
        print(f"late with {phase} beside them: {quantiles(late[number])}", flush=True)
    print(f"{seen:,} of {count:,} levels", flush=True)


def main():
    nfodd = os.path.abspath(sys.argv[1])
    ladders = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    due = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000
    for part in (lambda folder: simulated(nfodd, folder, ladders, due), lambda folder: real(nfodd, folder, ladders)):
        with tempfile.TemporaryDirectory() as folder:
            part(folder)


if __name__ == "__main__":
    main()

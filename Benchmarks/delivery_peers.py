#!/usr/bin/env python3
"""nfodd and Alertmanager with the same receiver. Usage: delivery_peers.py NFODD SINK ALERTS [ALERTMANAGER]

SINK is the compiled delivery_sink.c; ALERTMANAGER is Debian's prometheus-alertmanager, and without it nfodd runs alone.
First an outage: nobody listens, OUTAGE (2,000) alerts are handed in and accepted, the process is killed (kill -9) and
started again, the receiver comes up: how many arrive within a minute. Alertmanager once more without the kill, to show
that it would have sent them. Then its speed, every alert a group of its own with no wait, as nfodd sends them: ALERTS
handed in at once, from the first request to the last arrival; and one alert every quarter of a second, from its accepted
request to its arrival, in whole milliseconds."""
import datetime, http.client, json, os, subprocess, sys, tempfile, time
from delivery import PORT, Service, Sink
from ladders import COLUMNS, UTC, people, quantiles

OUTAGE = int(os.environ.get("OUTAGE", "2000"))
SHARE = 200
PATIENCE = 60
OWN_PORT = 18_778
CONFIGURATION = f"""route:
  receiver: team
  group_by: ['...']
  group_wait: 0s
  group_interval: 5m
  repeat_interval: 4h
receivers:
  - name: team
    webhook_configs:
      - {{url: 'http://127.0.0.1:{PORT}/hook', send_resolved: false}}
"""


class Alertmanager:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        with open(f"{folder}/alertmanager.yml", "w") as file:
            file.write(CONFIGURATION)
        self.start()

    def start(self):
        self.log = open(f"{self.folder}/log", "a")
        self.process = subprocess.Popen(
            [self.program, f"--config.file={self.folder}/alertmanager.yml", f"--storage.path={self.folder}/data",
             f"--web.listen-address=127.0.0.1:{OWN_PORT}", "--cluster.listen-address="],
            stdout=self.log, stderr=self.log)
        for _ in range(300):
            try:
                line = http.client.HTTPConnection("127.0.0.1", OWN_PORT, timeout=5)
                line.request("GET", "/-/ready")
                if line.getresponse().status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        sys.exit(open(f"{self.folder}/log").read()[-2000:])

    def hand_in(self, names):
        """Wall clock in milliseconds at which it had accepted them."""
        line = http.client.HTTPConnection("127.0.0.1", OWN_PORT, timeout=60)
        alerts = [{"labels": {"alertname": "case", "alert": name}, "annotations": {"level": "first"}} for name in names]
        line.request("POST", "/api/v2/alerts", json.dumps(alerts), {"Content-Type": "application/json"})
        answer = line.getresponse()
        answer.read()
        if answer.status != 200:
            sys.exit(f"alertmanager: {answer.status}")
        return time.time() * 1000

    def kill(self):
        self.process.kill()
        self.process.wait()


def arrived(sink, wanted):
    """Arrivals once all have come, or after a minute."""
    end = time.monotonic() + PATIENCE
    while len(found := sink.arrivals()) < wanted and time.monotonic() < end:
        time.sleep(0.5)
    return found


def shares(count):
    return [[f"a-{number}" for number in range(start, min(start + SHARE, count))] for start in range(0, count, SHARE)]


def outage_of_alertmanager(options, with_kill):
    with tempfile.TemporaryDirectory() as folder:
        peer = Alertmanager(options.alertmanager, folder)
        for names in shares(OUTAGE):
            peer.hand_in(names)
        if with_kill:
            peer.kill()
            peer.start()
        with Sink(options.sink, f"{folder}/arrivals") as sink:
            found = arrived(sink, OUTAGE)
        peer.kill()
        print(f"receiver down, {OUTAGE:,} alerts accepted by Alertmanager, {'kill -9' if with_kill else 'no kill'}: "
              f"{len(found):,} arrived within {PATIENCE} s", flush=True)


def outage_of_nfodd(options):
    with tempfile.TemporaryDirectory() as folder:
        service = Service(options.nfodd, folder, at_once=16, per_second=100_000)
        service.start()
        line = http.client.HTTPConnection("127.0.0.1", 8420, timeout=60)
        overdose = datetime.datetime.now(UTC) - datetime.timedelta(minutes=30)
        numbers = range(OUTAGE)
        for start in numbers[::SHARE]:
            rows = [dict(zip(COLUMNS, people.row(f"O{number}", overdose))) for number in numbers[start:start + SHARE]]
            service.post(line, "/api/v1/notifications", {"source": "ambulance", "rows": rows}, service.source, f"o-{start}")
        service.process.kill()
        service.process.wait()
        with Sink(options.sink, f"{folder}/arrivals") as sink:
            service.start()
            found = arrived(sink, OUTAGE)
            service.wait_for("NOT EXISTS (SELECT 1 FROM outbox WHERE state IN ('ready', 'leased'))", PATIENCE)
            found = sink.arrivals()
        cases = service.query("SELECT count(*) FROM response")[0][0]
        names = {name for name, in service.query("SELECT id FROM outbox WHERE kind = 'escalation'")}
        service.stop()
        print(f"receiver down, {cases:,} cases accepted by nfodd, kill -9: {len(names & set(found)):,} of their "
              f"{len(names):,} alerts arrived within {PATIENCE} s", flush=True)


def speed_of_alertmanager(options):
    with tempfile.TemporaryDirectory() as folder, Sink(options.sink, f"{folder}/arrivals") as sink:
        peer = Alertmanager(options.alertmanager, folder)
        begun = time.time() * 1000
        for names in shares(options.count):
            peer.hand_in(names)
        found = arrived(sink, options.count)
        seconds = (max(found.values()) - begun) / 1000
        peer.kill()
        print(f"Alertmanager, {options.count:,} alerts handed in, each sent by itself: {len(found):,} arrived, "
              f"{len(found) / seconds:,.0f}/s", flush=True)
    with tempfile.TemporaryDirectory() as folder, Sink(options.sink, f"{folder}/arrivals") as sink:
        peer = Alertmanager(options.alertmanager, folder)
        accepted = {}
        for number in range(100):
            accepted[f"b-{number}"] = peer.hand_in([f"b-{number}"])
            time.sleep(0.25)
        found = arrived(sink, 100)
        peer.kill()
        late = [max(0, found[name] - int(at)) for name, at in accepted.items() if name in found]
        print(f"Alertmanager, from accepted to arrival, idle: {quantiles(late)}", flush=True)


class Options:
    def __init__(self, arguments):
        self.nfodd, self.sink, count = arguments[:3]
        self.count = int(count)
        self.alertmanager = arguments[3] if len(arguments) > 3 else None


if __name__ == "__main__":
    options = Options(sys.argv[1:])
    outage_of_nfodd(options)
    if options.alertmanager:
        outage_of_alertmanager(options, True)
        outage_of_alertmanager(options, False)
        speed_of_alertmanager(options)
    else:
        print("Alertmanager: not installed (Debian: prometheus-alertmanager), skipped")

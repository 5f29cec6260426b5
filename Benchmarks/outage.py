#!/usr/bin/env python3
"""What is left of accepted alerts when the receiver is down and the power fails.
Usage: outage.py NFODD SINK ALERTS [ALERTMANAGER]

SINK is the compiled delivery_sink.c. Nobody listens where alerts go; so many are handed in, and each is answered as
accepted; the service is killed with -9; the receiver comes up; the service is started again on the same directory. Printed:
how many of the alerts arrived, and how many came more than once. For nfodd an alert is a notification that opens a response
whose first level is due at once; for Alertmanager (Debian's prometheus-alertmanager) an alert handed in over its API, each a
group of its own, with its directory of storage kept."""
import collections, http.client, json, os, subprocess, sys, tempfile, time
from delivery import PORT, Service, Sink

PATIENCE = 240
SETTLED = 15


def arrived(log):
    """How often each alert came, once nothing new has come for a while."""
    end, last, since = time.monotonic() + PATIENCE, -1, time.monotonic()
    while time.monotonic() < end and time.monotonic() - since < (SETTLED if last else PATIENCE / 4):
        count = sum(1 for _ in open(log)) if os.path.exists(log) else 0
        if count != last:
            last, since = count, time.monotonic()
        time.sleep(0.5)
    return collections.Counter(line.split()[0] for line in open(log)) if os.path.exists(log) else {}


def say(name, count, found):
    extra = sum(found.values()) - len(found)
    print(f"{name}: of {count:,} accepted alerts {len(found):,} arrived, {extra:,} copies too many", flush=True)


def nfodd(program, sink, count, folder):
    service = Service(program, folder, at_once=16, per_second=10_000)
    service.start()
    service.trickle(count, 0)
    waiting = service.query("SELECT count(*) FROM outbox WHERE kind = 'escalation' AND fallback_of IS NULL")[0][0]
    service.process.kill()
    service.process.wait()
    with Sink(sink, f"{folder}/arrivals"):
        service.start()
        found = arrived(f"{folder}/arrivals")
        names = {name for name, in service.query(
            "SELECT id FROM outbox WHERE kind = 'escalation' AND fallback_of IS NULL")}
        service.stop()
    say(f"nfodd ({waiting:,} were committed when it was killed)", count,
        {name: times for name, times in found.items() if name in names})


def alertmanager(program, sink, count, folder):
    with open(f"{folder}/alertmanager.yml", "w") as file:
        json.dump({
            "route": {"receiver": "hook", "group_by": ["..."], "group_wait": "1s", "group_interval": "5s"},
            "receivers": [{"name": "hook", "webhook_configs": [{"url": f"http://127.0.0.1:{PORT}/hook"}]}]}, file)
    command = [program, f"--config.file={folder}/alertmanager.yml", f"--storage.path={folder}/storage",
               "--web.listen-address=127.0.0.1:19093", "--cluster.listen-address="]

    def start():
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                if ask("GET", "/-/ready", "")[0] == 200:
                    return process
            except OSError:
                time.sleep(0.1)

    def ask(method, path, body):
        line = http.client.HTTPConnection("127.0.0.1", 19093, timeout=10)
        line.request(method, path, body, {"Content-Type": "application/json"})
        answer = line.getresponse()
        return answer.status, answer.read()

    process = start()
    for number in range(count):
        alert = {"labels": {"alertname": "contactDue", "case": f"a-{number}"}}
        status, _ = ask("POST", "/api/v2/alerts", json.dumps([alert]))
        assert status == 200, status
    process.kill()
    process.wait()
    with Sink(sink, f"{folder}/others"):
        process = start()
        found = arrived(f"{folder}/others")
        process.kill()
        process.wait()
    # Its messages have no names: each is one group, and one alert.
    say("alertmanager", count, {number: 1 for number in range(sum(found.values()))})


if __name__ == "__main__":
    program, sink, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        nfodd(program, sink, count, folder)
        if len(sys.argv) > 4:
            alertmanager(sys.argv[4], sink, count, folder)

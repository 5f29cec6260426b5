"""nfodd as a contestant of timers.py: a daemon on real time with a ladder of three levels seconds apart."""
import asyncio, csv, json, os, re, signal, subprocess, sys
from datetime import datetime, timezone

from scratch import COLUMNS, People, Scratch

LADDER = """ladder: timers
acknowledgementHolds: 4h
levels:
  - {{name: first, at: {{overdose: {first}s}}, tell: [role:coordinator]}}
  - {{name: second, at: {{overdose: {second}s}}, tell: [role:coordinator]}}
  - {{name: third, at: {{overdose: {third}s}}, tell: [role:coordinator], last: true}}
repeatLastEvery: 2h
repeatLastFor: 1h
"""


class Nfodd(Scratch):
    # From the overdose to the first level: longer than intake takes, so that every level is to come when it is done.
    AGE = 6 * 3600

    def __init__(self, options, folder):
        super().__init__(options.nfodd, folder)
        self.options = options
        self.process = None

    def lead(self):
        return 15 + self.options.cases * 0.002

    def fill(self, plan):
        """The daemon takes the cases in, as it would any feed; it goes on running."""
        instants = [self.AGE + int(step * plan.gap) for step in range(3)]
        self.prepare(LADDER.format(first=instants[0], second=instants[1], third=instants[2]))
        if self.options.deliver:
            self.silent.close()
            self.receiver = subprocess.Popen([sys.executable, __file__, str(self.port)])
        self.process = self.begin("--create")
        self.write_feed(plan)
        self.command("ingest", f"ambulance={self.folder}/feed.csv")

    def write_feed(self, plan):
        """As many people as cases, each with an overdose of their own."""
        people = People(plan.cases)
        with open(f"{self.folder}/feed.csv", "w", newline="") as file:
            out = csv.writer(file)
            out.writerow(COLUMNS)
            for case in range(plan.cases):
                overdose = datetime.fromtimestamp(plan.due(case, 0) - self.AGE, timezone.utc)
                out.writerow(people.row(f"T{case}", overdose))

    def start(self):
        process, self.process = self.process or self.begin(), None
        return process

    def begin(self, *options):
        process, seconds = self.launch(*options)
        print(f"nfodd        ready after {seconds:.2f} s", flush=True)
        return process

    def stop(self, process):
        os.kill(process.pid, signal.SIGTERM)
        process.wait()

    def finish(self):
        if self.options.deliver:
            self.receiver.kill()
            self.receiver.wait()
        self.silent.close()
        states = self.query("SELECT state, count(*) FROM outbox GROUP BY state")
        print("nfodd        alerts: " + ", ".join(f"{count} {state}" for state, count in states), flush=True)
        print(self.command("verify"), end="", flush=True)

    def count(self):
        return self.query("SELECT count(*) FROM event WHERE type = 'levelFired'")[0][0]

    def rows(self):
        """Case, level, due, recorded of every level fired, from the log of events."""
        found = self.query("SELECT stream_id, payload, recorded_at FROM event WHERE type = 'levelFired'")
        levels = [(case, json.loads(payload), at) for case, payload, at in found]
        return [(case, (level["run"], level["level"], level["occurrence"]), level["dueAt"], at)
                for case, level, at in levels]


async def receive(port):
    """Takes every alert and answers at once."""
    async def answer(reader, writer):
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            await reader.readexactly(int(re.search(rb"content-length: *(\d+)", head)[1]))
            writer.write(b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        writer.close()
    server = await asyncio.start_server(answer, "127.0.0.1", port, backlog=512)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(receive(int(sys.argv[1])))

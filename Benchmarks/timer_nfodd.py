"""nfodd as a contestant of timers.py: a daemon on real time with a ladder of three levels seconds apart."""
import asyncio, json, os, random, re, shutil, signal, socket, sqlite3, subprocess, sys, time, urllib.request
from datetime import datetime, timezone

LADDER = """ladder: timers
acknowledgementHolds: 4h
levels:
  - {{name: first, at: {{overdose: {first}s}}, tell: [role:coordinator]}}
  - {{name: second, at: {{overdose: {second}s}}, tell: [role:coordinator]}}
  - {{name: third, at: {{overdose: {third}s}}, tell: [role:coordinator], last: true}}
repeatLastEvery: 2h
repeatLastFor: 1h
"""


class Nfodd:
    # From the overdose to the first level: longer than intake takes, so that every level is to come when it is done.
    AGE = 6 * 3600

    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.places = ["--data", f"{folder}/data", "--config", f"{folder}/config"]
        self.process = None

    def lead(self):
        return 15 + self.options.cases * 0.002

    def fill(self, plan):
        """The daemon takes the cases in, as it would any feed; it goes on running."""
        self.configure(plan)
        os.makedirs(f"{self.folder}/data")
        self.command("secret", "new", "team-webhook")
        self.process = self.launch("--create")
        self.write_feed(plan)
        self.command("ingest", f"ambulance={self.folder}/feed.csv")

    def configure(self, plan):
        here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        shutil.copytree(f"{here}/config", f"{self.folder}/config")
        instants = [self.AGE + int(step * plan.gap) for step in range(3)]
        with open(f"{self.folder}/config/escalation.yaml", "w") as file:
            file.write(LADDER.format(first=instants[0], second=instants[1], third=instants[2]))
        self.change("sources/ambulance.yaml", r"dates:\s*\[", "dates:\n  [\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\", ")
        self.silent = socket.create_server(("127.0.0.1", 0), backlog=1)
        port = self.silent.getsockname()[1]
        if self.options.deliver:
            self.silent.close()
            self.receiver = subprocess.Popen([sys.executable, __file__, str(port)])
        self.change("nfodd.yaml", r"http://127.0.0.1:8421/hook", f"http://127.0.0.1:{port}/hook")

    def change(self, name, pattern, replacement):
        path = f"{self.folder}/config/{name}"
        with open(path) as file:
            text, count = re.subn(pattern, lambda _: replacement, file.read(), count=1)
        if count != 1:
            sys.exit(f"{name} is not as this benchmark knows it")
        with open(path, "w") as file:
            file.write(text)

    def write_feed(self, plan):
        """As many people as cases, all invented, each with an overdose of their own."""
        pick = random.Random(plan.cases)
        letters, unit = "abcdefghiklmnoprstuw", "ABDEFGHJLNPQRSTUWXYZ"
        name = lambda: "".join(pick.choice(letters) for _ in range(9)).capitalize()
        with open(f"{self.folder}/feed.csv", "w") as file:
            file.write("Incident No,Call Date,Call Time,Forename,Surname,DOB,CHI,Sex,Home Address,Home Postcode,"
                       "Incident Address,Incident Postcode,Naloxone,Doses,Conveyed,Destination,Substances,Sent\n")
            for case in range(plan.cases):
                at = datetime.fromtimestamp(plan.due(case, 0) - self.AGE, timezone.utc)
                told = at.isoformat(timespec="milliseconds")
                birth = f"{pick.randint(1, 28):02d}/{pick.randint(1, 12):02d}/{pick.randint(1950, 2000)}"
                address = f"{pick.randint(1, 900)} {name()} Street,DD{pick.randint(1, 5)} {pick.randint(1, 9)}{pick.choice(unit)}{pick.choice(unit)}"
                file.write(f"T{case},{told},,{name()},{name()},{birth},,F,{address},{address},Y,1,N,,heroin,\n")

    def start(self):
        process, self.process = self.process or self.launch(), None
        return process

    def launch(self, *more):
        log = open(f"{self.folder}/log", "a")
        start = time.monotonic()
        process = subprocess.Popen([self.options.nfodd, "serve", *self.places, *more], stdout=log, stderr=log,
                                   start_new_session=True)
        while not self.is_ready():
            if process.poll() is not None:
                sys.exit(f"nfodd serve ended, see {self.folder}/log")
            time.sleep(0.005)
        print(f"nfodd        ready after {time.monotonic() - start:.2f} s", flush=True)
        return process

    def is_ready(self):
        try:
            return urllib.request.urlopen("http://127.0.0.1:8420/readyz", timeout=5).status == 200
        except OSError:
            return False

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
        self.command("verify", output=sys.stdout)

    def command(self, *words, output=subprocess.DEVNULL):
        subprocess.run([self.options.nfodd, *words, *self.places], stdout=output, check=True)

    def count(self):
        return self.query("SELECT count(*) FROM event WHERE type = 'levelFired'")[0][0]

    def rows(self):
        """Case, level, due, recorded of every level fired, from the log of events."""
        found = self.query("SELECT stream_id, payload, recorded_at FROM event WHERE type = 'levelFired'")
        levels = [(case, json.loads(payload), at) for case, payload, at in found]
        return [(case, (level["run"], level["level"], level["occurrence"]), level["dueAt"], at)
                for case, level, at in levels]

    def query(self, sql):
        db = sqlite3.connect(f"file:{self.folder}/data/nfodd.db?mode=ro", uri=True, timeout=60)
        try:
            return db.execute(sql).fetchall()
        finally:
            db.close()


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

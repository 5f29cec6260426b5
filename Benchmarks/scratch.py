"""A data directory and a configuration for one benchmark, the daemon on it, and people who do not exist."""
import os, random, re, shutil, socket, sqlite3, subprocess, sys, time, urllib.error, urllib.request
from datetime import timezone

COLUMNS = ("Incident No,Call Date,Call Time,Forename,Surname,DOB,CHI,Sex,Home Address,Home Postcode,Incident Address,"
           "Incident Postcode,Naloxone,Doses,Conveyed,Destination,Substances,Sent").split(",")
HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class People:
    """As many as are asked for, all invented, each one whom nobody can be taken for; the same for the same seed."""

    def __init__(self, seed):
        self.pick = random.Random(seed)

    def name(self):
        return "".join(self.pick.choice("abcdefghiklmnoprstuw") for _ in range(9)).capitalize()

    def row(self, reference, overdose):
        """Cells of the ambulance feed."""
        pick, unit = self.pick, "ABDEFGHJLNPQRSTUWXYZ"
        birth = f"{pick.randint(1, 28):02d}/{pick.randint(1, 12):02d}/{pick.randint(1950, 2000)}"
        home = [f"{pick.randint(1, 900)} {self.name()} Street",
                f"DD{pick.randint(1, 5)} {pick.randint(1, 9)}{pick.choice(unit)}{pick.choice(unit)}"]
        told = overdose.astimezone(timezone.utc).isoformat(timespec="milliseconds")
        return [reference, told, "", self.name(), self.name(), birth, "", "F", *home, *home, "Y", "1", "N", "", "heroin", ""]


class Scratch:
    """The shipped configuration with another ladder. Alerts go to an address where nobody ever answers."""

    def __init__(self, nfodd, folder):
        self.nfodd, self.folder = nfodd, folder
        self.places = ["--data", f"{folder}/data", "--config", f"{folder}/config"]

    def prepare(self, ladder):
        shutil.copytree(f"{HERE}/config", f"{self.folder}/config")
        with open(f"{self.folder}/config/escalation.yaml", "w") as file:
            file.write(ladder)
        self.change("sources/ambulance.yaml", r"dates:\s*\[", "dates:\n  [\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\", ")
        self.silent = socket.create_server(("127.0.0.1", 0), backlog=1)
        self.port = self.silent.getsockname()[1]
        self.change("nfodd.yaml", r"http://127.0.0.1:8421/hook", f"http://127.0.0.1:{self.port}/hook")
        os.makedirs(f"{self.folder}/data")
        self.command("secret", "new", "team-webhook")

    def change(self, name, pattern, new):
        path = f"{self.folder}/config/{name}"
        with open(path) as file:
            text, count = re.subn(pattern, lambda _: new, file.read(), count=1)
        if count != 1:
            sys.exit(f"{name} is not as this benchmark knows it")
        with open(path, "w") as file:
            file.write(text)

    def command(self, *words):
        """What it prints."""
        done = subprocess.run([self.nfodd, *words, *self.places], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"nfodd {' '.join(words)}: {done.stderr}")
        return done.stdout

    def launch(self, *options, status=(200,)):
        """The process, once it answers so, and the seconds until then."""
        log = open(f"{self.folder}/log", "a")
        begun = time.monotonic()
        process = subprocess.Popen([self.nfodd, "serve", *self.places, *options], stdout=log, stderr=log,
                                   start_new_session=True)
        while self.readiness() not in status:
            if process.poll() is not None:
                sys.exit(f"nfodd serve ended: {open(f'{self.folder}/log').read()[-2000:]}")
            time.sleep(0.005)
        return process, time.monotonic() - begun

    @staticmethod
    def readiness():
        """None where nobody answers."""
        try:
            return urllib.request.urlopen("http://127.0.0.1:8420/readyz", timeout=5).status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return None

    def query(self, sql):
        db = sqlite3.connect(f"file:{self.folder}/data/nfodd.db?mode=ro", uri=True, timeout=60)
        try:
            return db.execute(sql).fetchall()
        finally:
            db.close()

"""The built program as a team would run it, with one channel of each kind, one worker on each, and a feed about people
who do not exist."""

import base64
import csv
import datetime
import os
import re
import secrets
import shutil
import subprocess
import tempfile
import time
import uuid
import zoneinfo

KINDS = ["webhook", "teams", "slack", "mattermost", "rocket-chat", "ntfy", "notify-sms", "notify-email", "mail"]
WORKERS = {kind: f"worker-{place}" for place, kind in enumerate(KINDS, 1)}
NOTIFY_SERVICE, NOTIFY_SECRET, NOTIFY_TEMPLATE = (str(uuid.uuid4()) for _ in range(3))
ALWAYS = "days: [monday, tuesday, wednesday, thursday, friday, saturday, sunday, holiday], from: 00:00, to: 24:00"

COLUMNS = (
    "Incident No,Call Date,Call Time,Forename,Surname,DOB,CHI,Sex,Home Address,Home Postcode,Incident Address,"
    "Incident Postcode,Naloxone,Doses,Conveyed,Destination,Substances,Sent"
).split(",")


def chi(birth, serial):
    """A CHI number whose check digit is right."""
    for last in range(1000):
        nine = birth.strftime("%d%m%y") + f"{(serial + last * 7) % 1000:03d}"
        check = 11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1))) % 11
        if check != 10:
            return nine + str(check % 11)


def people(now):
    """Two people who do not exist. One is in good time; of the other the last twelve hours have begun."""
    rows = []
    for reference, ago, forename, surname, birth, sex, street, postcode in [
        ("SAS-700113", 2, "Zebedina", "Quillfeather", datetime.date(1984, 11, 23), "F", "Marmaladewynd", "DD1 7QX"),
        ("SAS-700229", 61, "Thorfinnbert", "Ganderspike", datetime.date(1991, 2, 6), "M", "Puddockgait", "DD3 8ZV"),
    ]:
        when = now - datetime.timedelta(hours=ago)
        home, scene = f"17 {street} Terrace", f"4 {street} Close"
        rows.append(dict(zip(COLUMNS, [
            reference, when.strftime("%d/%m/%Y"), when.strftime("%H:%M"), forename, surname,
            birth.strftime("%d/%m/%Y"), chi(birth, 480), sex, home, postcode, scene, postcode, "Y", "2", "N",
            "Wobblethorpe Ward", "street etizolam", now.strftime("%Y-%m-%d")])))
    return rows


def needles(rows):
    """What must be nowhere outside, as it is written in the feed and as it might be written otherwise."""
    found = set()
    for row in rows:
        found.update(row[name] for name in [
            "Incident No", "Forename", "Surname", "DOB", "CHI", "Home Address", "Incident Address", "Home Postcode",
            "Destination", "Substances"])
        day, month, year = row["DOB"].split("/")
        found.update([f"{year}-{month}-{day}", f"{year}{month}{day}", row["Home Postcode"].replace(" ", "")])
        found.update([row["CHI"][:6] + " " + row["CHI"][6:], row["Home Address"].split()[1]])
        found.update(["Wobblethorpe", "etizolam"])
    return sorted(found)


class Service:
    def __init__(self, program, shipped, port, mail_port):
        self.program = program
        self.home = tempfile.mkdtemp(prefix="nfodd-peers-")
        self.data, self.config = self.home + "/data", self.home + "/config"
        self.log = open(self.home + "/log", "w+", encoding="utf-8")
        self.process = None
        shutil.copytree(shipped, self.config)
        os.mkdir(self.data, 0o700)
        self.secrets = ["whsec_" + base64.b64encode(secrets.token_bytes(32)).decode() for _ in range(2)]
        self._files(port)
        self._settings(port, mail_port)
        self._team()
        self._edit("escalation.yaml", [(r"tell: \[.*\]", "tell: [role:duty-worker]")])

    def _files(self, port):
        everybody = {
            "team.secret": "\n".join(self.secrets),
            "push.addresses": f"{WORKERS['ntfy']} topic-{secrets.token_hex(8)}",
            "push.token": "tk_" + secrets.token_hex(14),
            "notify.key": f"peers-{NOTIFY_SERVICE}-{NOTIFY_SECRET}",
            "sms.addresses": f"{WORKERS['notify-sms']} +447700900123",
            "email.addresses": f"{WORKERS['notify-email']} isla@example.org",
            "mail.addresses": f"{WORKERS['mail']} callum@example.org",
        }
        for kind in ["teams", "slack", "mattermost", "rocket"]:
            everybody[kind + ".url"] = f"http://127.0.0.1:{port}/{kind}"
        for name, text in everybody.items():
            with open(os.open(f"{self.data}/{name}", os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
                file.write(text + "\n")

    def _settings(self, port, mail_port):
        here = f"http://127.0.0.1:{port}"
        notify = f"url: {here}/notify, apiKeyFile: notify.key, template: {NOTIFY_TEMPLATE}"
        settings = {
            "webhook": f"url: {here}/hook, secret: team.secret",
            "teams": "kind: teams, urlFile: teams.url",
            "slack": "kind: slack, urlFile: slack.url",
            "mattermost": "kind: mattermost, urlFile: mattermost.url",
            "rocket-chat": "kind: rocket-chat, urlFile: rocket.url",
            "ntfy": f"kind: ntfy, url: '{here}/ntfy', addressFile: push.addresses, tokenFile: push.token",
            "notify-sms": f"kind: notify-sms, {notify}, addressFile: sms.addresses",
            "notify-email": f"kind: notify-email, {notify}, addressFile: email.addresses",
            "mail": f"kind: mail, url: 'smtp://127.0.0.1:{mail_port}', from: nfodd@example.org,"
                    " addressFile: mail.addresses",
        }
        channels = "".join(f"  {kind}: {{{settings[kind]}, plainLoopback: true}}\n" for kind in KINDS)
        self._edit("nfodd.yaml", [
            (r"listen: 127\.0\.0\.1:8420", "listen: 127.0.0.1:0"),
            (r"link: http://127\.0\.0\.1:8420", "link: https://nfod.example.org"),
            (r"lookEvery: 5s", "lookEvery: 1s"), (r"settle: 10s", "settle: 1s"),
            (r"(?s)\nchannels:.*", "\ncanary: {channel: webhook, every: 1h, within: 5m}\n\nchannels:\n" + channels),
        ])

    def _team(self):
        worker = "  {}:\n    name: Example {}\n    agency: tayview-outreach\n    skills: [outreach, nurse]\n" \
            "    shifts: [{{{}}}]\n    localities: [DD1, DD2, DD3, DD4, DD5]\n    capacity: 9\n    channels: [{}]\n"
        workers = "".join(worker.format(WORKERS[kind], kind, ALWAYS, kind) for kind in KINDS)
        duties = ""
        for duty in ["coordinator", "hospital-liaison", "custody-contact", "young-people-lead", "duty-manager",
                     "duty-worker"]:
            held = KINDS if duty == "duty-worker" else KINDS[:1]
            turns = "".join(f"      - {{{ALWAYS}, worker: {WORKERS[kind]}}}\n" for kind in held)
            duties += f"  {duty}:\n    label: {duty}\n    turns:\n{turns}    deputies: [worker-1]\n"
        self._edit("team.yaml", [(r"(?s)\nworkers:.*", f"\nworkers:\n{workers}\nduty:\n{duties}")])

    def _edit(self, name, changes):
        with open(f"{self.config}/{name}", encoding="utf-8") as file:
            text = file.read()
        for words, others in changes:
            text, count = re.subn(words, lambda _: others, text)
            if not count:
                raise SystemExit(f"peers: config/{name} has no '{words}' any more; mend Tests/Peers/service.py")
        with open(f"{self.config}/{name}", "w", encoding="utf-8") as file:
            file.write(text)

    def run(self, *words):
        """Another command of the program, beside the daemon."""
        whole = [self.program, *words, "--data", self.data, "--config", self.config]
        run = subprocess.run(whole, capture_output=True, text=True, env=self._environment(), timeout=60, check=False)
        if run.returncode:
            raise SystemExit(f"peers: nfodd {' '.join(words)} failed: {run.stderr}")
        return run.stdout

    def _environment(self):
        return dict(os.environ, XDG_RUNTIME_DIR=self.home, SWIFT_BACKTRACE="enable=no")

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "serve", "--create", "--data", self.data, "--config", self.config],
            stderr=self.log, stdin=subprocess.DEVNULL, env=self._environment())
        wait_until("the daemon listens", lambda: self._is_alive() and "listening" in self.said(), 60)

    def _is_alive(self):
        if self.process.poll() is not None:
            raise SystemExit("peers: the daemon ended: " + self.said())
        return True

    def said(self):
        with open(self.home + "/log", encoding="utf-8") as file:
            return file.read()

    def feed(self):
        """Drops a file with two overdoses. Returns its rows."""
        rows = people(datetime.datetime.now(zoneinfo.ZoneInfo("Europe/London")))
        os.makedirs(self.data + "/inbox/ambulance", exist_ok=True)
        with open(self.home + "/feed.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
        os.rename(self.home + "/feed.csv", self.data + "/inbox/ambulance/feed.csv")
        return rows

    def close(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.log.close()
        shutil.rmtree(self.home, ignore_errors=True)


def wait_until(what, condition, seconds):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise SystemExit(f"peers: in vain waited for: {what}")
        time.sleep(0.1)

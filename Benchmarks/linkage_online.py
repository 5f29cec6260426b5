#!/usr/bin/env python3
"""How long one notification takes through the whole service, with many people known: posted one by one to a daemon on
this machine, each linked, filed and answered in a transaction of its own. Usage: linkage_online.py NFODD PEOPLE POSTS

Names are as common as in a Scottish town (the commonest surname 1 in 80). Half of the posts are about somebody known,
with a slip or a new address. Nobody in it is real."""
import bisect, csv, datetime, http.client, itertools, json, os, random, shutil, subprocess, sys, tempfile, time

nfodd, people, posts = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
pick = random.Random(4)
HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FORENAMES = (
    "David John James Robert William Margaret Elizabeth Mary Thomas Alexander Andrew Steven Michael Paul Mark Karen "
    "Susan Anne Catherine Fiona Ian Peter George Scott Colin Kevin Gary Alan Brian Stuart Craig Derek Kenneth Douglas "
    "Graham Stephen Christopher Laura Nicola Claire Lisa Michelle Gillian Lesley Lynn Pamela Sharon Tracey Jacqueline "
    "Angela Alison Linda Donna Julie Yvonne Kerry Kelly Shona Rhona Dean Sean Liam Ryan Connor Jordan Kieran Declan "
    "Calum Ewan Fraser Hamish Lewis Logan Callum Jamie Darren Barry Martin Neil Keith Gordon Hugh Joseph Patrick "
    "Francis Daniel Matthew Jack Adam Ross Emma Sarah Amy Lauren Rebecca Rachel Hannah Jessica Chloe Megan Erin "
    "Holly Eilidh Kirsty Heather Lorna Morag Mairi Isla Moira Agnieszka Katarzyna Piotr Tomasz Krzysztof Mohammed Aisha"
).split()
SYLLABLES = "al an ar be bo ca da de do el fa fi ga gi ha in ja ka ke la li ma mi na no or pa ri ro sa si ta to un va".split()
STREETS = [f"{a} {b}" for a in "Example Sample Model Pattern Specimen Trial Draft Mock Outline Sketch".split()
           for b in "Street Road Terrace Gardens Lane Court Avenue Place".split()]
COLUMNS = (
    "Incident No,Call Date,Call Time,Forename,Surname,DOB,CHI,Sex,Home Address,Home Postcode,Incident Address,"
    "Incident Postcode,Naloxone,Doses,Conveyed,Destination,Substances,Sent"
).split(",")


def surname():
    return "".join(pick.choice(SYLLABLES) for _ in range(pick.randint(2, 4))).capitalize()


SURNAMES = sorted({surname() for _ in range(30_000)}, key=lambda name: pick.random())


def falling(names, offset):
    """Picks a name; the one of rank r is 1/(r + offset) as common."""
    sums = list(itertools.accumulate(1 / (rank + offset) for rank in range(1, len(names) + 1)))
    return lambda: names[bisect.bisect(sums, pick.random() * sums[-1])]


forename, family = falling(FORENAMES, 15), falling(SURNAMES, 10)


def chi(birth):
    while True:
        digits = birth.strftime("%d%m%y") + f"{pick.randint(0, 999):03d}"
        check = 11 - sum(int(d) * w for d, w in zip(digits, range(10, 1, -1))) % 11
        if check != 10:
            return digits + str(0 if check == 11 else check)


def address():
    number = pick.randrange(4_000)
    postcode = f"DD{1 + number % 5} {1 + number // 5 % 9}{'ABDEFGHJ'[number // 45 % 8]}{'ABDEFGHJLN'[number // 360 % 10]}"
    return f"{pick.randint(1, 60)} {STREETS[number % len(STREETS)]}", postcode


def human():
    birth = datetime.date(1945, 1, 1) + datetime.timedelta(days=pick.randrange(22_000))
    return [forename(), family(), birth, chi(birth), pick.choice("MF"), address()]


def row(number, human, when):
    home, place = human[5], address()
    return [f"P{number}", when.strftime("%d/%m/%Y"), when.strftime("%H:%M"), human[0], human[1],
            human[2].strftime("%d/%m/%Y"), human[3] if pick.random() < 0.6 else "", human[4], *home, *place,
            "Y", "1", "N", "", "heroin", (when.date() + datetime.timedelta(days=1)).isoformat()]


def slip(name):
    place = pick.randrange(len(name) - 1)
    return name[:place] + name[place + 1] + name[place] + name[place + 2:]


def again(human):
    """The same, told once more, with one thing wrong or new."""
    told = list(human)
    wrong = pick.randrange(5)
    if wrong < 2:
        told[wrong] = slip(told[wrong])
    elif wrong == 2:
        told[2] += datetime.timedelta(days=pick.choice([-1, 1, 10]))
    elif wrong == 3:
        told[5] = address()
    return told


def shown(seconds, what):
    times = sorted(seconds)
    at = lambda share: 1000 * times[min(len(times) - 1, int(share * len(times)))]
    print(f"{what}: p50 {at(0.5):.2f} ms, p99 {at(0.99):.2f} ms, slowest {1000 * times[-1]:.2f} ms, of {len(times):,}")


class Daemon:
    def __init__(self, folder):
        shutil.copytree(f"{HERE}/config", f"{folder}/config")
        self.places = ["--data", f"{folder}/data", "--config", f"{folder}/config"]
        self.log = open(f"{folder}/log", "w")
        self.command("secret", "new", "team-webhook", "--create")
        # It makes the directory, and does not run while the old list is taken in: no alert is in that figure.
        self.start("--create")
        self.stop()
        self.token = self.command("token", "new", "feed", "source:ambulance").split()[-1]

    def command(self, *words):
        done = subprocess.run([nfodd, *words, *self.places], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"nfodd {' '.join(words)}: {done.stderr}")
        return done.stdout

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def start(self, *options):
        self.process = subprocess.Popen([nfodd, "serve", *options, *self.places], stdout=self.log, stderr=self.log)
        while True:
            try:
                self.line = http.client.HTTPConnection("127.0.0.1", 8420)
                self.line.request("GET", "/readyz")
                answer = self.line.getresponse()
                answer.read()
                if answer.status == 200:
                    return
            except OSError:
                pass
            if self.process.poll() is not None:
                sys.exit("the daemon did not start")
            time.sleep(0.05)

    def processor_seconds(self):
        with open(f"/proc/{self.process.pid}/stat") as stat:
            return sum(int(ticks) for ticks in stat.read().split()[13:15]) / os.sysconf("SC_CLK_TCK")

    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024

    def post(self, cells):
        body = json.dumps({"source": "ambulance", "cells": cells})
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json",
                   "Idempotency-Key": cells["Incident No"]}
        start = time.perf_counter()
        self.line.request("POST", "/api/v1/notifications", body, headers)
        answer = self.line.getresponse()
        text = answer.read()
        took = time.perf_counter() - start
        if answer.status >= 300 or json.loads(text).get("accepted") != 1:
            sys.exit(f"not accepted: {answer.status} {text.decode()}")
        return took


with tempfile.TemporaryDirectory() as folder:
    daemon = Daemon(folder)
    known = [human() for _ in range(people)]
    now = datetime.datetime.now().replace(second=0, microsecond=0)
    with open(f"{folder}/old.csv", "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(COLUMNS)
        for number, person in enumerate(known):
            out.writerow(row(number, person, now - datetime.timedelta(days=30 + (people - number) * 700 // people)))
    start = time.perf_counter()
    daemon.command("ingest", f"ambulance={folder}/old.csv", "--history")
    print(f"{people:,} people taken in: {people / (time.perf_counter() - start):.0f} a second")
    daemon.start()
    try:
        numbers = itertools.count(people)

        def one():
            number = next(numbers)
            told = again(pick.choice(known)) if number % 2 else human()
            return dict(zip(COLUMNS, row(number, told, now - datetime.timedelta(minutes=pick.randint(1, 1_000)))))

        # It reads the index from the disk; those after it the records of whom they are held against.
        print(f"the first notification after a start: {1000 * daemon.post(one()):.0f} ms")
        for count, what in [(posts // 4, "just started"), (posts, "warm")]:
            used = daemon.processor_seconds()
            shown([daemon.post(one()) for _ in range(count)], f"one notification over HTTP, {what}")
            print(f"of it processor time of the daemon: {1000 * (daemon.processor_seconds() - used) / count:.2f} ms each")
        print(f"memory of the daemon: {daemon.memory():.0f} MB")
    finally:
        daemon.stop()

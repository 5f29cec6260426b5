#!/usr/bin/env python3
"""Writes a synthetic ambulance feed; nobody in it is real. Usage: make_feed.py ROWS SEED FIRST_DAY DAYS [SAME_TIME] > FILE

SAME_TIME (HH:MM) gives every row that time of call, so that many levels fall due at one instant."""
import csv, datetime, random, sys

rows, seed, first, days = int(sys.argv[1]), int(sys.argv[2]), datetime.date.fromisoformat(sys.argv[3]), int(sys.argv[4])
same_time = sys.argv[5] if len(sys.argv) > 5 else None
pick = random.Random(seed)
SYLLABLES = "al an ar be bo ca da de do el fa fi ga gi ha in ja ka ke la li ma mi na no or pa ri ro sa si ta to un va wi".split()
STREETS = ["Example", "Sample", "Model", "Pattern", "Specimen", "Trial", "Draft", "Mock", "Outline", "Sketch"]
KINDS = ["Street", "Road", "Terrace", "Gardens", "Lane", "Court"]
COLUMNS = ("Incident No,Call Date,Call Time,Forename,Surname,DOB,CHI,Sex,Home Address,Home Postcode,Incident Address,"
           "Incident Postcode,Naloxone,Doses,Conveyed,Destination,Substances,Sent").split(",")


def name(least, most):
    return "".join(pick.choice(SYLLABLES) for _ in range(pick.randint(least, most))).capitalize()


def chi(birth):
    while True:
        digits = birth.strftime("%d%m%y") + f"{pick.randint(0, 999):03d}"
        check = 11 - sum(int(d) * w for d, w in zip(digits, range(10, 1, -1))) % 11
        if check != 10:
            return digits + str(0 if check == 11 else check)


out = csv.writer(sys.stdout)
out.writerow(COLUMNS)
for number in range(rows):
    day = first + datetime.timedelta(days=number * days // rows)
    birth = datetime.date(1950, 1, 1) + datetime.timedelta(days=pick.randrange(20_000))
    home = f"{pick.randint(1, 200)} {pick.choice(STREETS)} {pick.choice(KINDS)}"
    postcode = f"DD{pick.randint(1, 5)} {pick.randint(1, 9)}{pick.choice('ABDEFGH')}{pick.choice('ABDEFGH')}"
    naloxone = pick.random() < 0.6
    time = same_time or f"{pick.randrange(24):02d}:{pick.randrange(60):02d}"
    out.writerow([
        f"B{seed}-{number}", day.strftime("%d/%m/%Y"), time, name(2, 3), name(2, 4), birth.strftime("%d/%m/%Y"),
        chi(birth) if pick.random() < 0.6 else "", pick.choice("MF"), home, postcode, home, postcode,
        "Y" if naloxone else "N", pick.randint(1, 3) if naloxone else 0, pick.choice("YN"), "",
        pick.choice(["heroin", "heroin; street benzodiazepines", "cocaine", "not known", "street benzodiazepines; alcohol"]),
        (day + datetime.timedelta(days=1)).isoformat()])

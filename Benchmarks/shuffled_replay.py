#!/usr/bin/env python3
"""Replays feeds whose rows stand in another order, and says what that changes: people mixed up, and overdoses found.

Usage: shuffled_replay.py NFODD CONFIG FEEDS [SHUFFLES]

FEEDS has the four feeds and truth.csv. Each shuffle (20) has its seed. A line of figures for the order as it is, and for
each shuffle: `day`, rows in another order within each day of sending; `late`, one row in ten sent one to five days
later besides; `whole`, everything sent on the last day, in any order at all. Ends with 1 where somebody was mixed up."""
import csv, datetime, random, subprocess, sys, tempfile
from collections import Counter, defaultdict
from pathlib import Path

SOURCES = ["ambulance", "police", "hospital", "community"]
FIRST, LAST, END = "2019-11-18", "2021-05-31", "2021-06-06"


def shuffled(rows, mode, pick):
    """The rows in another order; a replay takes them in by their day of sending."""
    rows = [dict(row) for row in rows]
    for row in rows:
        if mode == "whole":
            row["Sent"] = LAST
        elif mode == "late" and pick.random() < 0.1:
            row["Sent"] = str(datetime.date.fromisoformat(row["Sent"]) + datetime.timedelta(days=pick.randint(1, 5)))
    pick.shuffle(rows)
    return rows


def pairs(groups):
    return sum(count * (count - 1) // 2 for count in Counter(groups).values())


def score(truth, links):
    """People mixed up, recall of pairs of one person, overdoses found and their pairs' F1."""
    rows = [(one, links[key]) for key, one in truth.items() if key in links]
    named = [(one, link) for one, link in rows if one["note"] != "unidentified"]
    held = defaultdict(set)
    for one, link in named:
        held[link["person"]].add(one["person"])
    right = pairs((one["person"], link["person"]) for one, link in named)
    both = pairs((one["incident"], link["incident"]) for one, link in rows)
    told, true = pairs(link["incident"] for _, link in rows), pairs(one["incident"] for one, _ in rows)
    return {
        "missing": len(truth) - len(rows), "mixed up": sum(len(people) > 1 for people in held.values()),
        "recall": right / pairs(one["person"] for one, _ in named),
        "asked": sum(link["status"] == "review" for _, link in named),
        "overdoses": len({link["incident"] for _, link in rows}), "F1": 2 * both / (told + true)}


def replay(nfodd, config, feeds, mode, seed, scratch):
    pick, arguments = random.Random(seed), []
    for source in SOURCES:
        with open(feeds / f"{source}.csv", newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            rows, header = list(reader), reader.fieldnames
        if mode != "as it is":
            rows = shuffled(rows, mode, pick)
        path = scratch / f"{source}.csv"
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, header)
            writer.writeheader()
            writer.writerows(rows)
        arguments.append(f"{source}={path}")
    places = ["--data", str(scratch / "data"), "--config", config]
    run = [nfodd, "replay", *arguments, "--from", FIRST, "--to", END, *places]
    subprocess.run(run, check=True, capture_output=True)
    text = subprocess.run([nfodd, "export", "links", *places], check=True, capture_output=True, text=True).stdout
    return {(row["source"], row["reference"]): row for row in csv.DictReader(text.splitlines())}


def main(nfodd, config, feeds, count=20):
    feeds, worst = Path(feeds), 0
    with open(feeds / "truth.csv", encoding="utf-8") as file:
        truth = {(row["source"], row["reference"]): row for row in csv.DictReader(file)}
    runs = [("as it is", 0)] + [(mode, seed) for mode in ("day", "late", "whole") for seed in range(1, int(count) + 1)]
    found = defaultdict(list)
    for mode, seed in runs:
        with tempfile.TemporaryDirectory() as scratch:
            figures = score(truth, replay(nfodd, config, feeds, mode, seed, Path(scratch)))
        found[mode].append(figures)
        worst = max(worst, figures["mixed up"])
        told = ", ".join(f"{name} {value:.4f}" if isinstance(value, float) else f"{name} {value}"
                         for name, value in figures.items())
        print(f"{mode} {seed}: {told}", flush=True)
    as_it_is = found["as it is"][0]["F1"]
    for mode, all_of_it in found.items():
        away = max(abs(figures["F1"] - as_it_is) for figures in all_of_it)
        print(f"{mode}: at most {max(f['mixed up'] for f in all_of_it)} mixed up, F1 at most {away:.4f} away")
    return 1 if worst else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

#!/usr/bin/env python3
"""Links lists of people with nfodd and, where they are installed, with Splink and recordlinkage: pair F1, seconds, memory.

Usage: linkage_lists.py NFODD [ROWS] [SEED]

The list is made up: ROWS records (100,000) of people in households, with slips. With FEBRL3=febrl3.csv and
FEBRL3_TRUTH=febrl3_truth.csv in the environment that set is linked too, with and without soc_sec_id; it is not shipped,
because its licence is its own. Peers run in PEERS_PYTHON (python3), each in a process of its own, in turn with nfodd.
Nobody's threshold is chosen with the answers in hand: ours stands in the profile, theirs is 0.5 and 0.99."""
import csv, os, random, re, resource, subprocess, sys, tempfile, time
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
PEOPLE = ["forename", "surname", "birth_date", "chi", "postcode", "address", "sex"]
TURNS = 3
FEBRL = ["given_name", "surname", "street_number", "address_1", "address_2", "suburb", "postcode", "state",
         "date_of_birth", "soc_sec_id"]


# ---- a made-up list

def forenames():
    text = (HOUSE / "Sources/NFODEngine/Linkage/Forenames.swift").read_text()
    return [line.split() for block in re.findall(r'"""(.*?)"""', text, re.S) for line in re.split(r"[|\n]", block) if line.split()]


class Town:
    """Households of one surname and one door, as they come: people alone, couples, siblings, now and then twins."""
    SYLLABLES = "bal brae cra dun fal glen inver kil kin lar mon ness ork pit ros strath tay ury wes yar".split()

    def __init__(self, seed):
        self.pick = random.Random(seed)
        self.forms = [forms for forms in forenames() if len(forms) < 40]
        syllable = lambda: self.pick.choice(self.SYLLABLES)
        self.surnames = sorted({syllable() + syllable() + self.pick.choice(["", "", "ie", "son", syllable()]) for _ in range(9000)})
        self.pick.shuffle(self.surnames)
        # Some surnames are common, most are rare (Zipf).
        self.weights = [1 / (rank + 20) for rank in range(len(self.surnames))]
        self.streets = [syllable() + syllable() + " " + kind for kind in ("street", "road", "terrace", "gardens", "lane") for _ in range(300)]

    def chi(self, day):
        while True:
            digits = f"{day % 28 + 1:02d}{day // 28 % 12 + 1:02d}{(1930 + day // 336) % 100:02d}{self.pick.randint(0, 999):03d}"
            check = 11 - sum(int(d) * w for d, w in zip(digits, range(10, 1, -1))) % 11
            if check != 10:
                return digits + str(0 if check == 11 else check)

    def human(self, forename, surname, postcode, address, day):
        return {"forename": forename, "surname": surname, "chi": self.chi(day), "postcode": postcode,
                "birth_date": f"{1930 + day // 336:04d}-{day // 28 % 12 + 1:02d}-{day % 28 + 1:02d}", "address": address,
                "sex": self.pick.choice("MF")}

    def household(self):
        surname = self.pick.choices(self.surnames, self.weights)[0]
        postcode = f"DD{self.pick.randint(1, 11)}{self.pick.randint(1, 9)}{self.pick.choice('ABDEFGHJLN')}{self.pick.choice('ABDEFGHJLN')}"
        address = f"{self.pick.randint(1, 150)} {self.pick.choice(self.streets)}"
        day = self.pick.randrange(336 * 75)
        humans = []
        for forms in self.pick.sample(self.forms, self.pick.choices([1, 2, 3], [70, 22, 8])[0]):
            humans.append(self.human(forms[0], surname, postcode, address, day))
            if self.pick.random() > 0.04:
                day = (day + self.pick.randrange(336, 336 * 30)) % (336 * 75)
        return humans


def slip(pick, text):
    place = pick.randrange(max(1, len(text) - 1))
    letter = pick.choice("0123456789" if text[place].isdigit() else "abcdefghijklmnopqrstuvwxyz")
    if text[place] in "- ":
        return text
    kind = pick.randrange(3)
    if kind == 0 and len(text) > place + 1 and text[place + 1] not in "- ":
        return text[:place] + text[place + 1] + text[place] + text[place + 2:]
    return text[:place] + (letter if kind == 1 or text[place].isdigit() else "") + text[place + 1:]


def told(town, human):
    pick, record = town.pick, dict(human)
    for field in record:
        if pick.random() < (0.4 if field == "chi" else 0.03):
            record[field] = ""
        elif field != "sex" and pick.random() < 0.07:
            record[field] = slip(pick, record[field])
    forms = next((forms for forms in town.forms if forms[0] == human["forename"]), [human["forename"]])
    if record["forename"] == human["forename"] and pick.random() < 0.05:
        record["forename"] = pick.choice(forms)
    if pick.random() < 0.01:
        record["forename"], record["surname"] = record["surname"], record["forename"]
    if pick.random() < 0.08:
        elsewhere = town.household()[0]
        record["postcode"], record["address"] = elsewhere["postcode"], elsewhere["address"]
    return record


def make(rows, seed, path, truth):
    town, records = Town(seed), []
    person = 0
    while len(records) < rows:
        for human in town.household():
            person += 1
            for _ in range(town.pick.choices([1, 2, 3, 4], [60, 25, 10, 5])[0]):
                records.append((person, told(town, human)))
    records = records[:rows]
    town.pick.shuffle(records)
    with open(path, "w", newline="") as file, open(truth, "w", newline="") as pairs:
        out, true = csv.writer(file), csv.writer(pairs)
        out.writerow(["record"] + PEOPLE)
        true.writerow(["rec_a", "rec_b"])
        seen = {}
        for number, (person, record) in enumerate(records):
            out.writerow([f"r{number:06d}"] + [record[field] for field in PEOPLE])
            for other in seen.setdefault(person, []):
                true.writerow([other, f"r{number:06d}"])
            seen[person].append(f"r{number:06d}")


# ---- scores

def figures(groups, truth):
    true = {tuple(sorted(pair)) for pair in list(csv.reader(open(truth)))[1:]}
    people = {}
    for record, person in groups:
        people.setdefault(person, []).append(record)
    found = {tuple(sorted((a, b))) for rs in people.values() for i, a in enumerate(rs) for b in rs[i + 1:]}
    hit = len(found & true)
    precision, recall = hit / max(1, len(found)), hit / max(1, len(true))
    return f"P {precision:.5f} R {recall:.5f} F1 {2 * precision * recall / max(1e-9, precision + recall):.5f} false {len(found) - hit}"


def nfodd(program, path, profile, truth, scratch):
    out = scratch + "/links.csv"
    Path(out).unlink(missing_ok=True)
    start = time.time()
    run = subprocess.Popen([program, "link", path, "--profile", profile, "--out", out], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(run.pid, 0)
    seconds = time.time() - start
    if status:
        sys.exit("nfodd link failed")
    print(f"  nfodd            {seconds:8.2f} s {used.ru_maxrss // 1024:6d} MB  {figures(list(csv.reader(open(out)))[1:], truth)}", flush=True)
    return seconds


def peer(name, path, truth, *options):
    """A line of figures, and seconds; nothing where the peer is not installed."""
    python = os.environ.get("PEERS_PYTHON", "python3")
    if subprocess.run([python, "-c", f"import {name}"], capture_output=True).returncode:
        print(f"  {name} is not installed for {python}: skipped")
        return None
    run = subprocess.run([python, __file__, "--peer", name, path, truth, *options], capture_output=True, text=True)
    if run.returncode:
        print(f"  {name} failed: {run.stderr.strip().splitlines()[-1:]}")
        return None
    print(run.stdout, end="", flush=True)
    return float(run.stdout.split()[1])


def report(name, seconds, results):
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    for label, text in results:
        print(f"  {name:12s} {seconds:12.2f} s {memory:6d} MB  {text} ({label})")


# ---- peers, in a process of their own

def splink_run(path, truth, columns):
    import logging, warnings
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    import pandas
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    start = time.time()
    data = pandas.read_csv(path, dtype=str)
    key = data.columns[0]
    data = data[[key] + columns].apply(lambda column: column.str.strip())
    if "chi" in columns:
        data["birth_date"] = data["birth_date"].where(data["birth_date"].str.fullmatch(r"\d{4}-\d\d-\d\d").fillna(False))
        comparisons = [
            cl.ForenameSurnameComparison("forename", "surname"), cl.DateOfBirthComparison("birth_date", input_is_string=True),
            cl.DamerauLevenshteinAtThresholds("chi", [1, 2]), cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
            cl.JaroWinklerAtThresholds("address", [0.92, 0.84]), cl.ExactMatch("sex")]
        rules = [["chi"], ["birth_date", "surname"], ["birth_date", "forename"], ["birth_date", "postcode"],
                 ["forename", "surname"], ["surname", "postcode"], ["forename", "postcode"], ["address"]]
        sure, train = [["chi"], ["forename", "surname", "birth_date"]], [["birth_date"], ["surname", "forename"]]
    else:
        comparisons = [
            cl.ForenameSurnameComparison("given_name", "surname"),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
            cl.DamerauLevenshteinAtThresholds("street_number", [1]), cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
            cl.JaroWinklerAtThresholds("address_1", [0.9]), cl.JaroWinklerAtThresholds("suburb", [0.9])]
        rules = [["date_of_birth"], ["given_name", "surname"], ["postcode"], ["address_1"], ["suburb"], ["surname"], ["given_name"]]
        sure, train = [["given_name", "surname", "date_of_birth"]], [["date_of_birth"], ["postcode"]]
        if "soc_sec_id" in columns:
            comparisons.append(cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]))
            rules.append(["soc_sec_id"])
            sure.append(["soc_sec_id"])
    database = DuckDBAPI()
    settings = SettingsCreator(
        link_type="dedupe_only", unique_id_column_name=key, comparisons=comparisons,
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules])
    try:
        linker = Linker(database.register(data), settings)  # 5
    except AttributeError:
        linker = Linker(data, settings, database)  # 4
    linker.training.estimate_probability_two_random_records_match([block_on(*rule) for rule in sure], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in train:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    results, seconds = [], None
    for level in (0.5, 0.99):
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=level)
        table = clusters.as_duckdbpyrelation().df() if hasattr(clusters, "as_duckdbpyrelation") else clusters.as_pandas_dataframe()
        seconds = seconds or time.time() - start
        results.append((f"groups at {level}", figures(list(zip(table[key], table["cluster_id"])), truth)))
    report("splink", seconds, results)


def recordlinkage_run(path, truth, columns):
    import warnings
    warnings.filterwarnings("ignore")
    import pandas, recordlinkage
    start = time.time()
    data = pandas.read_csv(path, dtype=str).apply(lambda column: column.str.strip())
    data = data.set_index(data.columns[0])[columns]
    index = recordlinkage.Index()
    blocks = [["chi"], ["birth_date", "surname"], ["birth_date", "forename"], ["birth_date", "postcode"], ["forename", "surname"],
              ["surname", "postcode"], ["forename", "postcode"]] if "chi" in columns else \
        [[name] for name in ("given_name", "surname", "date_of_birth", "postcode", "soc_sec_id") if name in columns]
    for block in blocks:
        index.block(block)
    compare = recordlinkage.Compare()
    for name in columns:
        if name in ("forename", "surname", "given_name", "address", "address_1"):
            compare.string(name, name, method="jarowinkler", threshold=0.85, label=name)
        elif name != "address_2":
            compare.exact(name, name, label=name)
    matched = recordlinkage.ECMClassifier().fit_predict(compare.compute(index.index(data), data))
    seconds = time.time() - start
    group = {record: record for record in data.index}
    def root(record):
        while group[record] != record:
            record = group[record]
        return record
    for a, b in matched:
        group[root(a)] = root(b)
    true = {tuple(sorted(pair)) for pair in list(csv.reader(open(truth)))[1:]}
    found = {tuple(sorted(pair)) for pair in matched}
    hit = len(found & true)
    precision, recall = hit / max(1, len(found)), hit / max(1, len(true))
    plain = f"P {precision:.5f} R {recall:.5f} F1 {2 * precision * recall / max(1e-9, precision + recall):.5f} false {len(found) - hit}"
    report("recordlinkage", seconds, [("ECM, pairs", plain), ("ECM, groups", figures([(r, root(r)) for r in data.index], truth))])


# ---- all of it

def compare(program, title, path, profile, truth, scratch, columns):
    print(f"== {title}", flush=True)
    ratios = []
    for turn in range(TURNS):
        ours = nfodd(program, path, profile, truth, scratch)
        theirs = peer("splink", path, truth, *columns)
        if theirs is None:
            break
        ratios.append(theirs / ours)
    if ratios:
        print("  nfodd is " + ", ".join(f"{ratio:.1f}" for ratio in ratios) + f" times as fast as Splink on the same cores, at least {min(ratios):.1f}")
    peer("recordlinkage", path, truth, *columns)


def two_lists(program, title, path, profile, truth, scratch):
    """The originals of a FEBRL set against one duplicate of each, as in FEBRL 4."""
    rows = list(csv.reader(open(path)))
    first, second, humans = [], [], set()
    for row in rows[1:]:
        human, kind = row[0].strip().split("-")[1:3]
        if kind == "org":
            first.append(row)
        elif human not in humans:
            humans.add(human)
            second.append(row)
    sides = [{row[0].strip() for row in side} for side in (first, second)]
    lists, links, pairs = [scratch + f"/list{n}.csv" for n in (1, 2)], scratch + "/links.csv", scratch + "/pairs.csv"
    for name, side in zip(lists, (first, second)):
        csv.writer(open(name, "w", newline="")).writerows([rows[0]] + side)
    true = [pair for pair in list(csv.reader(open(truth)))[1:] if sides[0] & set(pair) and sides[1] & set(pair)]
    csv.writer(open(pairs, "w", newline="")).writerows([["rec_a", "rec_b"]] + true)
    start = time.time()
    subprocess.run([program, "link", *lists, "--profile", profile, "--out", links], stdout=subprocess.DEVNULL, check=True)
    print(f"== {title}: {len(first)} records against {len(second)}\n  nfodd            {time.time() - start:8.2f} s            "
          + figures(list(csv.reader(open(links)))[1:], pairs), flush=True)


def main():
    program, rows = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    with tempfile.TemporaryDirectory() as scratch:
        path, truth = scratch + "/list.csv", scratch + "/truth.csv"
        make(rows, seed, path, truth)
        compare(program, f"{rows} made-up records", path, str(HOUSE / "config/linkage/people.yaml"), truth, scratch, PEOPLE)
        febrl, answers = os.environ.get("FEBRL3"), os.environ.get("FEBRL3_TRUTH")
        if not (febrl and answers):
            print("FEBRL3 and FEBRL3_TRUTH are not given: that set is skipped")
            return
        profile = (HOUSE / "config/linkage/febrl.yaml").read_text()
        without = scratch + "/without.yaml"
        Path(without).write_text("".join(line for line in profile.splitlines(True) if "socialSecurity" not in line))
        compare(program, "FEBRL 3", febrl, str(HOUSE / "config/linkage/febrl.yaml"), answers, scratch, FEBRL)
        compare(program, "FEBRL 3 without soc_sec_id", febrl, without, answers, scratch, FEBRL[:-1])
        two_lists(program, "FEBRL 3 as two lists", febrl, str(HOUSE / "config/linkage/febrl.yaml"), answers, scratch)
        two_lists(program, "FEBRL 3 as two lists without soc_sec_id", febrl, without, answers, scratch)


if sys.argv[1] == "--peer":
    {"splink": splink_run, "recordlinkage": recordlinkage_run}[sys.argv[2]](sys.argv[3], sys.argv[4], sys.argv[5:])
else:
    main()

#!/usr/bin/env python3
"""The assignment problem, solved exactly by whoever is installed, on matrices that the engine's own speed test reads too.

assignment_peers.py make FOLDER                        writes the matrices, the same every time
assignment_peers.py FOLDER PEER...                     scipy, lap, ortools; one that is not installed is skipped

`even` matrices have costs drawn evenly from 1 to 1,000; in `ways` ones a cost is the way between two points of a
square of 1,000 by 1,000, as between a worker and an address: near ones are near to the same, which is harder.
A matrix is a text file: rows, columns and places of each column in the first line, then a line of costs for each row.
Every row gets one column, no column more rows than it has places. scipy and lap have no places: they get each column as
often as it has some. Only solving is timed, not what leads up to it; the fastest and the middle of some turns count."""
import math, os, random, statistics, sys, time

SHAPES = [(200, 50, 4), (2000, 500, 4)]


def even(numbers, rows, columns):
    return [[numbers.randint(1, 1000) for _ in range(columns)] for _ in range(rows)]


def ways(numbers, rows, columns):
    def points(count):
        return [(numbers.uniform(0, 1000), numbers.uniform(0, 1000)) for _ in range(count)]
    homes, addresses = points(columns), points(rows)
    return [[round(math.dist(home, address)) for home in homes] for address in addresses]


def make(folder):
    os.makedirs(folder, exist_ok=True)
    for kind in (even, ways):
        numbers = random.Random(5)
        for rows, columns, places in SHAPES:
            with open(f"{folder}/{kind.__name__} {rows} x {columns}", "w") as file:
                print(rows, columns, places, file=file)
                for row in kind(numbers, rows, columns):
                    print(*row, file=file)


def read(path):
    import numpy
    with open(path) as file:
        _, _, places = map(int, file.readline().split())
        return numpy.loadtxt(file, dtype=numpy.int64), places


def scipy(costs, places):
    import numpy
    from scipy.optimize import linear_sum_assignment
    whole = numpy.repeat(costs, places, axis=1)
    def solve():
        rows, columns = linear_sum_assignment(whole)
        return lambda: int(whole[rows, columns].sum())
    return solve


def lap(costs, places):
    import lap, numpy
    whole = numpy.repeat(costs, places, axis=1).astype(float)
    extend = whole.shape[0] != whole.shape[1]
    def solve():
        cost, _, _ = lap.lapjv(whole, extend_cost=extend)
        return lambda: round(cost)
    return solve


def ortools(costs, places):
    import numpy
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow
    rows, columns = costs.shape
    flow = SimpleMinCostFlow()
    sink = rows + columns
    tails = numpy.repeat(numpy.arange(rows, dtype=numpy.int32), columns)
    heads = numpy.tile(numpy.arange(rows, sink, dtype=numpy.int32), rows)
    flow.add_arcs_with_capacity_and_unit_cost(tails, heads, numpy.ones(rows * columns, dtype=numpy.int64), costs.ravel())
    for column in range(columns):
        flow.add_arc_with_capacity_and_unit_cost(rows + column, sink, places, 0)
    for row in range(rows):
        flow.set_node_supply(row, 1)
    flow.set_node_supply(sink, -rows)
    def solve():
        assert flow.solve() == flow.OPTIMAL
        return flow.optimal_cost
    return solve


def race(folder, peers):
    for name in sorted(os.listdir(folder)):
        for peer in peers:
            try:
                costs, places = read(f"{folder}/{name}")
                solve = globals()[peer](costs, places)
            except ImportError:
                print(f"{peer}: not installed")
                continue
            took = []
            for _ in range(25 if costs.size < 100_000 else 3):
                start = time.perf_counter()
                cost = solve()
                took.append(1000 * (time.perf_counter() - start))
            print(f"{name}, {places} places: {peer}: cost {cost()}, "
                  f"fastest {min(took):.2f} ms, middle {statistics.median(took):.2f} ms")


if sys.argv[1] == "make":
    make(sys.argv[2])
else:
    race(sys.argv[1], sys.argv[2:])

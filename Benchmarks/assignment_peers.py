#!/usr/bin/env python3
"""The assignment problem, solved exactly by whoever is installed, on matrices that the engine's own speed test reads too.

assignment_peers.py make FOLDER                        writes the matrices, the same every time
assignment_peers.py FOLDER PEER...                     scipy, lap, ortools; one that is not installed is skipped

A matrix is a text file: rows, columns and places of each column in the first line, then a line of costs for each row.
Every row gets one column, no column more rows than it has places. scipy and lap have no places: they get each column as
often as it has some. Only solving is timed, not what leads up to it; the fastest and the middle of some turns count."""
import os, random, statistics, sys, time

SHAPES = [(200, 50, 4), (2000, 500, 4), (2000, 500, 6)]


def make(folder):
    numbers = random.Random(5)
    os.makedirs(folder, exist_ok=True)
    for rows, columns, places in SHAPES:
        with open(f"{folder}/{rows}x{columns}x{places}.txt", "w") as file:
            print(rows, columns, places, file=file)
            for _ in range(rows):
                print(*(numbers.randint(1, 1000) for _ in range(columns)), file=file)


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
            rows, columns = costs.shape
            print(f"{rows} x {columns}, {places} places: {peer}: cost {cost()}, "
                  f"fastest {min(took):.2f} ms, middle {statistics.median(took):.2f} ms")


if sys.argv[1] == "make":
    make(sys.argv[2])
else:
    race(sys.argv[1], sys.argv[2:])

/// The seats of the cases that are served, and the places of the workers, as a ``TransportProblem``.
struct SeatNetwork<Cost: FixedWidthInteger & SignedInteger & Sendable> {
    private let demands: [CaseDemand]
    private let round: AssignmentRound
    private let weights: LevelWeights<Cost>
    private var problem = TransportProblem<Cost>()
    /// The worker behind each column.
    private var labels: [Int32] = []
    /// Of each worker, the columns into which their places are cut, with the place before the first of each.
    private var cuts: [[(before: Int, column: Int)]] = []
    /// Rows of the seats, case by case.
    private var seats: [[Int]] = []

    /// - Throws: ``CostOverflow`` when the levels do not fit into `Cost`.
    init(_ demands: [CaseDemand], _ round: AssignmentRound) throws(CostOverflow) {
        self.demands = demands
        self.round = round
        weights = try LevelWeights(bounds: Self.bounds(demands, round))
        addWorkers()
        for demand in demands { seats.append(demand.isServed ? addSeats(demand) : []) }
    }

    /// - Throws: ``CostOverflow`` when a sum of costs could overflow `Cost`.
    func solved() throws(CostOverflow) -> [[Int]] {
        var solver = try TransportSolver(problem)
        let isComplete = solver.placeAll()
        precondition(isComplete, "every case that can be served has a place")
        solver.settleTies(order: seats.flatMap { $0 }, labels: labels)
        return seats.map { rows in rows.map { Int(labels[Int(solver.columnOfRow[$0])]) } }
    }

    /// The most that every level can come to when every seat is filled.
    private static func bounds(_ demands: [CaseDemand], _ round: AssignmentRound) -> LevelCost {
        var bounds = LevelCost()
        var seats = 0
        for demand in demands where demand.isServed {
            seats += demand.workersNeeded
            bounds[.late(demand.need.triage)] += demand.workersNeeded
            if demand.workers.contains(where: { round.workers[$0].isDesk }) { bounds[.desks] += 1 }
            if !demand.need.knownWorkers.isEmpty { bounds[.strangers] += 1 }
            bounds[.unmetWishes] += demand.need.wishes.count
            if demand.need.offered != nil { bounds[.changedOffers] += demand.workersNeeded }
            if demand.need.locality != nil { bounds[.outside] += 1 }
        }
        bounds[.usedThousandths] = 1_000 * seats
        return bounds
    }

    /// Cuts each worker's places where some case would begin to be late.
    private mutating func addWorkers() {
        var limits = Array(repeating: Set<Int>(), count: round.workers.count)
        var wanted = Array(repeating: 0, count: round.workers.count)
        for demand in demands where demand.isServed {
            for worker in demand.workers {
                limits[worker].insert(round.day.lastPlaceInTime(demand.need, worker))
                wanted[worker] += 1
            }
        }
        for worker in round.workers.indices {
            let places = min(round.freePlaces[worker], wanted[worker])
            let starts = [0] + limits[worker].filter { $0 > 0 && $0 < places }.sorted()
            let ends = starts.dropFirst() + [places]
            cuts.append(
                zip(starts, ends).map { start, end in
                    let steps = (start..<end).map { weights.of(.usedThousandths, round.usedThousandths(worker, $0)) }
                    return (before: start, column: addColumn(steps, of: worker))
                })
        }
    }

    private mutating func addColumn(_ steps: [Cost], of worker: Int) -> Int {
        labels.append(Int32(worker))
        return problem.addColumn(steps: steps)
    }

    private mutating func addSeats(_ demand: CaseDemand) -> [Int] {
        guard demand.workersNeeded == 2 else {
            return [
                problem.addRow(
                    demand.workers.flatMap { worker in
                        places(of: worker, for: demand, beside: cost(demand.seatCost(0, round.workers[worker])))
                    })
            ]
        }
        // Each worker of the pair stands behind a point that lets one seat pass.
        let points = demand.workers.map { (worker: $0, column: addColumn([0], of: $0)) }
        for (worker, column) in points {
            problem.addRow([(column, 0)] + places(of: worker, for: demand, beside: 0))
        }
        return (0..<2).map { seat in
            problem.addRow(points.map { ($0.column, cost(demand.seatCost(seat, round.workers[$0.worker]))) })
        }
    }

    private func places(
        of worker: Int, for demand: CaseDemand, beside cost: Cost
    ) -> [(column: Int, cost: Cost)] {
        let last = round.day.lastPlaceInTime(demand.need, worker)
        return cuts[worker].map { cut in
            (cut.column, cut.before < last ? cost : cost + weights.of(.late(demand.need.triage)))
        }
    }

    private func cost(_ levels: LevelCost) -> Cost {
        var sum: Cost = 0
        for level in LevelCost.Level.allCases where levels[level] != 0 { sum += weights.of(level, levels[level]) }
        return sum
    }
}

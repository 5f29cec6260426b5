import Testing

@testable import NFODEngine

/// The solver alone, on small problems with few different costs, so that most have several optima, against every way to
/// place the rows.
@Suite struct TransportSolverTests {
    /// Costs and steps of one random problem, in plain form.
    private struct Sample {
        /// Of each row, what each column costs; nil where it may not go.
        let costs: [[Int?]]
        let steps: [[Int]]
        let labels: [Int32]
        let order: [Int]

        init(_ numbers: inout TeamSeededNumbers) {
            let columns = Int.random(in: 1...5, using: &numbers)
            steps = (0..<columns).map { _ in
                var step = 0
                return (0..<Int.random(in: 0...3, using: &numbers)).map { _ in
                    step += Int.random(in: 0...2, using: &numbers)
                    return step
                }
            }
            labels = (0..<columns).map { _ in Int32.random(in: 0...3, using: &numbers) }
            let rows = Int.random(in: 1...6, using: &numbers)
            costs = (0..<rows).map { _ in
                (0..<columns).map { _ in
                    Bool.random(using: &numbers) || Bool.random(using: &numbers)
                        ? Int.random(in: 0...4, using: &numbers) : nil
                }
            }
            order = Array(0..<rows).shuffled(using: &numbers)
        }

        func problem<Cost: FixedWidthInteger & SignedInteger & Sendable>() -> TransportProblem<Cost> {
            var problem = TransportProblem<Cost>()
            for step in steps { problem.addColumn(steps: step.map { Cost($0) }) }
            for row in costs {
                problem.addRow(
                    row.indices.compactMap { column in row[column].map { (column: column, cost: Cost($0)) } })
            }
            return problem
        }

        /// The least cost, and the lowest labels in `order` among all ways that cost no more; nil without a way.
        var best: [Int]? {
            var best: [Int]?
            var columns = Array(repeating: 0, count: costs.count)
            var taken = Array(repeating: 0, count: steps.count)
            func place(_ row: Int, _ cost: Int) {
                guard row < costs.count else {
                    let found = [cost] + order.map { Int(labels[columns[$0]]) }
                    if best.map({ found.lexicographicallyPrecedes($0) }) ?? true { best = found }
                    return
                }
                for (column, edge) in costs[row].enumerated() {
                    guard let edge, taken[column] < steps[column].count else { continue }
                    columns[row] = column
                    taken[column] += 1
                    place(row + 1, cost + edge + steps[column][taken[column] - 1])
                    taken[column] -= 1
                }
            }
            place(0, 0)
            return best
        }

        func solved<Cost: FixedWidthInteger & SignedInteger & Sendable>(_: Cost.Type) throws -> [Int]? {
            var solver = try TransportSolver<Cost>(problem())
            guard solver.placeAll() else { return nil }
            let cost = solver.totalCost
            solver.settleTies(order: order, labels: labels)
            #expect(solver.totalCost == cost)
            return [Int(cost)] + order.map { Int(labels[Int(solver.columnOfRow[$0])]) }
        }
    }

    @Test(arguments: 0..<50)
    func noOtherWayCostsLessOrStandsLower(hundred: Int) throws {
        for seed in (hundred * 100)..<(hundred * 100 + 100) {
            var numbers = TeamSeededNumbers(seed: UInt64(seed))
            let sample = Sample(&numbers)
            let best = sample.best
            #expect(try sample.solved(Int64.self) == best, "seed \(seed)")
            #expect(try sample.solved(Int16.self) == best, "seed \(seed), in narrow numbers")
        }
    }

    // MARK: overflow

    @Test func costsThatCouldOverflowAreRefusedBeforeAnythingIsAdded() throws {
        var fits = TransportProblem<Int8>()
        fits.addColumn(steps: [7])
        fits.addRow([(column: 0, cost: 8)])
        var solver = try TransportSolver(fits)
        let isComplete = solver.placeAll()
        #expect(isComplete)
        #expect(solver.totalCost == 15)
        var tooMuch = TransportProblem<Int8>()
        tooMuch.addColumn(steps: [8])
        tooMuch.addRow([(column: 0, cost: 8)])
        #expect(throws: CostOverflow(bits: 8)) { try TransportSolver(tooMuch) }
    }

    @Test func levelsThatDoNotFitAreRefused() throws {
        var bounds = LevelCost()
        for level in LevelCost.Level.allCases { bounds[level] = 100 }
        // Each level below weighs 101 times less: 8 digits to the base of 101 are 54 bits.
        let weights = try LevelWeights<Int64>(bounds: bounds)
        #expect(weights.of(.strangers) == weights.of(.unmetWishes, 101))
        bounds[.usedThousandths] = 100_000
        #expect(throws: CostOverflow(bits: 64)) { try LevelWeights<Int64>(bounds: bounds) }
        #expect(try LevelWeights<Int128>(bounds: bounds).of(.usedThousandths) == 101)
        bounds[.lateRed] = .max
        bounds[.lateAmber] = .max
        #expect(throws: CostOverflow(bits: 128)) { try LevelWeights<Int128>(bounds: bounds) }
    }
}

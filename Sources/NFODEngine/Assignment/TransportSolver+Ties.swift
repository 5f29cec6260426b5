/// Which of several optima: the prices of one prove which edges and places any other may use (complementary slackness),
/// so that the rest is a search for ways round within those.
extension TransportSolver {
    /// Goes over to the optimum in which the rows of `order`, one after another, stand at the lowest label they can,
    /// given the labels of those before. Every row is placed.
    ///
    /// - Parameter labels: of each column; several may have the same.
    package mutating func settleTies(order: [Int], labels: [Int32]) {
        var ties = TieSearch(self, labels: labels)
        for row in order {
            for edge in ties.betterEdges(of: row, in: self) {
                guard let moves = ties.wayRound(for: row, along: edge, in: self) else { continue }
                move(moves)
                break
            }
            ties.settle(row)
        }
    }

    /// Each row along its edge, all at once.
    private mutating func move(_ moves: [(row: Int, edge: Int)]) {
        for (row, _) in moves {
            let column = Int(columnOfRow[row])
            taken[column] -= 1
            let last = Int(problem.placeStart[column]) + Int(taken[column])
            let freed = Int(placeOfRow[row])
            rowAtPlace[freed] = rowAtPlace[last]
            placeOfRow[Int(rowAtPlace[last])] = Int32(freed)
        }
        for (row, edge) in moves {
            let column = Int(problem.edgeColumn[edge])
            put(row, at: Int(problem.placeStart[column]) + Int(taken[column]), of: column, by: edge)
            taken[column] += 1
        }
    }

    func isTight(_ edge: Int, of row: Int) -> Bool {
        let own = Int(edgeOfRow[row])
        return problem.edgeCost[edge] + price[Int(problem.edgeColumn[edge])]
            == problem.edgeCost[own] + price[Int(columnOfRow[row])]
    }

    /// One more row costs this column no more than its price.
    func takesOneMore(_ column: Int) -> Bool {
        let next = Int(problem.placeStart[column]) + Int(taken[column])
        return next < Int(problem.placeStart[column + 1]) && problem.step[next] == price[column]
    }

    /// One row less saves as much as the column's price.
    func givesOneUp(_ column: Int) -> Bool {
        guard taken[column] > 0 else { return false }
        return problem.step[Int(problem.placeStart[column]) + Int(taken[column]) - 1] == price[column]
    }
}

/// Searches the edges and places that optima use. A column that is reached has one row too many.
private struct TieSearch {
    let labels: [Int32]
    private var tightStart: [Int32] = [0]
    private var tightEdge: [Int32] = []
    private var isSettled: [Bool]
    private var isReached: [Bool]
    private var fromEdge: [Int32]
    private var fromRow: [Int32]
    private var fromColumn: [Int32]
    private var reached: [Int] = []
    private var hasPassedTheSink = false

    init<Cost>(_ solver: TransportSolver<Cost>, labels: [Int32]) {
        self.labels = labels
        let columns = solver.problem.columnCount
        isSettled = Array(repeating: false, count: solver.problem.rowCount)
        isReached = Array(repeating: false, count: columns)
        fromEdge = Array(repeating: -1, count: columns)
        fromRow = fromEdge
        fromColumn = fromEdge
        for row in 0..<solver.problem.rowCount {
            for edge in solver.problem.edges(of: row) where solver.isTight(edge, of: row) {
                tightEdge.append(Int32(edge))
            }
            tightStart.append(Int32(tightEdge.count))
        }
    }

    private func tight(_ row: Int) -> ArraySlice<Int32> { tightEdge[Int(tightStart[row])..<Int(tightStart[row + 1])] }

    private func label<Cost>(_ edge: Int32, _ solver: TransportSolver<Cost>) -> Int32 {
        labels[Int(solver.problem.edgeColumn[Int(edge)])]
    }

    /// Edges to lower labels, the lowest first. Begins a new search.
    mutating func betterEdges<Cost>(of row: Int, in solver: TransportSolver<Cost>) -> [Int] {
        for column in reached { isReached[column] = false }
        reached.removeAll(keepingCapacity: true)
        hasPassedTheSink = false
        let own = labels[Int(solver.columnOfRow[row])]
        var better: [Int] = []
        for edge in tight(row) where label(edge, solver) < own { better.append(Int(edge)) }
        guard better.count > 1 else { return better }
        return better.sorted { (label(Int32($0), solver), $0) < (label(Int32($1), solver), $1) }
    }

    mutating func settle(_ row: Int) {
        isSettled[row] = true
    }

    /// The moves that let `row` take this edge, its own the last; nil when there is no way. Columns that an earlier
    /// edge of the row reached in vain are not looked at again.
    mutating func wayRound<Cost>(
        for row: Int, along edge: Int, in solver: TransportSolver<Cost>
    ) -> [(row: Int, edge: Int)]? {
        let home = Int(solver.columnOfRow[row])
        let start = Int(solver.problem.edgeColumn[edge])
        guard !isReached[start] else { return nil }
        var next = reached.count
        reach(start, from: -1, by: -1, along: -1)
        while next < reached.count {
            let column = reached[next]
            next += 1
            if column == home { return way(to: column) + [(row, edge)] }
            if solver.takesOneMore(column) {
                if solver.givesOneUp(home) { return way(to: column) + [(row, edge)] }
                passTheSink(from: column, in: solver)
            }
            leave(column, in: solver)
        }
        return nil
    }

    private mutating func reach(_ column: Int, from before: Int, by row: Int, along edge: Int) {
        isReached[column] = true
        reached.append(column)
        fromColumn[column] = Int32(before)
        fromRow[column] = Int32(row)
        fromEdge[column] = Int32(edge)
    }

    /// One place more here, one less in any column that gives one up.
    private mutating func passTheSink<Cost>(from column: Int, in solver: TransportSolver<Cost>) {
        guard !hasPassedTheSink else { return }
        hasPassedTheSink = true
        for other in 0..<solver.problem.columnCount where !isReached[other] && solver.givesOneUp(other) {
            reach(other, from: column, by: -1, along: -1)
        }
    }

    private mutating func leave<Cost>(_ column: Int, in solver: TransportSolver<Cost>) {
        let first = Int(solver.problem.placeStart[column])
        for place in first..<(first + Int(solver.taken[column])) {
            let row = Int(solver.rowAtPlace[place])
            for edge in tight(row) {
                let other = Int(solver.problem.edgeColumn[Int(edge)])
                if isReached[other] || (isSettled[row] && labels[other] != labels[column]) { continue }
                reach(other, from: column, by: row, along: Int(edge))
            }
        }
    }

    private func way(to end: Int) -> [(row: Int, edge: Int)] {
        var moves: [(row: Int, edge: Int)] = []
        var column = end
        while column >= 0 {
            if fromRow[column] >= 0 { moves.append((Int(fromRow[column]), Int(fromEdge[column]))) }
            column = Int(fromColumn[column])
        }
        return moves
    }
}

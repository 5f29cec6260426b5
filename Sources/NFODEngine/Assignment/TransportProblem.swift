/// Rows that each want one place, columns that have places: the transportation problem, with costs that grow with use.
/// A row pays the cost of its edge and the step of the place it takes; a column's steps never fall, so its places are
/// taken from the first. Costs are whole numbers of any width; ``CostOverflow`` refuses those that could overflow it.
package struct TransportProblem<Cost: FixedWidthInteger & SignedInteger & Sendable>: Sendable {
    /// Edges of row `r` are `edgeStart[r]..<edgeStart[r + 1]`.
    private(set) var edgeStart: [Int32] = [0]
    private(set) var edgeColumn: [Int32] = []
    private(set) var edgeCost: [Cost] = []
    /// Places of column `j` are `placeStart[j]..<placeStart[j + 1]`.
    private(set) var placeStart: [Int32] = [0]
    private(set) var step: [Cost] = []

    package var rowCount: Int { edgeStart.count - 1 }
    package var columnCount: Int { placeStart.count - 1 }

    package init() {}

    /// Rows and columns of a whole matrix, every column with as many places.
    package init(matrix: [[Cost]], placesInEachColumn places: Int) {
        self.init()
        for _ in 0..<(matrix.first?.count ?? 0) { addColumn(steps: Array(repeating: 0, count: places)) }
        edgeColumn.reserveCapacity(matrix.count * columnCount)
        edgeCost.reserveCapacity(matrix.count * columnCount)
        for row in matrix { addRow(row.enumerated().map { (column: $0.offset, cost: $0.element) }) }
    }

    /// - Parameter steps: what each place costs, in the order in which they are taken; none negative, none smaller than
    ///   the one before.
    /// - Returns: the column's number.
    @discardableResult
    package mutating func addColumn(steps: [Cost]) -> Int {
        precondition(zip(steps, steps.dropFirst()).allSatisfy(<=) && (steps.first ?? 0) >= 0, "steps never fall")
        step += steps
        placeStart.append(Int32(step.count))
        return columnCount - 1
    }

    /// - Parameter edges: the columns where this row may go, each once, with a cost that is not negative.
    /// - Returns: the row's number.
    @discardableResult
    package mutating func addRow(_ edges: [(column: Int, cost: Cost)]) -> Int {
        for (column, cost) in edges {
            precondition(cost >= 0 && column < columnCount, "costs are not negative, columns come first")
            edgeColumn.append(Int32(column))
            edgeCost.append(cost)
        }
        edgeStart.append(Int32(edgeCost.count))
        return rowCount - 1
    }

    func edges(of row: Int) -> Range<Int> { Int(edgeStart[row])..<Int(edgeStart[row + 1]) }
    func places(of column: Int) -> Range<Int> { Int(placeStart[column])..<Int(placeStart[column + 1]) }

    /// What all rows together can cost at most: the dearest edge of each and the dearest step for each.
    ///
    /// No number that a solver forms is further from nought than four times this: a shortest path uses each row once,
    /// forwards and backwards, so its length lies between the bound and its negative; a price is a path's length less
    /// another's; and a distance under trial is a path's length, a cost and two prices. Eight times is asked for.
    func costBound() throws(CostOverflow) -> Cost {
        var bound: Cost = 0
        let dearestStep = step.max() ?? 0
        for row in 0..<rowCount {
            let dearest = edgeCost[edges(of: row)].max() ?? 0
            for cost in [dearest, dearestStep] {
                let (sum, overflow) = bound.addingReportingOverflow(cost)
                guard !overflow, sum <= Cost.max / 8 else { throw CostOverflow(bits: Cost.bitWidth) }
                bound = sum
            }
        }
        return bound
    }
}

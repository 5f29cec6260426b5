/// Solves a ``TransportProblem`` exactly by shortest augmenting paths: rows are placed one after another, each along
/// the cheapest path that moves those before it, with Dijkstra's search over reduced costs and a price for each column.
///
/// R. Jonker and A. Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems",
/// Computing 38 (1987), is the search for columns of one place; N. Tomizawa (1971) and J. Edmonds and R. M. Karp,
/// JACM 19 (1972), the prices that keep reduced costs from being negative. Here a column has several places, so that a
/// worker is one column however many cases they may take, and a place may cost more than the one before, which a convex
/// minimum-cost flow allows (Ahuja, Magnanti and Orlin, *Network Flows*, chapter 14): the end of a path is a column
/// whose next place is worth its step. This was chosen over cost scaling and network simplex because most rows find a
/// place at once, because the few hundred searches left touch a part of the matrix each, and because the prices at the
/// end prove the optimum and show every other one (``settleTies(_:)``).
package struct TransportSolver<Cost: FixedWidthInteger & SignedInteger & Sendable> {
    let problem: TransportProblem<Cost>
    /// What a place in each column is worth: never more than its next step, never less than its last.
    var price: [Cost]
    /// -1: not placed.
    package internal(set) var columnOfRow: [Int32]
    var edgeOfRow: [Int32]
    /// Where in `rowAtPlace` the row stands.
    var placeOfRow: [Int32]
    var rowAtPlace: [Int32]
    var taken: [Int32]
    private var search: Search

    /// Scratch of one search, kept so that a search allocates nothing.
    private struct Search {
        var distance: [Cost]
        var fromRow: [Int32]
        var fromEdge: [Int32]
        /// Columns with a distance, in the order they were found.
        var found: [Int32] = []
        /// Those of them that were not looked at yet, and some that were.
        var waiting: [Int32] = []
        /// Columns at the distance being looked at, and all before them.
        var ready: [Int32] = []
        var isReady: [Bool]
    }

    /// - Throws: ``CostOverflow`` when a sum of costs could overflow `Cost`.
    package init(_ problem: TransportProblem<Cost>) throws(CostOverflow) {
        _ = try problem.costBound()
        let columns = problem.columnCount
        self.problem = problem
        price = (0..<columns).map { problem.places(of: $0).isEmpty ? 0 : problem.step[Int(problem.placeStart[$0])] }
        columnOfRow = Array(repeating: -1, count: problem.rowCount)
        edgeOfRow = columnOfRow
        placeOfRow = columnOfRow
        rowAtPlace = Array(repeating: -1, count: problem.step.count)
        taken = Array(repeating: 0, count: columns)
        search = Search(
            distance: Array(repeating: .max, count: columns), fromRow: Array(repeating: -1, count: columns),
            fromEdge: Array(repeating: -1, count: columns), isReady: Array(repeating: false, count: columns))
    }

    /// Places every row, at the least cost of all ways to do so.
    /// - Returns: false when not all rows can be placed at once; then the rest stay where they are.
    package mutating func placeAll() -> Bool {
        for row in 0..<problem.rowCount where columnOfRow[row] < 0 {
            guard place(row) else { return false }
        }
        return true
    }

    /// What the rows placed so far cost together.
    package var totalCost: Cost {
        var total: Cost = 0
        for row in 0..<problem.rowCount where columnOfRow[row] >= 0 { total += problem.edgeCost[Int(edgeOfRow[row])] }
        for column in 0..<problem.columnCount {
            total += problem.step[problem.places(of: column).prefix(Int(taken[column]))].reduce(0, +)
        }
        return total
    }

    /// Places one row; those placed before stay placed, though perhaps elsewhere.
    private mutating func place(_ row: Int) -> Bool {
        relax(row, from: 0, at: -1)
        var end = -1
        var length = Cost.max
        var looked = 0
        while let nearest = gatherNearest(), nearest < length {
            while looked < search.ready.count, nearest < length {
                let column = Int(search.ready[looked])
                looked += 1
                if let slack = slackOfNextPlace(column), nearest + slack < length {
                    length = nearest + slack
                    end = column
                }
                if nearest < length { relaxRows(at: column, nearest) }
            }
        }
        if end >= 0 {
            for index in search.ready {
                let column = Int(index)
                if search.distance[column] < length { price[column] += length - search.distance[column] }
            }
            augment(row, to: end)
        }
        forgetSearch()
        return end >= 0
    }

    /// What the column's next place costs beyond its price; nil when it has none.
    private func slackOfNextPlace(_ column: Int) -> Cost? {
        let next = Int(problem.placeStart[column]) + Int(taken[column])
        return next < Int(problem.placeStart[column + 1]) ? problem.step[next] - price[column] : nil
    }

    private mutating func relaxRows(at column: Int, _ distance: Cost) {
        let first = Int(problem.placeStart[column])
        for place in first..<(first + Int(taken[column])) {
            let row = Int(rowAtPlace[place])
            relax(row, from: distance - (problem.edgeCost[Int(edgeOfRow[row])] + price[column]), at: distance)
        }
    }

    /// Shortens the way to every column this row could go to. Columns at the distance being looked at are ready at
    /// once.
    private mutating func relax(_ row: Int, from base: Cost, at nearest: Cost) {
        for edge in problem.edges(of: row) {
            let column = Int(problem.edgeColumn[edge])
            let distance = base + (problem.edgeCost[edge] + price[column])
            let before = search.distance[column]
            guard distance < before else { continue }
            search.distance[column] = distance
            search.fromRow[column] = Int32(row)
            search.fromEdge[column] = Int32(edge)
            if before == .max { search.found.append(Int32(column)) }
            if distance == nearest {
                search.isReady[column] = true
                search.ready.append(Int32(column))
            } else if before == .max {
                search.waiting.append(Int32(column))
            }
        }
    }

    /// Makes the nearest waiting columns ready.
    /// - Returns: their distance; nil when none waits.
    private mutating func gatherNearest() -> Cost? {
        var nearest = Cost.max
        var kept = 0
        let first = search.ready.count
        for index in search.waiting.indices {
            let column = search.waiting[index]
            if search.isReady[Int(column)] { continue }
            search.waiting[kept] = column
            kept += 1
            let distance = search.distance[Int(column)]
            if distance < nearest {
                nearest = distance
                search.ready.removeSubrange(first...)
            }
            if distance == nearest { search.ready.append(column) }
        }
        search.waiting.removeSubrange(kept...)
        for index in first..<search.ready.count { search.isReady[Int(search.ready[index])] = true }
        return first < search.ready.count ? nearest : nil
    }

    /// Moves every row on the way one column on: the last into the new place, the new row into the first.
    private mutating func augment(_ row: Int, to end: Int) {
        var column = end
        var place = Int(problem.placeStart[end]) + Int(taken[end])
        taken[end] += 1
        while true {
            let mover = Int(search.fromRow[column])
            let before = (column: Int(columnOfRow[mover]), place: Int(placeOfRow[mover]))
            put(mover, at: place, of: column, by: Int(search.fromEdge[column]))
            if mover == row { return }
            (column, place) = before
        }
    }

    mutating func put(_ row: Int, at place: Int, of column: Int, by edge: Int) {
        rowAtPlace[place] = Int32(row)
        placeOfRow[row] = Int32(place)
        columnOfRow[row] = Int32(column)
        edgeOfRow[row] = Int32(edge)
    }

    private mutating func forgetSearch() {
        for column in search.found {
            search.distance[Int(column)] = .max
            search.isReady[Int(column)] = false
        }
        search.found.removeAll(keepingCapacity: true)
        search.waiting.removeAll(keepingCapacity: true)
        search.ready.removeAll(keepingCapacity: true)
    }
}

extension TransportSolver where Cost == Int64 {
    /// Solves at the speed it has in this module: from elsewhere every step would look up how wide its numbers are.
    ///
    /// - Parameters:
    ///   - order: rows whose ties are settled, see ``settleTies(order:labels:)``.
    ///   - labels: of each column.
    /// - Returns: nil when not all rows can be placed at once.
    /// - Throws: ``CostOverflow`` when a sum of costs could overflow.
    package static func solve(
        _ problem: TransportProblem<Int64>, order: [Int], labels: [Int32]
    ) throws(CostOverflow) -> TransportSolver? {
        var solver = try TransportSolver(problem)
        guard solver.placeAll() else { return nil }
        if !order.isEmpty { solver.settleTies(order: order, labels: labels) }
        return solver
    }
}

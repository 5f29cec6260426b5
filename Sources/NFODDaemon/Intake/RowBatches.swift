import NFODEngine

/// Gathers the rows of a feed into batches of prepared rows.
struct RowBatches {
    let size: Int
    let preparation: RowPreparation
    private var waiting: [PreparedRow] = []

    init(size: Int, preparation: RowPreparation) {
        self.size = size
        self.preparation = preparation
        waiting.reserveCapacity(size)
    }

    /// Hands out each batch that these rows complete.
    mutating func add(_ rows: [FeedRow], _ give: ([PreparedRow]) throws -> Void) throws {
        for row in rows {
            waiting.append(try preparation.prepare(row))
            if waiting.count == size { try flush(give) }
        }
    }

    /// Hands out what is left.
    mutating func flush(_ give: ([PreparedRow]) throws -> Void) throws {
        guard !waiting.isEmpty else { return }
        try give(waiting)
        waiting.removeAll(keepingCapacity: true)
    }
}

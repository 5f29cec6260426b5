import NFODDaemon
import NFODEngine

/// What became of the notifications of one request (rule 11): rows = accepted + unchanged + corrected + quarantined.
struct NotificationAnswer {
    private let counted: IngestResult
    /// With the number of the row in the request, from 1.
    private let reasons: [JSONValue]
    private let otherColumns: Int

    /// - Parameter otherColumns: cells whose column the source's profile does not name: kept as received, not read.
    init(_ results: RowResults, otherColumns: Int) {
        counted = results.total
        self.otherColumns = otherColumns
        reasons = results.rows.enumerated().flatMap { index, result in
            result.reasons.map { reason in
                .object([
                    "source": .string(reason.source.name), "line": .integer(index + 1), "code": .string(reason.code),
                    "message": .string(reason.message),
                ])
            }
        }
    }

    /// A row put aside waits for somebody: taken, but not done.
    var status: Int { counted.quarantined > 0 ? 202 : 201 }

    var json: JSONValue {
        .object([
            "rows": .integer(counted.rows), "accepted": .integer(counted.accepted),
            "unchanged": .integer(counted.unchanged), "corrected": .integer(counted.corrected),
            "quarantined": .integer(counted.quarantined), "reasons": .array(reasons),
            "otherColumns": .integer(otherColumns),
        ])
    }
}

import NFODDaemon
import NFODEngine

/// What became of the notifications of one request (rule 11): rows = accepted + unchanged + corrected + quarantined.
struct NotificationAnswer {
    private(set) var counted = IngestResult()
    private var reasons: [JSONValue] = []
    /// Cells whose column the source's profile does not name: kept as received, not read.
    var otherColumns = 0

    /// - Parameter line: number of the row in the request, from 1.
    mutating func add(_ result: IngestResult, line: Int) {
        counted.add(result)
        reasons += result.reasons.map { reason in
            .object([
                "source": .string(reason.source.name), "line": .integer(line), "code": .string(reason.code),
                "message": .string(reason.message),
            ])
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

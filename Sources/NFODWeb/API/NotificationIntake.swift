import Foundation
import HTTPTypes
import NFODConfig
import NFODDaemon
import NFODEngine
import NFODStore

/// `POST /api/v1/notifications`. The notifications of one request and its kept answer are one transaction: a request
/// sent again gets the answer it would have got, whatever happened in between.
struct NotificationIntake: Sendable {
    let daemon: Daemon
    let limits: WebLimits

    /// Runs in the writing lane, so that requests with one key follow each other.
    func take(
        _ request: NotificationRequest, _ repeatable: RepeatableRequest, by caller: Caller
    ) throws -> IdempotencyTable.Answer {
        if let before = try daemon.workflow.read({ try repeatable.answer(in: $0.tx.idempotency) }) { return before }
        let otherColumns = try otherColumns(request)
        let like = LikeRows(request: repeatable.number)
        return try daemon.intake.ingest(
            request.source, rows: request.rows, like: like, by: caller.actor
        ) { work, results in
            let answer = NotificationAnswer(results, otherColumns: otherColumns)
            let stored = IdempotencyTable.Answer(status: Int64(answer.status), body: Data(answer.json.indented.utf8))
            try repeatable.keep(stored, in: work.tx.idempotency, forHours: limits.answersKeptHours)
            return stored
        }
    }

    /// - Throws: ``InvalidInput`` when a row has no column that the source's profile knows: it was meant for another.
    private func otherColumns(_ request: NotificationRequest) throws -> Int {
        guard let profile = daemon.workflow.configuration.sources[request.source] else { return 0 }
        let known = Set(profile.columns.map { NotificationIntake.folded($0.name) })
        var others = 0
        var problems: [InvalidInput.Problem] = []
        for (index, cells) in request.rows.enumerated() {
            let strange = cells.keys.count { !known.contains(NotificationIntake.folded($0)) }
            others += strange
            guard strange == cells.count else { continue }
            problems.append(
                .init(
                    field: request.rows.count == 1 ? "cells" : "rows[\(index)]", code: "noKnownColumn",
                    expected: "columns of \(profile.label): " + profile.columns.map(\.name).joined(separator: ", ")))
        }
        if !problems.isEmpty { throw InvalidInput(Array(problems.prefix(20))) }
        return others
    }

    private static func folded(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
}

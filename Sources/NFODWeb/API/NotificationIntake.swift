import Foundation
import HTTPTypes
import NFODConfig
import NFODDaemon
import NFODEngine
import NFODStore

/// `POST /api/v1/notifications`.
///
/// The answer is kept right after the notifications, in a transaction of its own. A crash between the two loses the
/// answer and nothing else: the same request sent again finds its notifications there already (rule 12), counts them
/// as `unchanged`, and makes no second case.
struct NotificationIntake: Sendable {
    let daemon: Daemon
    let limits: WebLimits

    /// Runs in the writing lane, so that requests with one key follow each other.
    func take(
        _ request: NotificationRequest, _ repeatable: RepeatableRequest, by caller: Caller
    ) throws -> IdempotencyTable.Answer {
        if let before = try daemon.workflow.read({ try repeatable.answer(in: $0.tx.idempotency) }) { return before }
        var answer = NotificationAnswer()
        answer.otherColumns = try otherColumns(request)
        var likeRows = LikeRows(request: repeatable.number)
        for (index, cells) in request.rows.enumerated() {
            let result = try daemon.intake.ingest(
                request.source, cells: cells, by: caller.actor, likeRows: &likeRows)
            answer.add(result, line: index + 1)
        }
        let stored = IdempotencyTable.Answer(status: Int64(answer.status), body: Data(answer.json.indented.utf8))
        let now = daemon.workflow.clock.now()
        try daemon.store.write {
            try repeatable.keep(stored, in: $0.idempotency, at: now, forHours: limits.answersKeptHours)
        }
        return stored
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

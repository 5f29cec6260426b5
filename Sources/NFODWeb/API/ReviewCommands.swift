import Foundation
import NFODDaemon
import NFODEngine
import NFODStore

/// `POST /api/v1/reviews/SUBJECT/...`: what a human says about who somebody is.
struct ReviewCommands: Sendable {
    let daemon: Daemon
    let limits: WebLimits

    /// The command and its kept answer are one transaction: a request sent again is never carried out again.
    func carryOut(
        _ request: ReviewRequest, _ repeatable: RepeatableRequest?, by caller: Caller
    ) throws -> IdempotencyTable.Answer {
        try daemon.workflow.perform(as: caller.actor) { work in
            if let before = try repeatable?.answer(in: work.tx.idempotency) { return before }
            let outcome = try work.carryOut(request)
            let json = JSONValue.object([
                "subject": .string(request.subject), "person": .string(PageText.label(of: outcome.person)),
                "version": .integer(outcome.version), "cases": .strings(outcome.cases.map(\.name)),
            ])
            let answer = IdempotencyTable.Answer(status: 200, body: Data(json.indented.utf8))
            try repeatable?.keep(answer, in: work.tx.idempotency, forHours: limits.answersKeptHours)
            return answer
        }
    }
}

extension ReviewRequest {
    /// Fields of a command's body.
    static let bodyFields = ["candidate", "reason"]

    /// From the form of a page: `version`, `candidate`, `reason`; `names` says how the page was looked at.
    init(_ action: Action, _ subject: String, form: FormBody) throws(InvalidInput) {
        try form.expectOnly(ReviewRequest.bodyFields + ["version", "names"])
        guard let version = form["version"].flatMap({ Int64($0) }) else {
            throw InvalidInput([.init(field: "version", code: "missing", expected: "the version that the page showed")])
        }
        self.init(
            action: action, subject: subject, candidate: form["candidate"], reason: form["reason"], version: version)
    }

    /// - Throws: ``InvalidInput`` with every field that no command has or that is no text.
    init(_ action: Action, _ subject: String, version: Int64, body: JSONTree) throws(InvalidInput) {
        let texts = try body.texts(ReviewRequest.bodyFields)
        self.init(
            action: action, subject: subject, candidate: texts["candidate"], reason: texts["reason"], version: version)
    }
}

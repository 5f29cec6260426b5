import Foundation
import NFODDaemon
import NFODEngine
import NFODStore

/// `GET /api/v1/outbox` and `POST /api/v1/outbox/retry`.
struct OutboxCommands: Sendable {
    let daemon: Daemon
    let limits: WebLimits

    func list() throws -> JSONValue {
        try daemon.workflow.read { try OutboxView($0, at: daemon.workflow.clock.now()).json }
    }

    /// The command and its kept answer are one transaction: a request sent again is never carried out again.
    func retry(
        _ request: OutboxRequest, _ repeatable: RepeatableRequest?, by caller: Caller
    ) throws -> IdempotencyTable.Answer {
        try daemon.workflow.perform(as: caller.actor) { work in
            if let before = try repeatable?.answer(in: work.tx.idempotency) { return before }
            let outcome = try work.carryOut(request)
            let answer = IdempotencyTable.Answer(status: 200, body: Data(outcome.json.indented.utf8))
            try repeatable?.keep(answer, in: work.tx.idempotency, forHours: limits.answersKeptHours)
            return answer
        }
    }
}

extension OutboxRequest {
    /// `alerts`, `case`, `channel` or `all`.
    ///
    /// - Throws: ``InvalidInput`` with every field that is unknown or has another type.
    init(body: JSONTree) throws(InvalidInput) {
        self.init()
        guard case .object(let members) = body else {
            throw InvalidInput([.init(field: "", code: "notAnObject", expected: "an object with the command's fields")])
        }
        var problems: [InvalidInput.Problem] = []
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            switch (name, value) {
            case ("alerts", .array(let elements)) where elements.allSatisfy(\.isText):
                alerts = elements.compactMap(\.text)
            case ("case", .string(let code)): response = code
            case ("channel", .string(let name)): channel = name
            case ("all", .bool(let flag)): all = flag
            case ("alerts", .null), ("case", .null), ("channel", .null), ("all", .null): break
            case ("alerts", _): problems.append(.init(field: name, code: "type", expected: "a list of texts"))
            case ("case", _), ("channel", _):
                problems.append(.init(field: name, code: "type", expected: "a text, found \(value.kind)"))
            case ("all", _):
                problems.append(.init(field: name, code: "type", expected: "true or false, found \(value.kind)"))
            default:
                let expected = "one of alerts, all, case, channel"
                problems.append(.init(field: name, code: "unknown", expected: expected))
            }
        }
        guard problems.isEmpty else { throw InvalidInput(Array(problems.prefix(100))) }
    }
}

extension JSONTree {
    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
    fileprivate var isText: Bool { text != nil }
}

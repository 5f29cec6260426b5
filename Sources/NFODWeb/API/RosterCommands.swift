import Foundation
import NFODDaemon
import NFODEngine
import NFODStore

/// `GET /api/v1/roster` and `POST /api/v1/roster/...`.
struct RosterCommands: Sendable {
    let daemon: Daemon
    let limits: WebLimits

    func show() throws -> JSONValue {
        let now = daemon.workflow.clock.now()
        return try daemon.workflow.read { try RosterView($0, at: now).json }
    }

    /// The command and its kept answer are one transaction: a request sent again is never carried out again. The answer
    /// is the roster as it stands after it, with the number of the entry.
    func carryOut(
        _ request: RosterRequest, _ repeatable: RepeatableRequest?, by caller: Caller
    ) throws -> IdempotencyTable.Answer {
        try daemon.workflow.perform(as: caller.actor) { work in
            if let before = try repeatable?.answer(in: work.tx.idempotency) { return before }
            let entry = try work.carryOut(request)
            let view = try RosterView(work, at: work.now)
            let json = JSONValue.object(["entry": .integer(entry.number), "roster": view.json])
            let answer = IdempotencyTable.Answer(status: 200, body: Data(json.indented.utf8))
            try repeatable?.keep(answer, in: work.tx.idempotency, forHours: limits.answersKeptHours)
            return answer
        }
    }
}

extension RosterRequest {
    /// - Throws: ``InvalidInput`` with every field that no command has or that has another type.
    init(_ action: Action, body: JSONTree) throws(InvalidInput) {
        self.init(action: action)
        guard case .object(let members) = body else {
            throw InvalidInput([.init(field: "", code: "notAnObject", expected: "an object with the command's fields")])
        }
        var problems: [InvalidInput.Problem] = []
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            let field = RosterRequest.textFields.first { $0.name == name }
            switch (value, field) {
            case (.string(let text), let field?): self[keyPath: field.path] = text
            case (.null, _) where field != nil || name == "entry": break
            case (.integer(let number), nil) where name == "entry": entry = number
            case (_, nil) where name != "entry":
                let known = RosterRequest.textFields.map(\.name) + ["entry"]
                problems.append(
                    .init(field: name, code: "unknown", expected: "one of " + known.joined(separator: ", ")))
            default:
                let expected = name == "entry" ? "a whole number" : "a text"
                problems.append(.init(field: name, code: "type", expected: "\(expected), found \(value.kind)"))
            }
        }
        guard problems.isEmpty else { throw InvalidInput(Array(problems.prefix(100))) }
    }
}

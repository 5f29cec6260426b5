import Foundation
import NFODDaemon
import NFODEngine
import NFODStore

/// `GET /api/v1/huddles` and `POST /api/v1/huddles/...`: when the huddle meets, and one more on one day.
struct HuddleCommands: Sendable {
    let daemon: Daemon
    let limits: WebLimits

    /// The fortnight that begins today.
    func plan() throws -> JSONValue {
        try daemon.workflow.read { try plan($0) }
    }

    private func plan(_ reading: Reading) throws -> JSONValue {
        try reading.huddlePlan(from: daemon.workflow.clock.now(), days: HuddleCommands.daysShown).json
    }

    /// The command and its kept answer are one transaction: a request sent again is never carried out again.
    func carryOut(
        _ request: HuddleRequest, _ repeatable: RepeatableRequest?, by caller: Caller
    ) throws -> IdempotencyTable.Answer {
        try daemon.workflow.perform(as: caller.actor) { work in
            if let before = try repeatable?.answer(in: work.tx.idempotency) { return before }
            try work.carryOut(request)
            let answer = IdempotencyTable.Answer(status: 200, body: Data(try plan(work).indented.utf8))
            try repeatable?.keep(answer, in: work.tx.idempotency, forHours: limits.answersKeptHours)
            return answer
        }
    }

    private static let daysShown = 14
}

extension HuddleRequest {
    /// Fields of a command's body.
    static let bodyFields = ["date", "time", "why"]

    /// - Throws: ``InvalidInput`` with every field that no command has or that is no text.
    init(_ action: Action, body: JSONTree) throws(InvalidInput) {
        let texts = try body.texts(HuddleRequest.bodyFields)
        self.init(action: action, date: texts["date"], time: texts["time"], why: texts["why"])
    }
}

extension JSONTree {
    /// The texts of an object that has no other fields than these; null counts as left out.
    ///
    /// - Throws: ``InvalidInput`` with every field that is unknown or no text.
    func texts(_ known: [String]) throws(InvalidInput) -> [String: String] {
        guard case .object(let members) = self else {
            throw InvalidInput([.init(field: "", code: "notAnObject", expected: "an object with the command's fields")])
        }
        var problems: [InvalidInput.Problem] = []
        var texts: [String: String] = [:]
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            let isKnown = known.contains(name)
            switch value {
            case .string(let text) where isKnown: texts[name] = text
            case .null where isKnown: continue
            case _ where isKnown:
                problems.append(.init(field: name, code: "type", expected: "a text, found \(value.kind)"))
            default:
                problems.append(
                    .init(field: name, code: "unknown", expected: "one of " + known.joined(separator: ", ")))
            }
        }
        guard problems.isEmpty else { throw InvalidInput(Array(problems.prefix(100))) }
        return texts
    }
}

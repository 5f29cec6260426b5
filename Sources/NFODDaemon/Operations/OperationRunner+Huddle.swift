import NFODEngine

extension OperationRunner {
    func huddlePlan(days: Int, asJSON: Bool) throws -> Answer {
        let range = 1...HuddleCalendar.callingAtMostDays
        guard range.contains(days) else {
            throw InvalidInput([.init(field: "days", code: "outOfRange", expected: "1 to \(range.upperBound)")])
        }
        let now = daemon.workflow.clock.now()
        let plan = try daemon.workflow.read { try $0.huddlePlan(from: now, days: days) }
        return Answer(output: asJSON ? plan.json.indented : plan.text)
    }

    /// Answers with the plan as it is then.
    func huddle(_ request: HuddleRequest, by actor: Actor, asJSON: Bool) throws -> Answer {
        try daemon.workflow.perform(as: actor) { try $0.carryOut(request) }
        return try huddlePlan(days: OperationRunner.daysShown, asJSON: asJSON)
    }

    private static let daysShown = 14
}

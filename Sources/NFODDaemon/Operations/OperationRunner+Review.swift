import NFODEngine

extension OperationRunner {
    func review(_ request: ReviewRequest, by actor: Actor, asJSON: Bool) throws -> Answer {
        try daemon.workflow.perform(as: actor) { _ = try $0.carryOut(request) }
        return try reviews(withNames: false, by: actor, asJSON: asJSON)
    }

    /// What still waits for an answer.
    func reviews(withNames: Bool, by actor: Actor, asJSON: Bool) throws -> Answer {
        let list = try ReviewService(daemon.workflow).list(withNames: withNames, by: actor)
        return Answer(output: asJSON ? list.json.indented : list.terminalText)
    }
}

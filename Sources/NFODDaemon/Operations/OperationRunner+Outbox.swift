import NFODEngine

extension OperationRunner {
    func listOutbox(asJSON: Bool) throws -> Answer {
        let view = try daemon.workflow.read { try OutboxView($0, at: daemon.workflow.clock.now()) }
        return Answer(output: asJSON ? view.json.indented : view.text)
    }

    func retryAlerts(_ request: OutboxRequest, by actor: Actor, asJSON: Bool) throws -> Answer {
        let outcome = try daemon.workflow.perform(as: actor) { try $0.carryOut(request) }
        return Answer(output: asJSON ? outcome.json.indented : outcome.text)
    }
}

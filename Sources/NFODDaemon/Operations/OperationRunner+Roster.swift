import NFODEngine

extension OperationRunner {
    /// Exit 1 when something is open that nobody has signed for.
    func checkRoster(ahead: Span?, asJSON: Bool) throws -> Answer {
        let view = try rosterView(ahead: ahead)
        return Answer(
            output: asJSON ? view.checkJSON.indented : view.checkText,
            exitCode: view.isWhole ? 0 : Failure.refusalExit)
    }

    func showRoster(asJSON: Bool) throws -> Answer {
        let view = try rosterView(ahead: nil)
        return Answer(output: asJSON ? view.json.indented : view.text)
    }

    func roster(_ request: RosterRequest, by actor: Actor, asJSON: Bool) throws -> Answer {
        let entry = try daemon.workflow.perform(as: actor) { try $0.carryOut(request) }
        guard !asJSON else { return try showRoster(asJSON: true) }
        return Answer(output: "entry \(entry)\n" + (try rosterView(ahead: nil)).text)
    }

    private func rosterView(ahead: Span?) throws -> RosterView {
        let now = daemon.workflow.clock.now()
        var view = try daemon.workflow.read { try RosterView($0, at: now, ahead: ahead) }
        view.lookAtCalendars(of: daemon)
        return view
    }
}

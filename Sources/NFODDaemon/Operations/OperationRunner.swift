import NFODConfig
public import NFODEngine
import NFODStore

/// Carries out what the command line asks, on an open directory. What goes wrong becomes part of the answer.
public struct OperationRunner: Sendable {
    let daemon: Daemon

    public init(_ daemon: Daemon) { self.daemon = daemon }

    /// - Parameter asJSON: for programs; otherwise text for people. Reports carry their own format.
    public func run(_ operation: Operation, by actor: Actor, asJSON: Bool = false) -> Answer {
        do { return try answer(operation, actor, asJSON) } catch { return Failure.answer(error) }
    }

    private func answer(_ operation: Operation, _ actor: Actor, _ asJSON: Bool) throws -> Answer {
        switch operation {
        case .ingest(let files, let isHistory):
            return ingest(files, isHistory: isHistory, by: actor, asJSON: asJSON)
        case .report(let request): return Answer(output: try ReportService(daemon.workflow).render(request, by: actor))
        case .response(let request): return try response(request, by: actor, asJSON: asJSON)
        case .explainLadder(let code): return try explainLadder(CaseCode(code), asJSON: asJSON)
        case .reviews(let withNames): return try reviews(withNames: withNames, by: actor, asJSON: asJSON)
        case .review(let request): return try review(request, by: actor, asJSON: asJSON)
        case .huddlePlan(let days): return try huddlePlan(days: days, asJSON: asJSON)
        case .huddle(let request): return try huddle(request, by: actor, asJSON: asJSON)
        case .linkageModel(let request): return try linkageModel(request, by: actor, asJSON: asJSON)
        case .exportLinks: return Answer(output: try LinkExport(daemon.workflow).csv())
        case .nilReturn(let source): return try nilReturn(SourceID(source), by: actor)
        case .verify: return try verify()
        case .advanceClock(let milliseconds): return try advanceClock(Span(milliseconds: milliseconds), asJSON: asJSON)
        case .showClock: return showClock(asJSON: asJSON)
        case .confirmClock: return try confirmClock(by: actor, asJSON: asJSON)
        case .alarms: return listAlarms(asJSON: asJSON)
        case .settleAlarm(let alarm, let subject):
            return try settleAlarm(alarm, subject, by: actor, asJSON: asJSON)
        case .checkRoster(let ahead):
            return try checkRoster(ahead: ahead.map { Span(milliseconds: $0) }, asJSON: asJSON)
        case .showRoster: return try showRoster(asJSON: asJSON)
        case .roster(let request): return try roster(request, by: actor, asJSON: asJSON)
        case .outbox: return try listOutbox(asJSON: asJSON)
        case .retryAlerts(let request): return try retryAlerts(request, by: actor, asJSON: asJSON)
        case .status: return try status(asJSON: asJSON)
        case .reloadConfiguration: return try reloadConfiguration(asJSON: asJSON)
        }
    }

    private func response(_ request: CaseRequest, by actor: Actor, asJSON: Bool) throws -> Answer {
        let workflow = daemon.workflow
        let configuration = workflow.configuration
        let answer =
            try request.action == .show
            ? show(CaseCode(request.code))
            : workflow.perform(as: actor) { work in
                let loaded = try work.carryOut(request)
                let identity = try work.identity(of: loaded.state, at: work.now)
                return CaseAnswer(
                    loaded, identity, at: work.now, configuration: configuration, huddles: work.huddles)
            }
        return Answer(output: asJSON ? JSONText.of(answer) : answer.text)
    }

    /// Read only: many cases may have to be weighed, and nobody is to wait for that.
    private func show(_ code: CaseCode) throws -> CaseAnswer {
        let now = daemon.workflow.clock.now()
        return try daemon.workflow.read { reading in
            guard let loaded = try reading.loadCase(try reading.caseID(code)) else { throw CaseRefusal.noSuchCase }
            return CaseAnswer(
                loaded, try reading.identity(of: loaded.state, at: now),
                proposal: try reading.proposal(for: loaded.state.id, at: now),
                told: try reading.alertTrail(of: loaded.state, daemon.workflow.clock), at: now,
                configuration: reading.configuration, huddles: reading.huddles)
        }
    }

    private func nilReturn(_ source: SourceID, by actor: Actor) throws -> Answer {
        let sources = daemon.workflow.configuration.sources
        guard let profile = sources[source] else {
            throw DaemonError.sourceUnknown(source.name, known: sources.keys.map(\.name).sorted())
        }
        guard !profile.isHistory else { throw DaemonError.historyOnly(source) }
        try daemon.workflow.perform(as: actor) { try $0.declareNilReturn(source) }
        return Answer(output: "\(source): nothing to send, noted")
    }

    private func verify() throws -> Answer {
        let report = try Verification(daemon).run()
        // What does not hold is the answer, not a fault: it goes where answers go.
        return Answer(output: report.lines.joined(separator: "\n"), exitCode: report.holds ? 0 : Failure.refusalExit)
    }
}

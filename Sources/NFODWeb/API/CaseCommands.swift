import Foundation
import NFODConfig
import NFODDaemon
import NFODEngine
import NFODStore

/// `POST /api/v1/cases/CODE/...` and the case as it stands.
struct CaseCommands: Sendable {
    let daemon: Daemon
    let limits: WebLimits

    /// The command and its kept answer are one transaction: a request sent again is never carried out again.
    func carryOut(
        _ request: CaseRequest, _ repeatable: RepeatableRequest?, by caller: Caller
    ) throws -> IdempotencyTable.Answer {
        // That the huddle decided it is not anybody's bare word (rule 34).
        guard request.byHuddle != true || caller.role == .coordinator else { throw CaseRefusal.onlyByHuddle }
        return try daemon.workflow.perform(as: caller.actor) { work in
            if let before = try repeatable?.answer(in: work.tx.idempotency) { return before }
            let loaded = try work.carryOut(request)
            let answer = IdempotencyTable.Answer(
                status: 200, body: Data(try json(loaded, in: work, at: work.now).indented.utf8))
            try repeatable?.keep(answer, in: work.tx.idempotency, forHours: limits.answersKeptHours)
            return answer
        }
    }

    func show(_ code: CaseCode) throws -> (json: JSONValue, version: Int64) {
        let now = daemon.workflow.clock.now()
        return try daemon.workflow.read { reading in
            let loaded = try load(code, in: reading)
            let label = { (worker: WorkerID) in reading.configuration.team.workers[worker]?.displayName ?? worker.name }
            let proposed = try reading.proposal(for: loaded.state.id, at: now).map {
                ReportCase.Proposed($0, label: label)
            }
            let told = try reading.alertTrail(of: loaded.state, daemon.workflow.clock).json(
                reading.configuration.alertLines(at: now))
            let json = try json(loaded, in: reading, at: now, proposed: proposed?.json ?? .null, told: told)
            return (json, loaded.version)
        }
    }

    func page(_ code: CaseCode) throws -> HTML {
        let now = daemon.workflow.clock.now()
        return try daemon.workflow.read { reading in
            let loaded = try load(code, in: reading)
            return CasePage(
                state: loaded.state, configuration: reading.configuration, huddles: reading.huddles,
                now: now, cautions: try reading.cautions(about: loaded.state),
                sharing: try reading.sharing(of: loaded.state),
                identity: try reading.identity(of: loaded.state, at: now),
                told: try reading.alertTrail(of: loaded.state, daemon.workflow.clock)
            ).page
        }
    }

    private func load(_ code: CaseCode, in reading: Reading) throws -> Reading.Loaded<CaseState> {
        guard let loaded = try reading.loadCase(reading.caseID(code)) else { throw CaseRefusal.noSuchCase }
        return loaded
    }

    private func json(
        _ loaded: Reading.Loaded<CaseState>, in reading: Reading, at now: Instant, proposed: JSONValue? = nil,
        told: JSONValue? = nil
    ) throws -> JSONValue {
        CaseData(
            state: loaded.state, version: loaded.version, text: PageText(zone: reading.configuration.zone), now: now,
            identity: try reading.identity(of: loaded.state, at: now), proposed: proposed, told: told
        ).json
    }
}

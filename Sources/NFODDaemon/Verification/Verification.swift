import NFODConfig
import NFODEngine
import NFODStore

/// `nfodd verify`: the chain of events holds, and every table that events can rebuild says what they say.
public struct Verification: Sendable {
    private let daemon: Daemon

    public init(_ daemon: Daemon) { self.daemon = daemon }

    /// When it last held, in milliseconds, in `meta`.
    static let heldAt = "verifiedAt"

    public func run() throws -> VerificationReport {
        var report = VerificationReport()
        switch try daemon.store.verifyChain() {
        case .holds(let head): report.lines.append("chain holds: \(head.sequence) events")
        case .broken(let sequence, let reason):
            report.holds = false
            report.lines.append("chain broken at event \(sequence): \(reason.rawValue); restore the last backup")
        }
        let check = ResponseCheck(workflow: daemon.workflow)
        let differences = try daemon.store.compare(check)
        if differences.isEmpty {
            report.lines.append("tables agree with the events: \(check.tables.map(\.name).joined(separator: ", "))")
        }
        for difference in differences {
            report.holds = false
            report.lines.append(
                "\(difference.table) \(difference.key.joined(separator: "/")): \(difference.kind.rawValue)")
        }
        try orphans(&report)
        for finding in check.waiting.findings {
            report.holds = false
            report.lines.append(finding)
        }
        if check.waiting.findings.isEmpty { report.lines.append("every case waits for what its events say") }
        if report.holds {
            let now = String(daemon.workflow.clock.now().milliseconds)
            try daemon.store.write { try $0.meta.set(Verification.heldAt, to: now) }
        }
        return report
    }

    /// Every open case waits for a level, or stands in the digest: exactly one live ladder.
    private func orphans(_ report: inout VerificationReport) throws {
        let orphans = try daemon.workflow.read { try $0.tx.responses.withoutLadder() }
        if orphans.isEmpty { report.lines.append("every open case has a running ladder") }
        for code in orphans {
            report.holds = false
            report.lines.append("case \(code) is open and waits for nothing; run `nfodd case restart-ladder \(code)`")
        }
    }
}

/// What a verification found.
public struct VerificationReport: Sendable, Codable, Hashable {
    public var holds = true
    public var lines: [String] = []
}

/// Folds every case and person and writes the projections anew, with the code of daily work.
struct ResponseCheck: ProjectionCheck {
    let workflow: Workflow
    let waiting = WaitingCheck()

    var tables: [ProjectedTable] {
        [
            ProjectedTable("response", key: ["id"]), ProjectedTable("person", key: ["id"]),
            ProjectedTable("review", key: ["id"]), ProjectedTable("notification_link", key: ["notification_id"]),
            ProjectedTable("feed", key: ["source"]), ProjectedTable("quarantined_row", key: ["id"]),
            ProjectedTable("alarm", key: ["id"]), ProjectedTable("linkage_model", key: ["id"]),
            ProjectedTable("called_huddle", key: ["id"]),
            ProjectedTable("roster_entry", key: ["id"]), ProjectedTable("rota_calendar", key: ["name", "version"]),
        ]
    }

    func rebuild(in transaction: Transaction) throws {
        // Huddles that were called say when a follow-up is reminded of, the roster when a worker's last shift ends.
        try rebuildSystem(transaction)
        let (reading, context) = try look(into: transaction)
        for stream in try transaction.events.streams() {
            switch stream {
            case .case(let id):
                guard let loaded = try reading.loadCase(id, knownAt: .distantFuture) else { continue }
                try transaction.responses.put(
                    loaded.state, version: loaded.version, digestFrom: loaded.state.digestFrom(context))
                try waiting.look(at: loaded.state, context, transaction)
                // What was merged away has nothing of its own any more.
                let isMerged = loaded.state.ending?.ending.kind == .mergedInto
                for notification in isMerged ? [] : loaded.state.notifications {
                    try transaction.notifications.link(notification.id, to: NotificationLink(person: nil, response: id))
                }
            case .person(let id): try rebuild(id, transaction)
            case .source(let source): try rebuild(source, transaction)
            case .system, .huddle: break
            }
        }
    }

    /// What a decision would look at, by the rebuilt tables and nothing that daily work has kept in memory.
    private func look(into transaction: Transaction) throws -> (Reading, CaseContext) {
        let filed = workflow.configuration
        let roster = try transaction.roster.roster(from: Instant(milliseconds: 0))
        let reading = try Reading(
            tx: transaction, filed: filed, configuration: filed.changing(roster: roster), evidence: EvidenceCache(),
            cases: CaseCache(), standing: StandingProposals())
        let context = CaseContext(
            now: workflow.clock.now(), actor: .machine("verification"), policy: filed.settings.casePolicy,
            ladders: workflow.ladders, huddles: reading.huddles, directory: reading.configuration.team,
            zone: filed.zone)
        return (reading, context)
    }

    private func rebuild(_ id: PersonID, _ transaction: Transaction) throws {
        var state = PersonState(id: id)
        for stored in try transaction.events.events(of: .person(id)) {
            guard let recorded = RecordedEvent<PersonEvent>(stored) else { continue }
            state.apply(recorded.event)
            try transaction.people.put(state, version: stored.version, at: recorded.knownAt)
        }
        for notification in state.notifications.keys.sorted() {
            let response = try transaction.notifications.link(of: notification)?.response
            try transaction.notifications.link(notification, to: NotificationLink(person: id, response: response))
        }
    }

    private func rebuildSystem(_ transaction: Transaction) throws {
        for stored in try transaction.events.events(of: .system) {
            guard let recorded = RecordedEvent<SystemEvent>(stored) else { continue }
            try transaction.alarms.apply(recorded.event, version: stored.version, at: recorded.knownAt)
            try transaction.linkageModels.apply(recorded.event, by: recorded.actor, at: recorded.knownAt)
            try transaction.calledHuddles.apply(
                recorded.event, version: stored.version, by: recorded.actor, at: recorded.knownAt)
            try transaction.roster.apply(
                recorded.event, version: stored.version, by: recorded.actor, at: recorded.knownAt)
        }
    }

    private func rebuild(_ source: SourceID, _ transaction: Transaction) throws {
        var state = SourceState()
        for stored in try transaction.events.events(of: .source(source)) {
            guard let recorded = RecordedEvent<SourceEvent>(stored) else { continue }
            state.apply(recorded)
            try transaction.feeds.project(recorded.event, of: source, at: recorded.knownAt)
        }
        if state != SourceState() { try transaction.feeds.put(source, state) }
    }
}

import Foundation
import NFODConfig
public import NFODEngine
import NFODStore
import Notify

extension Work {
    /// Carries out one command on a case: decide, append, project, due rows, alerts.
    ///
    /// - Parameter expectedVersion: what the caller saw; refused when somebody changed the case meanwhile.
    /// - Throws: ``CaseRefusal``; faults of the store.
    @discardableResult
    public func handle(
        _ command: CaseCommand, on id: CaseID, expectedVersion: Int64? = nil
    ) throws -> Loaded<CaseState> {
        let loaded = try loadCase(id)
        if let expectedVersion, let loaded, expectedVersion != loaded.version {
            throw CaseRefusal.versionChanged(expected: Int(expectedVersion), current: Int(loaded.version))
        }
        return try handle(command, on: id, loaded: loaded)
    }

    /// The same for a case that was just loaded in this transaction.
    @discardableResult
    func handle(_ command: CaseCommand, on id: CaseID, loaded: Loaded<CaseState>?) throws -> Loaded<CaseState> {
        var change = CaseChange(id: id, loaded: loaded)
        try decide(command, in: &change)
        return try write(change)
    }

    /// Decides one more command on what the change has come to so far, and writes the alerts of its events down.
    func decide(_ command: CaseCommand, in change: inout CaseChange) throws {
        let decided = try CaseDecision.decide(command, on: change.state, in: context)
        for event in decided {
            let recorded = RecordedEvent(
                event.event, happenedAt: event.happenedAt, knownAt: stamp.knownAt, actor: stamp.actor)
            let before = change.state
            change.add(event, CaseState.applying(recorded, to: before, id: change.id))
            guard let after = change.state else { continue }
            try tell(recorded, before: before, after: after, streamVersion: Int(change.version))
        }
    }

    /// Writes what the change has come to: its events together, and the case's rows once.
    @discardableResult
    func write(_ change: CaseChange) throws -> Loaded<CaseState> {
        guard let state = change.state else { throw CaseRefusal.noSuchCase }
        let after = Loaded(state: state, version: change.version)
        guard !change.decided.isEmpty else { return after }
        let before = try change.isOpening ? nil : wholeCase(change.id)?.knownThrough
        try append(change.decided, to: .case(change.id), at: change.version - Int64(change.decided.count))
        remember(FoldedCase(state: state, version: change.version, knownThrough: max(before ?? now, now)))
        if state.isOpen { try reachRoster(backTo: state.openedAt) }
        try project(after, context)
        if change.decided.contains(where: \.isReopening) {
            try reopenCovered(by: change.id)
            try holdOwner(ofReopened: change.id)
        }
        if change.isOpening { return try offerToKeyWorker(after) }
        return after
    }

    /// Row and due rows of the case as it stands.
    func project(_ loaded: Loaded<CaseState>, _ context: CaseContext) throws {
        try tx.responses.put(
            loaded.state, version: loaded.version, digestFrom: loaded.state.digestFrom(context))
        let due = loaded.state.nextDue(context).map { DueTable.Entry(kind: $0.kind.rawValue, at: $0.at) }
        try tx.due.replace(.case(loaded.state.id), with: due)
    }

    /// Alerts of one event go into the outbox with it (rule 35); what nobody needs to hear any more is cancelled.
    private func tell(
        _ recorded: RecordedEvent<CaseEvent>, before: CaseState?, after: CaseState, streamVersion: Int
    ) throws {
        guard !isQuiet else { return }
        if case .ended = recorded.event {
            // A second follow-up outlives the ladder, and is asked for once: its alert goes on (rule 10).
            let outlives = after.openFollowUp == nil ? "" : AlertID.followUpBeginning(after.code)
            try tx.outbox.cancel(after.id, kinds: [.escalation, .assignment], exceptFrom: outlives)
            if outlives.isEmpty || after.untold.isEmpty { try clear(.notTold, AlarmSubject("case \(after.code)")) }
        }
        let alerts = CaseAlerts.alerts(
            for: recorded, before: before, after: after, streamVersion: streamVersion, directory: duties,
            zone: configuration.zone, ladders: ladders)
        for alert in alerts {
            try takeBack(alert, of: after.id)
            try enqueue(alert, response: after.id, order: streamVersion)
        }
        if let audience = CaseAlerts.gap(in: recorded.event, ladders: ladders, of: after) {
            let isTold = alerts.contains { $0.kind == .alarm }
            try raise(.rosterGap, gap(of: audience, owner: after.owner), isTold: isTold)
        }
    }
}

extension Work {
    /// What its recipient was told before and is not so any more need not arrive: somebody stood down does not have the
    /// case, and whoever is given it again is not to hear afterwards that there is no need to go.
    fileprivate func takeBack(_ alert: Alert, of response: CaseID) throws {
        let opposite: Alert.Kind? =
            switch alert.kind {
            case .standDown: .assignment
            case .assignment: .standDown
            case .escalation, .gathered, .alarm, .canary: nil
            }
        guard let opposite else { return }
        try tx.outbox.cancel(response, kinds: [opposite], of: alert.recipient)
    }
}

extension Decided<CaseEvent> {
    fileprivate var isReopening: Bool { if case .reopened = event { true } else { false } }
}

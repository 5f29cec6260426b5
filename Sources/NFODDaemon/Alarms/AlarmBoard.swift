public import NFODEngine
import NFODStore
import Synchronization

/// What alarms stand: those of the record, and those that cannot be written down because writing is what fails.
public final class AlarmBoard: Sendable {
    private let workflow: Workflow
    private let memory = Mutex(Memory())

    private struct Memory {
        /// As the record had it when it could be read last.
        var recorded: [StandingAlarm] = []
        var unwritten: [AlarmKind: StandingAlarm] = [:]
    }

    init(_ workflow: Workflow) { self.workflow = workflow }

    /// Gravest first. Never fails: where the record cannot be read, it is as it was read last.
    public var current: [StandingAlarm] {
        let read = try? workflow.read { try $0.tx.alarms.standing().map(\.alarm) }
        return memory.withLock { memory in
            if let read { memory.recorded = read }
            let kinds = Set(memory.recorded.map(\.kind))
            let unwritten = memory.unwritten.values.filter { !kinds.contains($0.kind) }
            return (memory.recorded + unwritten).sorted { $0.precedes($1) }
        }
    }

    /// The kinds because of which the service does not call itself ready.
    public var notReady: [AlarmKind] {
        var seen: Set<AlarmKind> = []
        return current.map(\.kind).filter { $0.isNotReady && seen.insert($0).inserted }
    }

    /// An alarm that stands only here until ``withdraw(_:)``.
    func hold(_ kind: AlarmKind, figure: Int64? = nil) {
        let now = workflow.clock.now()
        memory.withLock { memory in
            guard memory.unwritten[kind] == nil else { return }
            memory.unwritten[kind] = StandingAlarm(kind: kind, raisedAt: now, toldAt: now, figure: figure)
        }
    }

    func withdraw(_ kind: AlarmKind) { memory.withLock { $0.unwritten[kind] = nil } }
}

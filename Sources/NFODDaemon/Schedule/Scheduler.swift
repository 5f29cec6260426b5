public import NFODEngine
import NFODStore

/// Makes what is due happen: oldest first, each once, one savepoint an item, so that a faulty case cannot hold up the
/// others. What is due is a row, so a stop loses nothing.
public struct Scheduler: Sendable {
    private let workflow: Workflow
    /// Two advances at once would overlap instead of adding up.
    private let advancing = TurnLock()
    /// Items in one transaction.
    private let batch = 100
    /// A stream whose handling fails is left alone for so long, and alarmed.
    private let pause = Span.minutes(5)

    public init(_ workflow: Workflow) { self.workflow = workflow }

    /// Handles everything that is due now.
    /// - Returns: how many items were handled.
    @discardableResult
    public func tick() throws -> Int {
        var handled = 0
        while true {
            let count = try workflow.meters.tick.time(handleBatch)
            workflow.progress.note(.scheduler)
            handled += count
            if count < batch { return handled }
        }
    }

    private func handleBatch() throws -> Int {
        let late = try workflow.perform(as: .machine("scheduler")) { work in
            let rows = try work.tx.due.due(by: work.now, limit: batch)
            for row in rows { try handle(row, in: work) }
            return rows.map { work.now - $0.at }
        }
        for lateness in late { workflow.meters.dueLateness.observe(seconds: Double(lateness.milliseconds) / 1_000) }
        return late.count
    }

    /// Moves a simulated clock forward; everything due on the way happens at its own instant, in order.
    /// - Throws: `DaemonError.clockNotSimulated`.
    public func advance(to target: Instant) throws {
        try advancing.hold { try advance(through: target) }
    }

    /// As ``advance(to:)``, counted from where the clock stands when it is this advance's turn.
    /// - Returns: where it stands then.
    public func advance(by span: Span) throws -> Instant {
        try advancing.hold {
            try advance(through: workflow.clock.now() + span)
            return workflow.clock.now()
        }
    }

    private func advance(through target: Instant) throws {
        guard let clock = workflow.clock as? SimulatedClock else { throw DaemonError.clockNotSimulated }
        while let wake = try nextWake(), wake <= target {
            clock.advance(to: wake)
            try tick()
        }
        clock.advance(to: target)
        try workflow.perform(as: .machine("scheduler")) { work in
            try work.tx.meta.set(ClockMark.simulatedNow, to: String(clock.now().milliseconds))
        }
    }

    /// When there will be something to do; nil when nothing waits.
    public func nextWake() throws -> Instant? { try workflow.read { try $0.tx.due.nextWake() } }

    private func handle(_ row: DueRow, in work: Work) throws {
        let before = work.folded
        do {
            try work.tx.savepoint { try work.handle(row) }
        } catch {
            // The disk's fault is nobody's case: the whole transaction is undone, and all of it is tried again.
            if StoreFault(error) != nil { throw error }
            work.forgetFolded(since: before)
            // The fault stays with this stream: it pauses and is alarmed, the rest go on.
            try work.raise(.faultyCase, try work.subject(of: row.stream))
            try work.tx.due.backOff(row.stream, until: work.now + pause)
        }
    }
}

extension Work {
    /// Answers one due row. A row always moves on: where there is nothing to do any more, the stream's rows are made
    /// anew.
    func handle(_ row: DueRow) throws {
        switch row.stream {
        case .case(let id):
            guard let kind = CaseDue.Kind(rawValue: row.kind), let loaded = try loadCase(id) else {
                return try tx.due.replace(row.stream, with: [])
            }
            guard let command = loaded.state.command(for: kind, context) else { return try project(loaded, context) }
            let after = try handle(command, on: id, loaded: loaded)
            if after.version == loaded.version { try project(after, context) }
            if kind == .acceptTimeOut { try offerToNext(id, basis: .acceptTimeOut) }
        case .source(let source):
            try alarmSilence(of: source)
            if try sourceState(source).nextDue == nil { try tx.due.replace(row.stream, with: []) }
        case .system where row.kind == Work.alarmDue: try remind(row.ordinal)
        case .system: try sendDigest(huddleAt: row.at)
        case .person, .huddle: try tx.due.replace(row.stream, with: [])
        }
    }
}

public import NFODEngine
import NFODStore

/// Makes what is due happen: oldest first, each once, one savepoint an item, so that a faulty case cannot hold up the
/// others. What is due at the same time is committed together. What is due is a row, so a stop loses nothing.
public struct Scheduler: Sendable {
    private let workflow: Workflow
    /// Two advances at once would overlap instead of adding up.
    private let advancing = TurnLock()
    private let limit: GroupLimit
    /// A stream whose handling fails is left alone for so long, and alarmed.
    private let pause = Span.minutes(5)

    public init(_ workflow: Workflow) { self.init(workflow, limit: .standard) }

    init(_ workflow: Workflow, limit: GroupLimit) {
        self.workflow = workflow
        self.limit = limit
    }

    /// What one transaction came to.
    struct Turn {
        /// How many items were handled.
        var handled: Int
        /// The transaction was ended before everything was handled that was due.
        var isCut: Bool
        /// When there will be something to do next; nil when nothing waits.
        var nextWake: Instant?
    }

    /// Handles everything that is due now; where there is nothing, sees that the store answers.
    /// - Returns: how many items were handled.
    @discardableResult
    public func tick() throws -> Int {
        var handled = 0
        while true {
            let turn = try turn()
            handled += turn.handled
            guard !turn.isCut else { continue }
            let handedOn = try HandingOn(workflow).turn()
            handled += handedOn
            guard handedOn == 0 else { continue }
            if handled == 0 { try workflow.pulse() }
            return handled
        }
    }

    /// Handles what is due now, as much of it as one transaction may hold. Without anything due nothing is written.
    func turn() throws -> Turn {
        let wake = try workflow.read { try $0.tx.due.nextWake(.scheduled) }
        guard let wake, wake <= workflow.clock.now() else {
            workflow.progress.note(.scheduler)
            return Turn(handled: 0, isCut: false, nextWake: wake)
        }
        let turn = try workflow.meters.tick.time(handleGroup)
        workflow.progress.note(.scheduler)
        return turn
    }

    private func handleGroup() throws -> Turn {
        var dues: [Instant] = []
        let turn = try workflow.perform(as: .machine("scheduler")) { work in
            let start = ContinuousClock.now
            // Asked anew for each: what an item makes due at once has its place in the order too, and where a
            // transaction happens to end changes nothing about it.
            while dues.count < limit.items, let row = try work.tx.due.due(by: work.now, limit: 1).first {
                try handle(row, in: work)
                dues.append(row.at)
                if ContinuousClock.now - start >= limit.holding { break }
            }
            let next = try work.tx.due.nextWake(.scheduled)
            return Turn(handled: dues.count, isCut: next.map { $0 <= work.now } ?? false, nextWake: next)
        }
        let done = workflow.clock.now()
        for due in dues { workflow.meters.dueLateness.observe(seconds: Double((done - due).milliseconds) / 1_000) }
        return turn
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
        guard try work.item({ try work.handle(row) }) != nil else { return }
        // The fault stays with this stream: it pauses and is alarmed, the rest go on.
        try work.raise(.faultyCase, try work.subject(of: row.stream))
        try work.tx.due.backOff(row.stream, until: work.now + pause)
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
        case .source(let source):
            try alarmSilence(of: source)
            if try sourceState(source).nextDue == nil { try tx.due.replace(row.stream, with: []) }
        case .system where row.kind == Work.alarmDue: try remind(row.ordinal)
        case .system where row.kind == Work.rosterDue: try reviewRoster()
        case .system: try sendDigest(huddleAt: row.at)
        case .person, .huddle: try tx.due.replace(row.stream, with: [])
        }
    }
}

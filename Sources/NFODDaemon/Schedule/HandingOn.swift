import NFODConfig
import NFODEngine
import NFODStore

/// Offers cases on that were handed back or not accepted in time (rule 27). Who is next is worked out on a snapshot
/// beside the writer, which takes as long as it takes, and committed only where the snapshot still holds; otherwise it
/// is worked out again.
struct HandingOn: Sendable {
    let workflow: Workflow
    /// So often beside the writer; while more happens than can be kept up with, the case is weighed alone, in the
    /// writer.
    private let triesMost = 5
    /// A case whose offering on fails is left alone for so long, and alarmed.
    private let pause = Span.minutes(5)
    /// A snapshot older than this says too little about who is at work.
    private let freshFor = Span.minutes(1)

    init(_ workflow: Workflow) { self.workflow = workflow }

    /// Offers on what waits for it now.
    /// - Returns: how many cases were looked at.
    @discardableResult
    func turn() throws -> Int {
        let now = workflow.clock.now()
        let rows = try workflow.read { try $0.tx.due.due(by: now, limit: 100, lane: .handOn) }
        for row in rows {
            guard case .case(let id) = row.stream else { continue }
            try handOn(id)
        }
        return rows.count
    }

    /// When there is something to offer on; nil when nothing waits.
    func nextWake() throws -> Instant? { try workflow.read { try $0.tx.due.nextWake(.handOn) } }

    private func handOn(_ id: CaseID) throws {
        for _ in 0..<triesMost {
            do {
                guard let solved = try solve(id) else { break }
                if try commit(solved) { return }
            } catch {
                if StoreFault(error) != nil { throw error }
                // What cannot be weighed with all others is weighed alone; where that fails too the fault is its own.
                break
            }
        }
        try workflow.perform(as: .machine("scheduler")) { work in
            guard try isTurn(id, work) else { return }
            try isolated(id, in: work) {
                try offerOn(id, as: try work.proposalAlone(for: id, at: work.now), work)
            }
        }
    }

    /// Who is next, by a snapshot.
    struct Solved {
        let id: CaseID
        let open: OpenRound
        let proposals: [CaseID: Proposal]
        /// Offers that make room for it.
        let moved: [CaseID]
    }

    /// - Returns: nil when the case does not wait any more, or something of the scheduler's comes first.
    /// - Throws: ``CostOverflow``; faults of the store.
    func solve(_ id: CaseID) throws -> Solved? {
        let now = workflow.clock.now()
        return try workflow.read { reading in
            guard try reading.tx.due.isDue(.case(id), by: now, lane: .handOn),
                try reading.loadCase(id)?.state.handOn != nil
            else { return nil }
            let open = try reading.openRound(at: now)
            let proposals = try reading.proposals(open.round, at: now)
            let moved = open.round.offersMoved(by: id, proposals, team: reading.configuration.team)
            return Solved(id: id, open: open, proposals: proposals, moved: moved)
        }
    }

    /// - Returns: false when the snapshot does not hold any more; then nothing has happened.
    func commit(_ solved: Solved) throws -> Bool {
        try workflow.perform(as: .machine("scheduler")) { work in
            guard try isTurn(solved.id, work) else { return false }
            guard work.now - solved.open.at <= freshFor else { return false }
            var holds = false
            try isolated(solved.id, in: work) {
                holds = try work.stillHolds(solved.open, deciding: [solved.id] + solved.moved)
                guard holds else { return }
                try offerOn(solved.id, as: solved.proposals[solved.id], work)
                for id in solved.moved { try work.makeRoom(id, as: solved.proposals[id]) }
            }
            return holds
        }
    }

    /// Somebody else may have answered it since it was seen, and something of the scheduler's may have become due.
    private func isTurn(_ id: CaseID, _ work: Work) throws -> Bool {
        try work.tx.due.isDue(.case(id), by: work.now, lane: .handOn)
    }

    /// What has its answer waits no longer, or for later: otherwise it would be answered without end.
    private func offerOn(_ id: CaseID, as proposal: Proposal?, _ work: Work) throws {
        try work.offerOn(id, as: proposal)
        guard try !isTurn(id, work) else { throw HandOnStuck() }
    }

    /// A fault stays with this case: it pauses and is alarmed, the rest go on.
    private func isolated(_ id: CaseID, in work: Work, _ body: () throws -> Void) throws {
        guard try work.item(body) != nil else { return }
        try work.raise(.faultyCase, try work.subject(of: .case(id)))
        try work.tx.due.backOff(.case(id), until: work.now + pause)
    }
}

/// What was offered on still waits to be: a fault of this program.
struct HandOnStuck: Error {}

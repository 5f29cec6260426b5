import NFODEngine
import NFODStore

/// After a start no case is in memory, and each has to be folded from all its events before its next level can fire.
/// Folds those that will be due soon, soonest first, beside the scheduler and on a reader, so that the writer is not
/// held for it. Only a help: what is not ready in time the scheduler folds itself.
struct FoldAhead {
    let workflow: Workflow
    /// So far ahead; later ones have been touched by then or find the machine idle.
    private let horizon = Span.minutes(10)
    /// As many as the memory of folded cases takes easily.
    private let most = 5_000
    /// Cases in one read: a long one keeps the log of changes from being emptied.
    private let step = 20

    init(_ workflow: Workflow) { self.workflow = workflow }

    /// Blocks its thread until it is through, or told that it is over.
    func run(while isWanted: () -> Bool) throws {
        var ahead = try waiting()[...]
        while isWanted(), !ahead.isEmpty {
            try workflow.read { reading in for id in ahead.prefix(step) { _ = try reading.wholeCase(id) } }
            ahead = ahead.dropFirst(step)
        }
    }

    /// Cases that are due from now on; what is due already the scheduler has in hand.
    private func waiting() throws -> [CaseID] {
        let now = workflow.clock.now()
        let rows = try workflow.read { try $0.tx.due.due(after: now, by: now + horizon, limit: most) }
        return rows.compactMap { if case .case(let id) = $0.stream { id } else { nil } }
    }
}

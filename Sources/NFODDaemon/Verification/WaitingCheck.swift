import NFODEngine
import NFODStore

/// Holds the due rows of each case against what its events make it wait for, to the millisecond: rows are made anew
/// when the configuration, the huddles or the roster change. A pause after a failure is another column and does not
/// count.
final class WaitingCheck {
    private(set) var findings: [String] = []
    /// So many are named.
    private let most = 20

    func look(at state: CaseState, _ context: CaseContext, _ transaction: Transaction) throws {
        guard findings.count < most else { return }
        let rows = try transaction.due.rows(of: .case(state.id))
        let written = Set(rows.map { Waiting(kind: $0.kind, at: $0.at) })
        let expected = Set(state.nextDue(context).map { Waiting(kind: $0.kind.rawValue, at: $0.at) })
        let kinds = Set(written.symmetricDifference(expected).map(\.kind)).sorted()
        guard !kinds.isEmpty || rows.count != expected.count else { return }
        findings.append(
            "case \(state.code) waits for something else than its events say (\(kinds.joined(separator: ", "))); "
                + "the next change of the case puts it right")
    }

    private struct Waiting: Hashable {
        let kind: String
        let at: Instant
    }
}

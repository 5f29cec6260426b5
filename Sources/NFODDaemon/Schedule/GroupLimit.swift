/// How much of what is due the scheduler handles in one transaction. The more, the fewer waits for the disk; the less,
/// the shorter everybody else who wants to write waits.
struct GroupLimit: Sendable {
    /// Most items of one transaction.
    let items: Int
    /// So long the writer is held before the commit; at least one item is handled in any case.
    let holding: Duration

    /// Nobody who has pressed a button notices a fiftieth of a second, and it is time for a hundred levels.
    static let standard = GroupLimit(items: 200, holding: .milliseconds(20))
}

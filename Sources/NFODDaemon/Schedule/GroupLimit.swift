/// How much of what is due the scheduler handles in one transaction. The more, the fewer waits for the disk; the less,
/// the shorter everybody else who wants to write waits.
struct GroupLimit: Sendable {
    /// Items read from the table at once.
    let items: Int
    /// So long the writer is held before the commit; at least one item is handled in any case. A hundredth of a second
    /// is what nobody notices who has pressed a button, and some fifty levels.
    let holding: Duration

    static let standard = GroupLimit(items: 200, holding: .milliseconds(10))
}

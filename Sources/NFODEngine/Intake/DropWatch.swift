/// Decides when what lies in a source's inbox is complete: once nothing about it has changed for long enough, as seen
/// by looking again and again. Looks at no clock: it is told how long the machine has been up.
public struct DropWatch: Sendable {
    /// How long nothing may change.
    public var settle: Span
    /// The pause after a first failure; each further one doubles it.
    public var retryFirst: Span
    public var retryAtMost: Span
    private var seen: [DropName: Seen] = [:]

    private struct Seen {
        let sighting: DropSighting
        /// Since when it looks like this.
        let since: Span
        var failures = 0
        var notBefore: Span
    }

    public init(settle: Span, retryFirst: Span, retryAtMost: Span) {
        self.settle = settle
        self.retryFirst = retryFirst
        self.retryAtMost = retryAtMost
    }

    /// Takes in what is there now and says what is complete, in the order in which it was written.
    ///
    /// - Parameter uptime: a time that only goes forward.
    public mutating func look(at present: [DropName: DropSighting], uptime: Span) -> [DropName] {
        seen = present.reduce(into: [:]) { next, entry in
            let (name, sighting) = entry
            guard !name.isPassedOver else { return }
            let before = seen[name].flatMap { $0.sighting == sighting ? $0 : nil }
            next[name] = before ?? Seen(sighting: sighting, since: uptime, notBefore: uptime)
        }
        let complete = seen.filter { uptime - $0.value.since >= settle && $0.value.notBefore <= uptime }
        return complete.sorted { left, right in
            (left.value.sighting.modified, left.key) < (right.value.sighting.modified, right.key)
        }
        .map(\.key)
    }

    /// It could not be handled: it is tried again after a pause that grows, or as soon as it changes.
    public mutating func postpone(_ name: DropName, uptime: Span) {
        guard var entry = seen[name] else { return }
        // 2^20 pauses are more than any upper bound wants.
        let pause = retryFirst.milliseconds << Int64(min(entry.failures, 20))
        entry.failures += 1
        entry.notBefore = uptime + min(Span(milliseconds: pause), retryAtMost)
        seen[name] = entry
    }

    /// Handled: what comes under this name next is something else.
    public mutating func forget(_ name: DropName) { seen[name] = nil }

    /// Not handled yet, whether complete or not.
    public var waiting: Int { seen.count }

    /// Of these, those that could not be handled so far.
    public var stuck: Int { seen.count { $0.value.failures > 0 } }
}

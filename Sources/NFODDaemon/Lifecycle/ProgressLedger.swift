/// Who has reported progress, and when. Time comes in with each call.
struct ProgressLedger {
    private var expected: Set<Part> = []
    private var lastSeen: [Part: ContinuousClock.Instant] = [:]
    private var seenSinceFeed: Set<Part> = []

    /// From now on these must report.
    mutating func expect(_ parts: Set<Part>) { expected.formUnion(parts) }

    mutating func note(_ part: Part, at now: ContinuousClock.Instant) {
        lastSeen[part] = now
        seenSinceFeed.insert(part)
    }

    /// Expected, and never heard of.
    var notBegun: [Part] { expected.filter { lastSeen[$0] == nil }.sorted() }

    /// True when every watched part has reported since it was last true: only then may the watchdog be fed. A part that
    /// hangs therefore ends the feeding at once, and not after some time of grace.
    mutating func takeFeed() -> Bool {
        guard seenSinceFeed.isSuperset(of: expected.filter(\.isWatched)) else { return false }
        seenSinceFeed = []
        return true
    }

    /// Watched parts that have begun and not been heard of for longer than `patience`.
    func silent(at now: ContinuousClock.Instant, patience: Duration) -> [Part] {
        expected.filter { part in
            guard part.isWatched, let seen = lastSeen[part] else { return false }
            return now - seen > patience
        }.sorted()
    }
}

/// One run of a ladder, as the case's events have made it.
public struct LadderState: Hashable, Sendable {
    public let run: Int
    public let policy: PolicyHash
    public let startedAt: Instant
    /// One entry for each level of the policy.
    public internal(set) var levels: [LevelState]
    /// Whom the latest firing of a level has told or may still tell; empty once every one of them was *not told*.
    public internal(set) var hopes: [Int: Set<WorkerID>] = [:]
    /// Absolute levels that fired before their own instant because the level before reached nobody.
    public internal(set) var early: Set<Int> = []
    /// When a person last moved the time later that levels count from: those whose own instant it put ahead fire again.
    public internal(set) var movedLaterAt: Instant?
    public internal(set) var acknowledgement: Acknowledgement?
    public internal(set) var silence: Silence?
    /// The huddle's "keep trying": until its next look the last level's repeats rest (rule 30).
    public internal(set) var keepTrying: KeepTryingDecided?

    /// What has become of one level in this run.
    public enum LevelState: Hashable, Sendable {
        case waiting
        /// `occurrences` counts repeats too; `reachedSomebody` is false when nobody was on duty, or nobody was told.
        case fired(first: Instant, latest: Instant, occurrences: Int, reachedSomebody: Bool)
        case skipped(SkipReason)
    }

    public enum SkipReason: String, Codable, Sendable {
        /// Told late: a higher level was due already (rule 4).
        case toldLate
    }

    /// A named human has said "I have it". Pauses; never stops.
    public struct Acknowledgement: Hashable, Sendable {
        public let by: WorkerID
        public let at: Instant
        public let until: Instant
    }

    public struct Silence: Hashable, Sendable {
        public let by: WorkerID
        public let at: Instant
        public let until: Instant
        public let reason: SilenceReason

        /// A silence cannot cover the due time, wherever that has moved since (rule 31).
        func end(contactDueAt: Instant) -> Instant { at < contactDueAt ? min(until, contactDueAt) : until }
    }

    public enum SilenceReason: String, Codable, Sendable, CaseIterable {
        case visitUnderWay, personAsleep, waitingForWard, agreedWithPerson, other
    }

    /// Until when repeats and relative levels rest; nil when nothing rests at `now`.
    func restsUntil(at now: Instant, contactDueAt: Instant) -> Instant? {
        let ends = [acknowledgement?.until, silence?.end(contactDueAt: contactDueAt)].compactMap { $0 }
        return ends.filter { $0 > now }.max()
    }

    var keepTryingUntil: Instant? { keepTrying?.nextLookAt }

    var lastIndex: Int { levels.count - 1 }
}

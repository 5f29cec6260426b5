/// What a ladder waits for next. Pure: the due table is made from it after each event, and what is due is checked
/// against it again before anything fires.
extension LadderState {
    /// One firing of one level.
    public struct Firing: Hashable, Sendable {
        /// Index into the policy's levels.
        public let level: Int
        /// 1 for the first time; repeats of the last level count on.
        public let occurrence: Int
        public let at: Instant
        /// The level begins, for the first time or anew; its repeats count from here.
        public let begins: Bool

        public init(level: Int, occurrence: Int, at: Instant, begins: Bool) {
            self.level = level
            self.occurrence = occurrence
            self.at = at
            self.begins = begins
        }
    }

    /// The next firing of every level that has an instant now, soonest first. Empty once the last level has repeated
    /// for its time: from then on the case stands in the digest of each huddle day (``digestFrom``).
    func firings(policy: LadderPolicy, overdose: Instant, due: Instant) -> [Firing] {
        var firings: [Firing] = []
        var before: Dispatch?
        for (index, level) in policy.levels.enumerated() {
            switch levels[index] {
            case .waiting:
                let at = instant(of: level, index: index, policy: policy, overdose: overdose, due: due, before: before)
                if let at { firings.append(Firing(level: index, occurrence: 1, at: at, begins: true)) }
                before = nil
            case .fired(let first, let latest, let occurrences, let reached):
                let own = absoluteInstant(of: level, overdose: overdose, due: due)
                let fallsDueAnew = fallsDueAnew(index, own: own)
                let follows = follows(before, since: first, index, policy, overdose: overdose, due: due)
                if let at = [follows, fallsDueAnew ? own : nil].compactMap({ $0 }).min() {
                    firings.append(Firing(level: index, occurrence: occurrences + 1, at: at, begins: true))
                }
                before = Dispatch(at: first, reachedSomebody: reached)
                // Repeats of a level whose time turned out to be later rest until then.
                if index == lastIndex, !fallsDueAnew || early.contains(index),
                    let again = nextRepeat(first: first, latest: latest, occurrences: occurrences, due: due, policy)
                {
                    firings.append(again)
                }
            case .skipped:
                let own = absoluteInstant(of: level, overdose: overdose, due: due)
                let follows = follows(before, since: startedAt, index, policy, overdose: overdose, due: due)
                if let at = [follows, fallsDueAnew(index, own: own) ? own : nil].compactMap({ $0 }).min() {
                    firings.append(Firing(level: index, occurrence: 1, at: at, begins: true))
                }
                before = Dispatch(at: startedAt, reachedSomebody: true)
            }
        }
        return firings.sorted { ($0.at, $0.level) < ($1.at, $1.level) }
    }

    /// An absolute level that went out, or was passed over, before what is now its own instant: it fired early because
    /// the level before reached nobody, or a person has moved the time of the overdose later. It fires again then,
    /// unless that instant was over when the time was moved.
    func fallsDueAnew(_ level: Int, own: Instant?) -> Bool {
        guard let own else { return false }
        if let movedLaterAt, own <= movedLaterAt, !early.contains(level) { return false }
        switch levels[level] {
        case .waiting: return false
        case .fired(_, let latest, _, _): return own > latest
        case .skipped: return own > startedAt
        }
    }

    /// The level before began anew after this one had gone out or was passed over: a relative one follows it again at
    /// its distance, and whichever it is, at once where nobody was reached (rules 29, 32). Nil where it did not.
    private func follows(
        _ before: Dispatch?, since begun: Instant, _ index: Int, _ policy: LadderPolicy, overdose: Instant,
        due: Instant
    ) -> Instant? {
        guard let before, before.at > begun else { return nil }
        guard before.reachedSomebody else { return before.at }
        let start = policy.levels[index].start
        guard !start.isAbsolute else { return nil }
        return postponed(
            before.at + start.offset, untilAbsoluteAfter: index, policy: policy, overdose: overdose, due: due)
    }

    private struct Dispatch {
        /// When it began last.
        let at: Instant
        let reachedSomebody: Bool
    }

    private func instant(
        of level: LadderPolicy.Level, index: Int, policy: LadderPolicy, overdose: Instant, due: Instant,
        before: Dispatch?
    ) -> Instant? {
        // The level before found nobody on duty, or nobody of its audience was told: this one fires at once, whatever
        // its own instant is (rules 29, 32).
        if let before, !before.reachedSomebody { return before.at }
        if let absolute = absoluteInstant(of: level, overdose: overdose, due: due) { return absolute }
        guard let before else { return index == 0 ? startedAt + level.start.offset : nil }
        let own = before.at + level.start.offset
        return postponed(own, untilAbsoluteAfter: index, policy: policy, overdose: overdose, due: due)
    }

    /// Nil for a relative level.
    func absoluteInstant(of level: LadderPolicy.Level, overdose: Instant, due: Instant) -> Instant? {
        switch level.start.anchor {
        case .overdose: max(overdose + level.start.offset, startedAt)
        case .contactDue: max(due + level.start.offset, startedAt)
        case .levelBefore: nil
        }
    }

    /// An acknowledgement or silence holds a relative level until it ends or the next absolute level fires, whichever
    /// comes first (rule 30).
    private func postponed(
        _ own: Instant, untilAbsoluteAfter index: Int, policy: LadderPolicy, overdose: Instant, due: Instant
    ) -> Instant {
        guard let rest = restsUntil(at: own, contactDueAt: due) else { return own }
        let nextAbsolute = policy.levels[index...].first { $0.start.isAbsolute }
            .map { ($0.start.anchor == .overdose ? overdose : due) + $0.start.offset }
        guard let nextAbsolute, nextAbsolute > own else { return rest }
        return min(rest, nextAbsolute)
    }

    private func nextRepeat(
        first: Instant, latest: Instant, occurrences: Int, due: Instant, _ policy: LadderPolicy
    ) -> Firing? {
        let plain = latest + policy.lastLevelRepeatsEvery
        guard plain < first + policy.lastLevelRepeatsFor else { return nil }
        let at = max(restsUntil(at: plain, contactDueAt: due) ?? plain, keepTryingUntil ?? plain)
        return Firing(level: lastIndex, occurrence: occurrences + 1, at: at, begins: false)
    }

    /// Once no level fires any more: from when on the case stands in the digest of each huddle day, without end (rule
    /// 30).
    var digestFrom: Instant? {
        guard case .fired(_, let latest, _, _)? = levels.last else { return nil }
        return max(latest, keepTryingUntil ?? latest)
    }
}

/// When huddles are: asked by ladders (digest) and reports.
public protocol HuddleSchedule: Sendable {
    /// The first huddle strictly after `instant`.
    func nextHuddle(after instant: Instant) -> Instant
    /// The last huddle strictly before `instant`.
    func previousHuddle(before instant: Instant) -> Instant
    /// One working day later: the days on which the huddle meets are the team's working days.
    func oneWorkingDay(after instant: Instant) -> Instant
}

extension HuddleCalendar: HuddleSchedule {}

extension ReportCase.Stage {
    /// For programs: `new`, `assigned`, `accepted`, `tried`, `reached`, `ended`.
    public var code: String {
        switch self {
        case .new: "new"
        case .assigned: "assigned"
        case .accepted: "accepted"
        case .tried: "tried"
        case .reached: "reached"
        case .ended: "ended"
        }
    }

    /// When the clock stopped; nil while it runs.
    public var stoppedAt: Instant? {
        switch self {
        case .new, .assigned, .accepted, .tried: nil
        case .reached(let at), .ended(_, _, let at): at
        }
    }

    public var isEnded: Bool { if case .ended = self { true } else { false } }
}

/// Everything here is worked out when read, never stored (rule 6).
extension ReportCase {
    /// Nobody has reached the person, and the case has not ended.
    public var isClockRunning: Bool { stage.stoppedAt == nil }

    /// The 72 hours are over and nobody has reached the person. At the very end of them it is not overdue yet.
    public func isOverdue(at now: Instant) -> Bool { isClockRunning && contactDueAt < now }

    /// Tenths of an hour until contact is due, rounded down; negative when overdue; nil when the clock has stopped.
    public func tenthsOfHoursLeft(at now: Instant) -> Int64? {
        guard isClockRunning else { return nil }
        let tenth: Int64 = 360_000
        let left = (contactDueAt - now).milliseconds
        return left / tenth - (left % tenth < 0 ? 1 : 0)
    }

    /// The time was over before any huddle could see the case, and nobody had reached the person by then.
    public func fellDueUnseen(at now: Instant) -> Bool {
        contactDueAt < (firstHuddleAt ?? now) && (stage.stoppedAt.map { contactDueAt < $0 } ?? true)
    }

    /// The order of every list: clocks that run before clocks that stopped, then priority, then least time left.
    public func precedes(_ other: ReportCase) -> Bool {
        if isClockRunning != other.isClockRunning { return isClockRunning }
        if triage.level != other.triage.level { return triage.level < other.triage.level }
        return (contactDueAt, code) < (other.contactDueAt, other.code)
    }

    /// Says ``precedes(_:)`` on pages.
    static let orderSentence =
        "In each list: red, then amber, then green; within these, whoever has the least time left comes first. "
        + "People already reached come last."

    /// Who covers until the next huddle, as a sentence.
    var coverWords: String {
        if let coveredBy { return "Until the next huddle: \(coveredBy)." }
        guard let absentOwner else { return "NOBODY COVERS until the next huddle." }
        return "NOBODY COVERS until the next huddle: \(absentOwner) is not at work before it is due."
    }
}

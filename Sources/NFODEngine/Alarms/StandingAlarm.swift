/// An alarm that was raised and is not over.
public struct StandingAlarm: Hashable, Sendable {
    public let kind: AlarmKind
    public let subject: AlarmSubject?
    public let raisedAt: Instant
    /// When its owner was told last.
    public let toldAt: Instant
    /// As in ``AlarmRaised``.
    public let figure: Int64?

    public init(
        kind: AlarmKind, subject: AlarmSubject? = nil, raisedAt: Instant, toldAt: Instant, figure: Int64? = nil
    ) {
        self.kind = kind
        self.subject = subject
        self.raisedAt = raisedAt
        self.toldAt = toldAt
        self.figure = figure
    }

    /// Gravest first, then by age.
    public func precedes(_ other: StandingAlarm) -> Bool {
        let (mine, others) = (kind.level.gravity, other.kind.level.gravity)
        return (others, raisedAt, kind.rawValue, subject?.name ?? "")
            < (mine, other.raisedAt, other.kind.rawValue, other.subject?.name ?? "")
    }
}

extension AlarmLevel {
    fileprivate var gravity: Int {
        switch self {
        case .notice: 0
        case .urgent: 1
        case .critical: 2
        }
    }
}

/// How long after the last telling an alarm that still stands is told again (settings).
public struct AlarmSpacing: Hashable, Sendable {
    public var notice: Span
    public var urgent: Span
    public var critical: Span

    public init(notice: Span = .hours(72), urgent: Span = .hours(24), critical: Span = .hours(4)) {
        self.notice = notice
        self.urgent = urgent
        self.critical = critical
    }

    public subscript(level: AlarmLevel) -> Span {
        switch level {
        case .notice: notice
        case .urgent: urgent
        case .critical: critical
        }
    }
}

extension StandingAlarm {
    public func remindAt(_ spacing: AlarmSpacing) -> Instant { toldAt + spacing[kind.level] }

    /// Nil when it is not time yet.
    public func decideReminder(_ spacing: AlarmSpacing, at now: Instant) -> AlarmReminded? {
        remindAt(spacing) <= now ? AlarmReminded(alarm: kind, subject: subject) : nil
    }

    /// A person has dealt with it.
    public func decideSettling() throws(AlarmRefusal) -> AlarmCleared {
        guard kind.isEndedByPerson else { throw .endsByItself(kind) }
        return AlarmCleared(alarm: kind, subject: subject, why: .byPerson)
    }
}

extension AlarmKind {
    /// What raising it comes to, where one of this kind and subject may stand already.
    ///
    /// - Returns: nil when it stands and there is nothing new to tell. What is counted each time adds up.
    public func decideRaising(
        _ subject: AlarmSubject?, figure: Int64?, standing: StandingAlarm?
    ) -> AlarmRaised? {
        guard let standing else { return AlarmRaised(alarm: self, subject: subject, figure: figure) }
        // Of a duty without anybody the figure is when the gap begins: a later one is another.
        let isAnother = self == .rosterGapAhead && (figure ?? 0) > (standing.figure ?? 0)
        guard isToldEachTime || isAnother else { return nil }
        let sum = self == .needsFixing ? (standing.figure ?? 0) + (figure ?? 0) : figure
        return AlarmRaised(alarm: self, subject: subject, figure: sum)
    }
}

/// Why a person cannot end an alarm.
public enum AlarmRefusal: Refusal {
    case notStanding(AlarmKind)
    case endsByItself(AlarmKind)

    public var code: String {
        switch self {
        case .notStanding: "alarmNotStanding"
        case .endsByItself: "alarmEndsByItself"
        }
    }

    public var message: String {
        switch self {
        case .notStanding(let kind): "no alarm '\(kind.rawValue)' of that name stands; see `nfodd alarm list`"
        case .endsByItself(let kind):
            "the alarm '\(kind.rawValue)' ends when what it tells of ends; docs/operations.md says what to do"
        }
    }
}

/// A level at which an alarm is raised, and another at which it is over, so that a value that trembles around one of
/// them does not raise and end it again and again.
public struct AlarmThreshold: Hashable, Sendable {
    public let raiseAt: Int64
    public let clearAt: Int64

    /// Raised at `raiseAt` and above, or, where `clearAt` is the higher of the two, at `raiseAt` and below.
    public init(raiseAt: Int64, clearAt: Int64) {
        self.raiseAt = raiseAt
        self.clearAt = clearAt
    }

    public func isRaised(by value: Int64, wasRaised: Bool) -> Bool {
        let isUpward = raiseAt >= clearAt
        if isUpward { return value >= raiseAt || (wasRaised && value > clearAt) }
        return value <= raiseAt || (wasRaised && value < clearAt)
    }
}

/// Something that the roster leaves open in the time ahead.
public struct RosterGap: Hashable, Sendable {
    public let subject: Subject
    /// When it bites, as far as was looked ahead.
    public let hours: Range<Instant>
    /// The declaration that covers it; nil: nobody has said that it may be.
    public let declared: RosterEntryID?

    public enum Subject: Hashable, Sendable {
        /// Nobody holds the duty, not even a deputy (rule 29).
        case duty(RoleID)
        /// Nobody who goes out there is at work for too long.
        case locality(Locality)
        /// Somebody who is on duty or at work, or a desk that is open, and could not be told in a way that shows that
        /// it arrived (rule 32).
        case worker(WorkerID)
    }

    public init(_ subject: Subject, _ hours: Range<Instant>, declared: RosterEntryID? = nil) {
        self.subject = subject
        self.hours = hours
        self.declared = declared
    }

    /// What comes first comes first.
    public func precedes(_ other: RosterGap) -> Bool {
        (hours.lowerBound, subject.rank, subject.name) < (
            other.hours.lowerBound, other.subject.rank, other.subject.name
        )
    }
}

extension RosterGap.Subject {
    /// Of the duty, the locality or the worker.
    public var name: String {
        switch self {
        case .duty(let role): role.name
        case .locality(let locality): locality.name
        case .worker(let worker): worker.name
        }
    }

    /// How it is alarmed.
    public var alarm: AlarmKind {
        switch self {
        case .duty: .rosterGapAhead
        case .locality: .localityUnserved
        case .worker: .receiptMissing
        }
    }

    fileprivate var rank: Int {
        switch self {
        case .duty: 0
        case .worker: 1
        case .locality: 2
        }
    }
}

/// How far the roster is looked ahead, and what is too long (settings).
public struct RosterSettings: Hashable, Sendable {
    /// How far `roster check` looks.
    public var lookAhead = Span.days(7)
    /// A gap is alarmed so long before it bites.
    public var alarmBefore = Span.hours(24)
    /// A locality without anybody at work who serves it, for longer than this, is a gap.
    public var unservedAtMost = Span.hours(48)
    /// The duty whose people may sign for uncovered hours.
    public var managers = RoleID.coordinator

    public init() {}
}

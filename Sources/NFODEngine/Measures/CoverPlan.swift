/// One arrangement whose cover is reckoned: when overdoses are told, when somebody looks at what came in, who goes out.
public struct CoverPlan: Sendable {
    /// What tables and charts call it.
    public var name: String
    public var feed: FeedPattern
    /// The huddle, and every other look beside it. At least one.
    public var looks: [HuddleCalendar]
    public var staff: [CoverStaff]
    /// What no look will see before contact is due goes to whoever is on duty as soon as it is told.
    public var dutyTakesUnseen: Bool
    /// From the overdose to the instant at which contact is due.
    public var contactWithin: Span

    public init(
        name: String, feed: FeedPattern, looks: [HuddleCalendar], staff: [CoverStaff] = [],
        dutyTakesUnseen: Bool = false, contactWithin: Span
    ) {
        precondition(!looks.isEmpty, "somebody looks at some time")
        self.name = name
        self.feed = feed
        self.looks = looks
        self.staff = staff
        self.dutyTakesUnseen = dutyTakesUnseen
        self.contactWithin = contactWithin
    }

    var zone: ZoneRules { looks[0].zone }

    /// The first look strictly after what is told at `told`.
    func firstLook(after told: Instant) -> Instant {
        looks.dropFirst().reduce(looks[0].nextHuddle(after: told)) { min($0, $1.nextHuddle(after: told)) }
    }

    /// When somebody may set out: from the first look on, or at once where it would come too late and the duty worker
    /// takes it.
    func workableFrom(_ overdose: Instant) -> Instant {
        let told = feed.toldAt(overdose, in: zone)
        let look = firstLook(after: told)
        return dutyTakesUnseen && look > overdose + contactWithin ? told : look
    }
}

/// Somebody who goes out, and when.
public struct CoverStaff: Hashable, Sendable {
    public let name: String
    /// In order, none overlapping another.
    public let shifts: [Range<Instant>]

    public init(name: String, shifts: [Range<Instant>]) {
        self.name = name
        self.shifts = shifts
    }

    /// The first instant from `start` on at which so much of a shift is left; nil when there is none.
    func start(of visit: Span, from start: Instant) -> Instant? {
        var low = 0
        var high = shifts.count
        while low < high {
            let middle = (low + high) / 2
            if shifts[middle].upperBound < start + visit { low = middle + 1 } else { high = middle }
        }
        return shifts[low...].lazy.map { (max($0.lowerBound, start), $0.upperBound) }
            .first { $0.1 - $0.0 >= visit }?.0
    }
}

extension Team {
    /// Whoever may be sent out alone, with their shifts that begin in `days`, leave and holidays taken out.
    public func coverStaff(in days: ClosedRange<CivilDate>) -> [CoverStaff] {
        allWorkers.filter { $0.skills.contains(.outreach) && $0.mayVisitAlone && !$0.isDisabled }.map { worker in
            CoverStaff(name: worker.displayName, shifts: shifts(of: worker, beginningIn: days))
        }
    }
}

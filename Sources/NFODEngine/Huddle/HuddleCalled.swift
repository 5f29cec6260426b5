/// A person called one more huddle, beside the calendar: before a long weekend, or because many wait. Caused by a
/// command. Reports, digests and whatever waits for the next huddle see it at once.
public struct HuddleCalled: EventPayload {
    public static let type = "huddleCalled"
    public static let version = 1
    /// When it meets.
    public let at: Instant
    public let why: Why

    public enum Why: String, Codable, Sendable, CaseIterable {
        /// A weekend or holidays lie between the huddles of the calendar.
        case longGap
        /// More wait than the next huddle can go through.
        case manyWaiting
        /// A response cannot wait for the next huddle.
        case oneResponse
        case other
    }

    public init(at: Instant, why: Why) {
        self.at = at
        self.why = why
    }
}

/// A huddle that had been called is not held after all. The calendar's own are called off in the configuration.
public struct HuddleCalledOff: EventPayload {
    public static let type = "huddleCalledOff"
    public static let version = 1
    public let at: Instant

    public init(at: Instant) { self.at = at }
}

/// Why a huddle cannot be called, or called off.
public enum HuddleRefusal: Refusal {
    /// It would have been held already.
    case inThePast
    /// So far ahead nobody knows what will be waiting.
    case tooFarAhead(days: Int)
    /// There is a huddle at that time.
    case alreadyPlanned
    /// No huddle was called for that time. One of the calendar is taken out in the configuration.
    case notCalled

    public var code: String {
        switch self {
        case .inThePast: "huddleInThePast"
        case .tooFarAhead: "huddleTooFarAhead"
        case .alreadyPlanned: "huddleAlreadyPlanned"
        case .notCalled: "huddleNotCalled"
        }
    }

    public var message: String {
        switch self {
        case .inThePast: "that time is over; give one that lies ahead"
        case .tooFarAhead(let days):
            "a huddle is called at most \(days) days ahead; put it into the calendar (huddle: extra) in nfodd.yaml"
        case .alreadyPlanned: "there is a huddle at that time already; `nfodd huddle list` shows what is planned"
        case .notCalled:
            "no huddle was called for that time; one of the calendar is taken out under huddle: add in nfodd.yaml"
        }
    }
}

extension HuddleCalendar {
    /// The furthest ahead a huddle is called, in days.
    public static let callingAtMostDays = 92

    /// - Parameter at: in local time.
    public func decideCalling(
        _ at: CivilDateTime, why: HuddleCalled.Why, now: Instant
    ) throws(HuddleRefusal) -> HuddleCalled {
        let instant = zone.instant(at)
        guard instant > now else { throw .inThePast }
        guard at.date.dayNumber - zone.local(now).date.dayNumber <= HuddleCalendar.callingAtMostDays else {
            throw .tooFarAhead(days: HuddleCalendar.callingAtMostDays)
        }
        guard !huddles(on: zone.local(instant).date).contains(instant) else { throw .alreadyPlanned }
        return HuddleCalled(at: instant, why: why)
    }

    /// - Parameter called: those that were called and not called off since.
    public func decideCallingOff(
        _ at: CivilDateTime, called: Set<Instant>, now: Instant
    ) throws(HuddleRefusal) -> HuddleCalledOff {
        let instant = zone.instant(at)
        guard called.contains(instant) else { throw .notCalled }
        guard instant > now else { throw .inThePast }
        return HuddleCalledOff(at: instant)
    }
}

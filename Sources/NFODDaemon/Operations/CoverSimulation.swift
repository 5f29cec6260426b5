public import NFODConfig
public import NFODEngine

/// `nfodd simulate cover`: what the huddle's days, the team's shifts and a feed come to over one year, and what would
/// be otherwise with one look or one shift more. Needs a configuration and no data directory.
public struct CoverSimulation: Sendable {
    /// A look at what came in, beside the huddle, by its calendar of holidays.
    public struct Look: Hashable, Sendable {
        public let days: Set<Weekday>
        /// Nil: at the huddle's time.
        public let time: CivilTime?

        public init(days: Set<Weekday>, time: CivilTime?) {
            self.days = days
            self.time = time
        }
    }

    /// When overdoses are told.
    public enum Feed: Hashable, Sendable {
        case atOnce
        /// The day after, at this local time; nil: when the latest of the configured feeds counts as received.
        case nextDay(CivilTime?)
    }

    /// The whole question. What is not said is as the configuration has it.
    public struct Request: Sendable {
        public var year: Int
        public var feed = Feed.nextDay(nil)
        public var extraLooks: [Look] = []
        /// One more worker each, who goes out alone.
        public var extraShifts: [WeeklyHours] = []
        public var overdoses: Int
        public var spread = OverdoseSpread.even
        public var pattern = HourPattern.even
        public var seed: UInt64 = 1
        /// Per cent.
        public var reachedPerTry = 100
        public var againAfter = Span.hours(24)
        public var dutyTakesUnseen = false

        public init(year: Int, overdoses: Int) {
            self.year = year
            self.overdoses = overdoses
        }

        fileprivate var changesSomething: Bool { !(extraLooks.isEmpty && extraShifts.isEmpty) || dutyTakesUnseen }
    }

    let configuration: Configuration
    let request: Request

    public init(directory: String, request: Request) throws(ConfigurationProblems) {
        configuration = try Daemon.configuration(directory)
        self.request = request
    }

    private var zone: ZoneRules { configuration.zone }
    private var days: ClosedRange<CivilDate> { day(request.year, 1, 1)...day(request.year, 12, 31) }

    private func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
        CivilDate(year: year, month: month, day: day) ?? CivilDate(dayNumber: 0)
    }

    /// The year as it is configured and, where the request changes something, as it would be.
    public func report() -> CoverReport {
        let period = zone.startOfDay(days.lowerBound)..<zone.startOfDay(days.upperBound.adding(days: 1))
        var numbers = SeededGenerator(seed: request.seed)
        let overdoses = request.spread.overdoses(
            request.overdoses, in: period, pattern: request.pattern, zone: zone, numbers: &numbers)
        let plans = [configured] + (request.changesSomething ? [changed] : [])
        return CoverReport.reckon(
            plans, in: period, pattern: request.pattern, overdoses: overdoses, visits: visits,
            assumptions: assumptions, numbers: numbers)
    }

    /// Years whose holidays nobody has entered, among the calendars that count here.
    public var warnings: [String] {
        let calendars = [configuration.huddles.holidays] + configuration.team.agencies.values.map(\.calendar.holidays)
        return Set(calendars.flatMap { $0.gaps(in: request.year...request.year) }.map(\.message)).sorted()
    }

    // MARK: plans

    private var visits: CoverRun.Visits {
        CoverRun.Visits(
            length: configuration.settings.assignment.visitTime, reachedPerTry: request.reachedPerTry,
            againAfter: request.againAfter)
    }

    private var feed: FeedPattern {
        switch request.feed {
        case .atOnce: .atOnce
        case .nextDay(let time): .nextDay(time ?? latestFeed)
        }
    }

    var latestFeed: CivilTime {
        configuration.feeds.compactMap { configuration.sources[$0]?.receivedAtLocalTime }.max() ?? .midnight
    }

    private var configured: CoverPlan {
        // Visits may go on into the new year; whoever is not reached by the end of January is never reached.
        let staff = configuration.team.coverStaff(in: days.lowerBound...days.upperBound.adding(days: 31))
        return CoverPlan(
            name: "as configured", feed: feed, looks: [configuration.huddles], staff: staff,
            contactWithin: configuration.settings.casePolicy.contactWithin)
    }

    private var changed: CoverPlan {
        var plan = configured
        plan.looks += request.extraLooks.map { look in
            HuddleCalendar(
                weekdays: look.days, time: look.time ?? configuration.huddles.usualTime,
                holidays: configuration.huddles.holidays, zone: zone)
        }
        plan.staff += request.extraShifts.enumerated().map { number, shift in
            CoverStaff(name: "extra shift \(number + 1)", shifts: stretches(of: shift))
        }
        plan.dutyTakesUnseen = request.dutyTakesUnseen
        plan.name = "changed"
        return plan
    }

    /// On a holiday the huddle knows, only where the days name `holiday`.
    private func stretches(of shift: WeeklyHours) -> [Range<Instant>] {
        (days.lowerBound.dayNumber...days.upperBound.dayNumber + 31).map { CivilDate(dayNumber: $0) }.filter { date in
            let isHoliday = configuration.huddles.holidays.isHoliday(date)
            return shift.days.contains(isHoliday ? .holiday : DutyDay(date.weekday))
        }
        .map { shift.hours.stretch(from: $0, in: zone) }
    }
}

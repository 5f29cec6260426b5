/// The days before the next huddle when at least one whole day without one lies between: who is on duty and at work,
/// what falls due, and which overdoses of from now on nobody will look at in time. A pure value.
public struct ClosedDays: Hashable, Sendable {
    /// One local day, or what is left of it.
    public struct Day: Hashable, Sendable {
        public let date: CivilDate
        /// Of the holiday; nil on other days.
        public let holiday: String?
        /// The next huddle, on its own day.
        public let huddleAt: Instant?
        /// Who holds the duty of whatever comes in, without a gap between the pieces.
        public let duty: [Stretch]
        /// Who may be sent out, and when.
        public let atWork: [Stretch]
    }

    /// Some workers from one instant to another; nobody where there are none.
    public struct Stretch: Hashable, Sendable {
        public let from: Instant
        /// Not included.
        public let to: Instant
        public let workers: [String]

        public init(from: Instant, to: Instant, workers: [String]) {
            self.from = from
            self.to = to
            self.workers = workers
        }
    }

    /// The first huddle on a later day.
    public let nextHuddle: Instant
    /// An overdose before this is due before ``nextHuddle``.
    public let unseenBefore: Instant
    public let days: [Day]

    /// The first huddle on a later day; nil when that is tomorrow's.
    public static func nextHuddle(after now: Instant, _ huddles: HuddleCalendar) -> Instant? {
        let zone = huddles.zone
        let today = zone.local(now).date
        let next = huddles.nextHuddle(after: zone.startOfDay(today.adding(days: 1)) - Span(milliseconds: 1))
        return zone.local(next).date.dayNumber - today.dayNumber >= 2 ? next : nil
    }

    /// Nil when the next huddle after today is tomorrow's, or today is no day on which anybody prepares for it.
    ///
    /// - Parameters:
    ///   - role: whose duty it is.
    ///   - label: what staff call a worker.
    public init?(
        at now: Instant, huddles: HuddleCalendar, team: Team, role: RoleID = .dutyWorker, contactWithin: Span,
        label: (WorkerID) -> String
    ) {
        let zone = huddles.zone
        let today = zone.local(now).date
        guard let next = Self.nextHuddle(after: now, huddles) else { return nil }
        let last = zone.local(next).date
        nextHuddle = next
        unseenBefore = next - contactWithin
        days = (today.dayNumber...last.dayNumber).map { number in
            let date = CivilDate(dayNumber: number)
            let start = max(now, zone.startOfDay(date))
            let end = min(next, zone.startOfDay(date.adding(days: 1)))
            return Day(
                date: date, holiday: huddles.isClosed(date) ? huddles.holidays.names[date] : nil,
                huddleAt: date == last ? next : nil,
                duty: team.stretches(of: role, from: start, to: end, label: label),
                atWork: team.atWork(from: start, to: end, label: label))
        }
    }
}

extension Team {
    /// Who holds a duty from when to when, to the minute: it is asked for each quarter of an hour, and where the answer
    /// changes the minute is looked for.
    fileprivate func stretches(
        of role: RoleID, from start: Instant, to end: Instant, label: (WorkerID) -> String
    ) -> [ClosedDays.Stretch] {
        var found: [(from: Instant, workers: [WorkerID])] = []
        var at = start
        while at < end {
            let workers = holders(of: role, at: at)
            if let before = found.last {
                if before.workers != workers { found.append((firstMinute(of: role, until: at, workers), workers)) }
            } else {
                found.append((at, workers))
            }
            at = at + .minutes(15)
        }
        let ends = found.dropFirst().map(\.from) + [end]
        return zip(found, ends).map { ClosedDays.Stretch(from: $0.from, to: $1, workers: $0.workers.map(label)) }
    }

    /// The first minute, of the quarter of an hour before `instant`, from which these have the duty.
    private func firstMinute(of role: RoleID, until instant: Instant, _ workers: [WorkerID]) -> Instant {
        var first = instant
        for _ in 0..<14 where holders(of: role, at: first - .minutes(1)) == workers { first = first - .minutes(1) }
        return first
    }

    /// Outreach workers with their shifts in these hours, in order of shift and label.
    fileprivate func atWork(from start: Instant, to end: Instant, label: (WorkerID) -> String) -> [ClosedDays.Stretch] {
        let days = zone.local(start).date.adding(days: -1)...zone.local(end).date
        return allWorkers.filter { $0.skills.contains(.outreach) }
            .flatMap { worker in
                shifts(of: worker, beginningIn: days).map { $0.clamped(to: start..<end) }.filter { !$0.isEmpty }.map {
                    ClosedDays.Stretch(from: $0.lowerBound, to: $0.upperBound, workers: [label(worker.id)])
                }
            }
            .sorted { ($0.from, $0.to, $0.workers[0]) < ($1.from, $1.to, $1.workers[0]) }
    }
}

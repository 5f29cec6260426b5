/// When a source tells of an overdose.
public enum FeedPattern: Hashable, Sendable {
    /// The moment it happens.
    case atOnce
    /// With everything else of its local day, at this local time on the day after.
    case nextDay(CivilTime)

    /// The overdoses of `period`, cut where what is told when changes: all of one piece are told together, or, at once,
    /// each at its own moment.
    func pieces(of period: Range<Instant>, in zone: ZoneRules) -> [Range<Instant>] {
        guard case .nextDay = self else { return [period] }
        var pieces: [Range<Instant>] = []
        var start = period.lowerBound
        while start < period.upperBound {
            let end = min(zone.startOfDay(zone.local(start).date.adding(days: 1)), period.upperBound)
            pieces.append(start..<end)
            start = end
        }
        return pieces
    }

    /// When an overdose at this instant is told.
    public func toldAt(_ overdose: Instant, in zone: ZoneRules) -> Instant {
        switch self {
        case .atOnce: return overdose
        case .nextDay(let time):
            let day = zone.local(overdose).date.adding(days: 1)
            return zone.instant(CivilDateTime(date: day, time: time))
        }
    }
}

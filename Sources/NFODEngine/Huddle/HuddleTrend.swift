/// How one count compares with the same weeks before. Numbers of overdoses follow the season, so the week is held
/// against its like, never against last week alone.
public struct HuddleTrend: Hashable, Sendable {
    /// What was counted: `Overdoses notified`.
    public var subject: String
    /// The seven days up to the report.
    public var lastSevenDays: Int
    /// The same seven days of earlier years, latest first.
    public var sameWeeksBefore: [Int]

    public init(subject: String, lastSevenDays: Int, sameWeeksBefore: [Int]) {
        self.subject = subject
        self.lastSevenDays = lastSevenDays
        self.sameWeeksBefore = sameWeeksBefore
    }

    /// `Overdoses notified, last 7 days: 14. Same weeks before: 8, 9 and 11. More than in any of them.` A comparison is
    /// made only where at least two earlier weeks are known and no number in it is suppressed.
    public func sentence(smallNumbersBelow limit: Int) -> String {
        func shown(_ count: Int) -> String { 0 < count && count < limit ? "fewer than \(limit)" : String(count) }
        var out = "\(subject), last 7 days: \(shown(lastSevenDays))."
        guard !sameWeeksBefore.isEmpty else { return out + " No earlier year to compare with." }
        let weeks = sameWeeksBefore.count == 1 ? "Same week before" : "Same weeks before"
        out += " \(weeks): \(PageText.list(sameWeeksBefore.map(shown)))."
        guard sameWeeksBefore.count > 1, lastSevenDays >= limit, let most = sameWeeksBefore.max(),
            let least = sameWeeksBefore.min(), least == 0 || least >= limit
        else { return out }
        if lastSevenDays > most { return out + " More than in any of them." }
        return lastSevenDays < least ? out + " Fewer than in any of them." : out
    }
}

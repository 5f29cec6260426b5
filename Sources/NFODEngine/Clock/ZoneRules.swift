/// The rules of one time zone, as a table of the instants at which its offset changes. Injected: the engine knows no
/// zone of its own, and a program without zone data fails when the table is made, not when a due time is shown.
public struct ZoneRules: Sendable, Equatable {
    /// From `from` on, local time is UTC + `offsetSeconds`.
    public struct Change: Sendable, Equatable {
        public let from: Instant
        public let offsetSeconds: Int

        public init(from: Instant, offsetSeconds: Int) {
            self.from = from
            self.offsetSeconds = offsetSeconds
        }
    }

    /// IANA name, such as `Europe/London`.
    public let name: String
    let initialOffsetSeconds: Int
    let changes: [Change]

    /// `changes` in ascending order of `from`.
    public init(name: String, initialOffsetSeconds: Int, changes: [Change]) {
        precondition(zip(changes, changes.dropFirst()).allSatisfy { $0.from < $1.from }, "changes must ascend")
        self.name = name
        self.initialOffsetSeconds = initialOffsetSeconds
        self.changes = changes
    }

    public static let utc = ZoneRules(name: "UTC", initialOffsetSeconds: 0, changes: [])

    /// Seconds east of UTC at `instant`.
    public func offsetSeconds(at instant: Instant) -> Int {
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].from <= instant { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? initialOffsetSeconds : changes[low - 1].offsetSeconds
    }

    /// What calendar and wall clock show at `instant`.
    public func local(_ instant: Instant) -> CivilDateTime {
        let shifted = instant.milliseconds + Int64(offsetSeconds(at: instant)) * 1_000
        let day = Int(shifted >= 0 ? shifted / 86_400_000 : (shifted - 86_399_999) / 86_400_000)
        return CivilDateTime(
            date: CivilDate(dayNumber: day),
            time: CivilTime(millisecondOfDay: Int(shifted - Int64(day) * 86_400_000)))
    }

    /// The instant of a local time. A time that happens twice is the first of the two; one that is skipped in spring is
    /// as long after the change as it claims to be after the hour before (01:30 becomes 02:30 summer time).
    public func instant(_ local: CivilDateTime) -> Instant {
        let asIfUTC = Int64(local.date.dayNumber) * 86_400_000 + Int64(local.time.millisecondOfDay)
        let before = offsetSeconds(at: Instant(milliseconds: asIfUTC) - .days(1))
        let after = offsetSeconds(at: Instant(milliseconds: asIfUTC) + .days(1))
        let first = Instant(milliseconds: asIfUTC - Int64(before) * 1_000)
        if before == after || offsetSeconds(at: first) == before { return first }
        let second = Instant(milliseconds: asIfUTC - Int64(after) * 1_000)
        return offsetSeconds(at: second) == after ? second : first
    }

    /// 00:00 local on `date`, or the first moment of the day where midnight is skipped.
    public func startOfDay(_ date: CivilDate) -> Instant { instant(CivilDateTime(date: date, time: .midnight)) }
}

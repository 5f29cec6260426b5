import NFODEngine

/// A clock on a wall in Dundee and a calendar beside it, kept as a person would keep them: a quarter of an hour after
/// the other from Friday 28 December 2018 to the end of January 2029, with nothing of the engine's dates, zones or
/// holidays in it. Slow, and written apart from the code that it is held against.
struct NaiveWall {
    /// One quarter of an hour, and what the wall shows when it begins.
    struct Quarter {
        let at: Instant
        /// `2026-12-24`
        let date: String
        /// 0 is Monday.
        let weekday: Int
        /// `09:30`
        let time: String
        let hour: Int
    }

    private(set) var quarters: [Quarter] = []

    static let start: Int64 = 1_545_955_200_000
    static let quarter: Int64 = 900_000

    init() {
        var utc = Hand(year: 2018, month: 12, day: 28, weekday: 4)
        var isSummer = false
        var at = NaiveWall.start
        quarters.reserveCapacity(355_000)
        while utc.year < 2029 || utc.month == 1 {
            // The last Sunday of a month of 31 days is its 25th or later; the clocks change at one in the morning.
            if utc.weekday == 6, utc.day >= 25, utc.quarter == 4, utc.month == 3 || utc.month == 10 {
                isSummer = utc.month == 3
            }
            var wall = utc
            if isSummer { for _ in 0..<4 { wall.tick() } }
            quarters.append(
                Quarter(
                    at: Instant(milliseconds: at), date: wall.date, weekday: wall.weekday, time: wall.time,
                    hour: wall.quarter / 4))
            utc.tick()
            at += NaiveWall.quarter
        }
    }

    func index(of instant: Instant) -> Int { Int((instant.milliseconds - NaiveWall.start) / NaiveWall.quarter) }

    /// The quarters that stand on the hour, from the beginning of 2019 to the end of 2028.
    var everyHour: [Int] {
        quarters.indices.filter { index in
            let at = quarters[index].at.milliseconds
            return at % 3_600_000 == 0 && (1_546_300_800_000..<1_861_920_000_000).contains(at)
        }
    }

    private struct Hand {
        var year: Int
        var month: Int
        var day: Int
        var weekday: Int
        var quarter = 0

        private var monthLength: Int {
            switch month {
            case 2: year.isMultiple(of: 4) ? 29 : 28
            case 4, 6, 9, 11: 30
            default: 31
            }
        }

        mutating func tick() {
            quarter += 1
            guard quarter == 96 else { return }
            (quarter, weekday, day) = (0, (weekday + 1) % 7, day + 1)
            guard day > monthLength else { return }
            (day, month) = (1, month + 1)
            if month > 12 { (month, year) = (1, year + 1) }
        }

        var date: String { "\(year)-\(Hand.two(month))-\(Hand.two(day))" }
        var time: String { "\(Hand.two(quarter / 4)):\(Hand.two(quarter % 4 * 15))" }
        private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    }
}

/// Who keeps which days, copied from the lists by hand.
enum NaiveHolidays {
    /// Dundee City Council, worked out on paper from its rules.
    static let dundee = days([
        2019: "01-01 04-01 05-06 05-27 07-22 10-07 12-25 12-26",
        2020: "01-01 04-06 05-04 05-25 07-27 10-05 12-25 12-28",
        2021: "01-01 04-05 05-03 05-31 07-26 10-04 12-27 12-28",
        2022: "01-03 04-04 05-02 05-30 07-25 10-03 12-26 12-27",
        2023: "01-02 04-03 05-01 05-29 07-24 10-02 12-25 12-26",
        2024: "01-01 04-01 05-06 05-27 07-22 10-07 12-25 12-26",
        2025: "01-01 04-07 05-05 05-26 07-28 10-06 12-25 12-26",
        2026: "01-01 04-06 05-04 05-25 07-27 10-05 12-25 12-28",
        2027: "01-01 04-05 05-03 05-31 07-26 10-04 12-27 12-28",
        2028: "01-03 04-03 05-01 05-29 07-24 10-02 12-25 12-26",
        2029: "01-01",
    ])

    /// Scotland's bank holidays as published, with the one-off of 15 June 2026.
    static let scotland = days([
        2019: "01-01 01-02 04-19 05-06 05-27 08-05 12-02 12-25 12-26",
        2020: "01-01 01-02 04-10 05-08 05-25 08-03 11-30 12-25 12-28",
        2021: "01-01 01-04 04-02 05-03 05-31 08-02 11-30 12-27 12-28",
        2022: "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27",
        2023: "01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26",
        2024: "01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26",
        2025: "01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26",
        2026: "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28",
        2027: "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28",
        2028: "01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26",
    ])

    private static func days(_ years: [Int: String]) -> Set<String> {
        Set(years.flatMap { year, days in days.split(separator: " ").map { "\(year)-\($0)" } })
    }
}

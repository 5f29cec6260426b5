public import NFODEngine

/// What happens in the demo, day by day: a working week behind, a Friday, a weekend, a Monday, and then everyday work
/// without end. The same each time; everybody in it is invented.
public struct DemoStory: Sendable {
    let calendar: DemoCalendar

    public init(zone: ZoneRules) { calendar = DemoCalendar(zone: zone) }

    /// The week before begins.
    var weekBefore: Instant { calendar.instant(DemoStory.firstDay, "06:00") }
    /// Where somebody who watches comes in: shortly before Friday's huddle.
    public var start: Instant { calendar.instant(0, "08:50") }
    /// The last of what was written for the demo has happened; everyday work goes on.
    public var end: Instant { calendar.instant(3, "17:00") }

    static let firstDay = -4

    /// In the order in which it happens.
    func beats(on day: Int) -> [DemoBeat] {
        let written: [DemoBeat] =
            switch day {
            case 0: friday
            case 1: saturday
            case 2: sunday
            case 3: monday
            default: []
            }
        return (everyday(day) + written).enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    /// The overdoses of the months before, as one old list of the ambulance service.
    var history: [DemoRow] {
        let many = (0..<DemoStory.peopleWithHistory).flatMap { number in
            (0...number % 3).map { (DemoPerson.invented(number), 25 + (number * 17 + $0 * 41) % 150, number * 7 + $0) }
        }
        let written = [(DemoStory.again, 61, 500), (DemoStory.misspelled, 112, 501)]
        return (many + written).enumerated().map { index, overdose in
            let (person, daysAgo, hour) = overdose
            return .ambulance(
                "HIST-\(index)", person, at: calendar.local(-daysAgo, "\(hour % 24):15"),
                sent: calendar.date(1 - daysAgo))
        }
    }

    private static let peopleWithHistory = 30

    /// One overdose a day, told at seven in the morning and answered the same day; police told of it too every other
    /// day, and whoever has nothing to send says so.
    private func everyday(_ day: Int) -> [DemoBeat] {
        let number = day - DemoStory.firstDay
        let person = DemoPerson.invented(DemoStory.peopleWithHistory + number)
        let night = calendar.local(day - 1, "21:10")
        let isWeekend = [.saturday, .sunday].contains(calendar.date(day).weekday)
        let isToldTwice = number.isMultiple(of: 2)
        let thread = DemoThread.everyday(day)
        func beat(_ clock: String, _ act: DemoBeat.Act) -> DemoBeat {
            DemoBeat(at: calendar.instant(day, clock), thread: thread, act: act, caption: nil)
        }
        let told = [
            beat("07:00", .tell(.ambulance("DAY-\(number)", person, at: night))),
            isToldTwice
                ? beat("07:05", .tell(.police("DAY-\(number)", person, at: night)))
                : beat("07:05", .nothingToSend(SourceID("police"))),
            beat("07:10", .nothingToSend(SourceID("hospital"))),
            beat("07:10", .nothingToSend(SourceID("community"))),
            beat("19:00", .nothingToSend(SourceID("ambulance"))),
        ]
        let answered =
            isWeekend
            ? [
                beat("10:20", .give), beat("10:40", .accept), beat("10:50", .screen),
                beat("11:00", .decideSafeguarding), beat("13:10", .contact(.phone, .wantsSupport)),
                beat("13:20", .finishPlan),
            ]
            : [
                beat("09:40", .give), beat("09:41", .agreePlan), beat("10:05", .accept), beat("10:15", .screen),
                beat("10:20", .decideSafeguarding), beat("11:30", .attempt(.phone, .noAnswer)),
                beat("14:20", .contact(.faceToFace, .wantsSupport)), beat("14:30", .finishPlan),
            ]
        return told + answered
    }

    func beat(
        _ day: Int, _ clock: String, _ thread: DemoThread, _ act: DemoBeat.Act, _ caption: String? = nil
    ) -> DemoBeat {
        DemoBeat(at: calendar.instant(day, clock), thread: thread, act: act, caption: caption)
    }
}

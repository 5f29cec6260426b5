import NFODEngine
import Testing

/// On a Monday with ten: who is not reached with today's team (issue 5).
@Suite struct TodaysVisitsTests {
    let now: Instant
    let ann = WorkerID("ann")
    let ben = WorkerID("ben")

    init() throws { now = try CalendarFixture.instant("2027-06-07T09:30:00+01:00") }

    private func wanted(
        _ code: String, _ level: TriageLevel, _ due: Int64, _ workers: [WorkerID]
    ) -> TodaysVisits.Wanted {
        .init(code: CaseCode(code), level: level, contactDueAt: now + .hours(due), workers: workers)
    }

    private func shift(_ from: Int64, _ to: Int64) -> Range<Instant> { (now + .minutes(from))..<(now + .minutes(to)) }

    @Test func theMostUrgentComeFirstAndTheRestAreNamed() {
        // Five visits of an hour and a half are seven and a half hours.
        let cases = (0..<10).map { wanted("C\($0)", $0 < 2 ? .green : .amber, Int64(60 - $0), [ann]) }
        let red = wanted("RED", .red, 71, [ann])
        let visits = TodaysVisits([red] + cases, shifts: [ann: [shift(0, 450)]], visit: .minutes(90), from: now)
        #expect(visits.starts.keys.map(\.name).sorted() == ["C6", "C7", "C8", "C9", "RED"])
        #expect(visits.starts[CaseCode("RED")] == now)
        #expect(visits.starts[CaseCode("C9")] == now + .minutes(90))
        #expect(visits.obstacles.count == 6)
        #expect(visits.obstacles[CaseCode("C0")] == .noTimeLeft(ann, visits: 5))
    }

    @Test func twoGoTogetherOrNotAtAll() {
        let pair = wanted("PAIR", .amber, 10, [ann, ben])
        let alone = wanted("ALONE", .green, 10, [ben])
        // Ben comes at noon and has time for two.
        let visits = TodaysVisits(
            [alone, pair], shifts: [ann: [shift(0, 450)], ben: [shift(150, 330)]], visit: .minutes(90), from: now)
        #expect(visits.starts[pair.code] == now + .minutes(150))
        #expect(visits.starts[alone.code] == now + .minutes(240))
        let shorter = TodaysVisits(
            [alone, pair], shifts: [ann: [shift(0, 450)], ben: [shift(150, 300)]], visit: .minutes(90), from: now)
        #expect(shorter.obstacles == [alone.code: .noTimeLeft(ben, visits: 1)])
        let gone = TodaysVisits([pair], shifts: [ann: [shift(0, 450)]], visit: .minutes(90), from: now)
        #expect(gone.obstacles == [pair.code: .notAtWork(ben)])
    }

    @Test func aShiftTooShortForAVisitIsSaidAsSuch() {
        let only = wanted("ONE", .red, 10, [ann])
        let visits = TodaysVisits([only], shifts: [ann: [shift(0, 60)]], visit: .minutes(90), from: now)
        #expect(visits.obstacles[only.code] == .noTimeLeft(ann, visits: 0))
        #expect(
            visits.obstacles[only.code]?.words { $0.name } == "what is left of ann's shift is too short for a visit")
        let busy = TodaysVisits.Obstacle.noTimeLeft(ann, visits: 5).words { $0.name }
        #expect(busy == "ann has no time left after 5 more urgent visits")
        #expect(TodaysVisits.Obstacle.notAtWork(ann).words { $0.name } == "ann is not at work any more today")
    }

    @Test func whoeverHasNobodyIsNotCountedHere() {
        let visits = TodaysVisits([wanted("NOBODY", .red, 1, [])], shifts: [:], visit: .minutes(90), from: now)
        #expect(visits.starts.isEmpty && visits.obstacles.isEmpty)
    }
}

import NFODEngine
import Testing

@Suite struct CivilDateTests {
    @Test func everyDayOfFourCenturiesGoesThereAndBack() {
        var previous = CivilDate(dayNumber: -100_001)
        for number in -100_000...100_000 {
            let date = CivilDate(dayNumber: number)
            #expect(date.dayNumber == number)
            #expect(previous < date)
            previous = date
        }
    }

    @Test(arguments: [(2021, 2, 31), (2021, 13, 1), (2021, 0, 1), (2100, 2, 29), (0, 1, 1)])
    func daysThatDoNotExist(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test func weekdays() {
        #expect(CivilDate(iso8601: "2021-03-01")?.weekday == .monday)
        #expect(CivilDate(iso8601: "1969-12-31")?.weekday == .wednesday)
    }
}

@Suite struct InstantTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2021-03-01T09:30:00+00:00", 1_614_591_000_000),
        ("2021-04-06T09:30+01:00", 1_617_697_800_000), ("2021-04-06T09:30:00.250+0100", 1_617_697_800_250),
    ])
    func reads(text: String, milliseconds: Int64) {
        #expect(Instant(iso8601: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "2021-03-01T09:30:00", "2021-02-31T09:30:00Z", "2021-03-01T25:00Z", "2021-03-01 09:30Z", "", "T",
        "2021-03-01T09:30+",
        "2021-03-01T09:30:00.Z", "+2021-03-01T09:30Z",
    ])
    func refuses(text: String) {
        #expect(Instant(iso8601: text) == nil)
    }
}

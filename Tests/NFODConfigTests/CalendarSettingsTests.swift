import Foundation
import NFODConfig
import NFODEngine
import Testing

/// Calendars in the files: other days and times of the huddle, single days of an agency, years nobody knows.
@Suite struct CalendarSettingsTests {
    private func huddles(_ text: String, _ list: ProblemList = ProblemList()) throws -> HuddleCalendar? {
        let reader = try #require(YAMLReader.parse(text, file: "nfodd.yaml", list: list))
        return HuddleCalendarReader.read(
            reader, holidays: try Shipped.holidays(), zone: try .load(name: "Europe/London"))
    }

    @Test func theHuddleMeetsAtSeveralTimesAndKeepsDaysOfItsOwn() throws {
        let calendar = try #require(
            try huddles(
                """
                days: [monday, friday]
                time: 09:30
                lasts: 45m
                also:
                  - {days: [friday, saturday], time: "15:00"}
                  - {days: [saturday], time: "11:00"}
                holidays: dundee-city-council
                add: [{date: 2027-06-14, name: Team day}]
                remove: [2027-04-05]
                """))
        var found: [String] = []
        var now = try Shipped.instant("2027-04-01T00:00:00+01:00")
        for _ in 0..<6 {
            now = calendar.nextHuddle(after: now)
            found.append(calendar.zone.iso8601(now))
        }
        #expect(
            found == [
                "2027-04-02T09:30:00+01:00", "2027-04-02T15:00:00+01:00", "2027-04-03T11:00:00+01:00",
                "2027-04-03T15:00:00+01:00", "2027-04-05T09:30:00+01:00", "2027-04-09T09:30:00+01:00",
            ])
        let teamDay = try Shipped.instant("2027-06-14T00:00:00+01:00")
        #expect(calendar.zone.iso8601(calendar.nextHuddle(after: teamDay)) == "2027-06-18T09:30:00+01:00")
    }

    @Test func mistakesInOtherTimesAndSingleDaysAreNamed() throws {
        let list = ProblemList()
        _ = try huddles(
            """
            days: [monday]
            time: 09:30
            lasts: 45m
            also: [{days: [], time: "15:00"}, {days: [friday]}, {days: [friday], time: late}]
            holidays: dundee-city-council
            add: [{date: 2027-13-14, name: x}]
            remove: [soon]
            """, list)
        #expect(list.problems.count == 5, "\(list.problems)")
    }

    /// A day meant to be one of the calendar's, and mistyped: the huddle would not meet on it.
    @Test func aDayTakenOutThatIsNoHolidayAndAYearNobodyKnowsAreNamed() throws {
        let list = ProblemList()
        _ = try huddles(
            """
            days: [monday]
            time: 09:30
            lasts: 45m
            holidays: dundee-city-council
            add:
              - {date: 2027-06-14, name: Team day}
              - {date: 2077-06-14, name: Team day}
            remove:
              - 2027-04-05
              - 2027-04-06
              - 2027-06-14
              - 2077-12-25
            """, list)
        #expect(
            list.problems.map(\.description) == [
                "nfodd.yaml:7: add.2.date: no holidays are known for 2077 in 'dundee-city-council'",
                "nfodd.yaml:10: remove.2: 2027-04-06 is no holiday in 'dundee-city-council'",
                "nfodd.yaml:12: remove.4: no holidays are known for 2077 in 'dundee-city-council'",
            ])
    }

    @Test func anAgencysAndAFilesOwnDaysAreLookedAtToo() throws {
        let copy = try ConfigurationCopy()
        let harbour = "      from: 10:00\n      to: 20:00\n      holidays: scotland"
        let line = try copy.replace(harbour, with: harbour + "\n      remove: [2027-01-05]", in: "team.yaml") + 3
        let file = "holidays/dundee-city-council.yaml"
        let other = try copy.replace("rules:\n", with: "remove: [2027-04-06]\nrules:\n", in: file)
        let found = copy.problems().map(\.description)
        for (place, day) in [("team.yaml:\(line):", "2027-01-05"), ("\(file):\(other):", "2027-04-06")] {
            #expect(found.contains { $0.hasPrefix(place) && $0.contains("\(day) is no holiday in") }, "\(found)")
        }
    }

    /// The huddle may meet on a day that an agency keeps, and the other way round.
    @Test func anAgencyAddsAndRemovesDaysOfItsOwn() throws {
        let copy = try ConfigurationCopy()
        try copy.replace(
            "      from: 10:00\n      to: 20:00\n      holidays: scotland",
            with: """
                      from: 10:00
                      to: 20:00
                      holidays: scotland
                      add: [{date: 2027-06-14, name: Team day}]
                      remove: [2027-01-04]
                """, in: "team.yaml")
        let agencies = try copy.load().team.agencies
        let harbour = try #require(agencies[AgencyID("harbour-outreach")]).calendar
        let treatment = try #require(agencies[AgencyID("treatment-service")]).calendar
        let days = try ["2027-06-14", "2027-01-04"].map { try #require(CivilDate(iso8601: $0)) }
        #expect(days.map(harbour.isWorkingDay) == [false, true])
        #expect(days.map(treatment.isWorkingDay) == [true, false])
    }

    /// Scotland's days are known to the end of 2028, Dundee's to the end of 2035.
    @Test(arguments: [
        ("2028-09-29", []), ("2028-10-01", ["holidays/scotland.json:1: no holidays are known for 2029"]),
        ("2029-06-01", ["holidays/scotland.json:1: no holidays are known for 2029"]),
        (
            "2035-12-31",
            [
                "holidays/dundee-city-council.yaml:1: no holidays are known for 2036",
                "holidays/scotland.json:1: no holidays are known for 2035",
                "holidays/scotland.json:1: no holidays are known for 2036",
            ]
        ),
    ])
    func aYearNobodyKnowsIsAWarningThreeMonthsBefore(today: String, expected: [String]) throws {
        let copy = try ConfigurationCopy()
        let configuration = try Configuration.load(
            directory: copy.directory.path, today: try #require(CivilDate(iso8601: today)))
        let told = configuration.warnings.map(\.description).filter { $0.hasPrefix("holidays/") }
        #expect(told.count == expected.count, "\(told)")
        #expect(zip(told, expected).allSatisfy { $0.hasPrefix($1) }, "\(told)")
    }

    @Test func aChangedHolidayFileIsAnotherConfiguration() throws {
        let copy = try ConfigurationCopy()
        let before = try copy.load()
        let file = "holidays/dundee-city-council.yaml"
        try copy.replace("rules:\n", with: "add: [{date: 2027-06-14, name: Snow}]\nrules:\n", in: file)
        let after = try copy.load()
        #expect(before.hash != after.hash)
        #expect(before.files.filter { after.files[$0.key] != $0.value }.map(\.key) == [file])
    }
}

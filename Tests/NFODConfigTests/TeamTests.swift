import Foundation
import NFODConfig
import NFODEngine
import Testing

/// The shipped files, read from the repository.
enum Shipped {
    static let config = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("config")

    static func holidays() throws -> [HolidayCalendarID: HolidayCalendar] {
        let list = ProblemList()
        let calendars = HolidaysFile.all(inDirectory: config.appendingPathComponent("holidays").path, list: list)
        #expect(list.problems == [])
        return calendars
    }

    static func surroundings(channels: Set<ChannelID>? = nil) throws -> TeamFile.Surroundings {
        TeamFile.Surroundings(zone: try .load(name: "Europe/London"), holidays: try holidays(), channels: channels)
    }

    static func instant(_ text: String) throws -> Instant { try #require(Instant(iso8601: text)) }
}

@Suite struct ZoneRulesLoadingTests {
    let london: ZoneRules

    init() throws { london = try .load(name: "Europe/London") }

    @Test func aZoneNobodyKnowsFailsLoudly() {
        #expect(throws: ZoneUnavailable(name: "Europe/Dundee")) { try ZoneRules.load(name: "Europe/Dundee") }
    }

    /// The zone's own data against the rule: last Sundays of March and October, 01:00 UTC, from 1996 on.
    @Test func londonChangesWhenTheRuleSays() throws {
        for year in 1996...2060 {
            for (month, before, after) in [(3, 0, 3_600), (10, 3_600, 0)] {
                var day = try #require(CivilDate(year: year, month: month, day: 31))
                while day.weekday != .sunday { day = day.adding(days: -1) }
                let change = Instant(seconds: Int64(day.dayNumber) * 86_400 + 3_600)
                #expect(london.offsetSeconds(at: change) == after)
                #expect(london.offsetSeconds(at: Instant(milliseconds: change.milliseconds - 1)) == before)
            }
        }
        // Winter 1970 was kept on British Standard Time, the end of which is a change like any other.
        #expect(london.offsetSeconds(at: try Shipped.instant("1971-01-15T12:00:00Z")) == 3_600)
        #expect(london.offsetSeconds(at: try Shipped.instant("1972-01-15T12:00:00Z")) == 0)
    }

    @Test func theTableAgreesWithTheMachineEveryThirdHour() throws {
        let zone = try #require(TimeZone(identifier: "Europe/London"))
        let end = try Shipped.instant("2060-12-31T00:00:00Z").milliseconds / 1_000
        for seconds in stride(from: Int64.zero, to: end, by: Int64.Stride(3 * 3_600)) {
            let told = zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds)))
            guard london.offsetSeconds(at: Instant(seconds: seconds)) == told else {
                Issue.record("differs at \(seconds)")
                return
            }
        }
    }

    /// Rule 1: 72 elapsed hours, whatever the clocks do.
    @Test(arguments: [
        ("2027-03-26T10:00", "2027-03-29T11:00:00+01:00"), ("2027-03-26T18:00", "2027-03-29T19:00:00+01:00"),
        ("2026-10-23T18:00", "2026-10-26T17:00:00+00:00"),
    ])
    func seventyTwoElapsedHours(local: String, end: String) throws {
        let halves = local.split(separator: "T")
        let date = try #require(CivilDate(iso8601: halves[0]))
        let time = try #require(CivilTime(iso8601: halves[1]))
        let overdose = london.instant(CivilDateTime(date: date, time: time))
        #expect(london.iso8601(overdose + .hours(72)) == end)
    }

    @Test(arguments: [
        ("2027-03-28", "2027-03-28T02:30:00+01:00"), ("2027-10-31", "2027-10-31T01:30:00+01:00"),
    ])
    func halfPastOneInTheGapAndTwice(date: String, shown: String) throws {
        let time = try #require(CivilTime(hour: 1, minute: 30))
        let day = try #require(CivilDate(iso8601: date))
        #expect(london.iso8601(london.instant(CivilDateTime(date: day, time: time))) == shown)
    }

    @Test func everyLocalHourOf2019To2028GoesThereAndBack() throws {
        let first = try #require(CivilDate(iso8601: "2019-01-01"))
        let last = try #require(CivilDate(iso8601: "2028-12-31"))
        var moved: [String] = []
        for number in first.dayNumber...last.dayNumber {
            for hour in 0..<24 {
                let time = try #require(CivilTime(hour: hour, minute: 0))
                let wall = CivilDateTime(date: CivilDate(dayNumber: number), time: time)
                let shown = london.local(london.instant(wall))
                if shown != wall { moved.append("\(wall.date.iso8601) \(hour) \(shown.time.hour)") }
            }
        }
        // Only the skipped hour of each spring cannot be shown: 01:00 becomes 02:00.
        #expect(moved.count == 10)
        #expect(moved.allSatisfy { $0.contains("-03-") && $0.hasSuffix(" 1 2") })
    }
}

@Suite struct HolidaysFileTests {
    @Test(arguments: [
        (2025, "01-01 04-07 05-05 05-26 07-28 10-06 12-25 12-26"),
        (2026, "01-01 04-06 05-04 05-25 07-27 10-05 12-25 12-28"),
        (2027, "01-01 04-05 05-03 05-31 07-26 10-04 12-27 12-28"),
    ])
    func dundeeAsShipped(year: Int, expected: String) throws {
        let dundee = try #require(try Shipped.holidays()[HolidayCalendarID("dundee-city-council")])
        let found = dundee.names.keys.filter { $0.year == year }.sorted()
        #expect(found.map { String($0.iso8601.dropFirst(5)) }.joined(separator: " ") == expected)
    }

    @Test func scotlandAsPublishedWithTheOneOffOf2026() throws {
        let scotland = try #require(try Shipped.holidays()[HolidayCalendarID("scotland")])
        #expect(scotland.knownYears == Set(2019...2028))
        #expect(scotland.names[try #require(CivilDate(iso8601: "2026-06-15"))] == "World Cup bank holiday")
        #expect(scotland.names[try #require(CivilDate(iso8601: "2021-04-02"))] == "Good Friday")
        #expect(scotland.gaps(in: 2028...2029).map(\.year) == [2029])
    }

    private func problems(_ file: String, _ text: String) -> [String] {
        let list = ProblemList()
        let id = HolidayCalendarID(String(file.dropLast(5)))
        #expect(HolidaysFile.calendar(id: id, text: text, file: file, list: list) == nil)
        return list.problems.map(\.description)
    }

    @Test func everyMistakeOfARuleFileIsNamedWithItsLine() {
        let found = problems(
            "x.yaml",
            """
            years: {from: 2020, to: 2019}
            rules:
              - {name: a, which: sixth, weekday: monday, month: 13}
              - {name: b, date: 02-30}
              - {name: c, date: 12-25, inlieu: true}
            add:
              - {date: 2021-02-31, name: never}
            """)
        #expect(found.count == 6)
        let expected = [
            (1, "'to' is before"), (3, "sixth"), (3, "13"), (4, "02-30"), (5, "inLieu"), (7, "2021-02-31"),
        ]
        for (number, words) in expected {
            #expect(found.contains { $0.hasPrefix("x.yaml:\(number):") && $0.contains(words) }, "\(words) in \(found)")
        }
    }

    @Test(arguments: [
        (#"{"scotland": {"events": []}}"#, "no holidays here"),
        (#"{"scotland": {"events": [{"title": "x", "date": "15/06/2026"}]}}"#, "15/06/2026"),
        (#"{"wales": {}, "england": {}}"#, "'scotland'"), (#"{"scotland": "#, "not readable"), ("", "empty"),
    ])
    func aWrongPublishedListIsRefused(text: String, words: String) {
        let found = problems("scotland.json", text)
        #expect(found.contains { $0.contains(words) }, "\(found)")
    }

    @Test func ofSeveralDivisionsTheOneNamedLikeTheFileIsTaken() throws {
        let text = #"{"wales": {"events": []}, "scotland": {"events": [{"title": "x", "date": "2026-06-15"}]}}"#
        let calendar = try #require(
            HolidaysFile.calendar(
                id: HolidayCalendarID("scotland"), text: text, file: "scotland.json", list: ProblemList()))
        #expect(calendar.names.count == 1)
    }

    @Test func theHuddleIsReadWithItsExtras() throws {
        let list = ProblemList()
        let text = """
            days: [monday, friday]
            time: 09:30
            lasts: 45m
            holidays: dundee-city-council
            extra: [{date: 2021-04-05, time: "14:00"}, {date: 2021-04-06}]
            """
        let reader = try #require(YAMLReader.parse(text, file: "nfodd.yaml", list: list))
        let calendar = try #require(
            HuddleCalendarReader.read(reader, holidays: try Shipped.holidays(), zone: try .load(name: "Europe/London")))
        let friday = try Shipped.instant("2021-04-02T09:30:00+01:00")
        let extra = try Shipped.instant("2021-04-05T14:00:00+01:00")
        #expect(calendar.nextHuddle(after: friday) == extra)
        #expect(calendar.nextHuddle(after: extra) == (try Shipped.instant("2021-04-06T09:30:00+01:00")))
        #expect(list.problems == [])
    }
}

@Suite struct TeamFileTests {
    @Test func theShippedTeamLeavesNoHourWithoutSomebodyOnEachDuty() throws {
        let list = ProblemList()
        let text = try String(contentsOf: Shipped.config.appendingPathComponent("team.yaml"), encoding: .utf8)
        let read = TeamFile.team(
            text: text, surroundings: try Shipped.surroundings(channels: [ChannelID("team-webhook")]), list: list)
        #expect(list.problems == [])
        let team = try #require(read)
        #expect(team.workers.values.count { $0.skills.contains(.outreach) } == 6)
        // Christmas 2026 to Easter 2027: holidays, days in lieu and a clock change.
        var now = try Shipped.instant("2026-12-21T00:00:00Z")
        while now < (try Shipped.instant("2027-04-12T00:00:00Z")) {
            for role in [RoleID.coordinator, .dutyWorker] {
                guard case .onRota = team.duty(role, at: now) else {
                    Issue.record("nobody on the rota as \(role) at \(team.zone.iso8601(now))")
                    return
                }
            }
            for role in team.rotas.keys { #expect(!team.holders(of: role, at: now).isEmpty) }
            now = now + .minutes(30)
        }
        for worker in team.allWorkers { #expect(team.channels(of: worker.id) == [ChannelID("team-webhook")]) }
    }

    private func problems(_ text: String) throws -> [String] {
        let list = ProblemList()
        let team = TeamFile.team(
            text: text, surroundings: try Shipped.surroundings(channels: [ChannelID("team-webhook")]), list: list)
        #expect(team == nil)
        return list.problems.map(\.description)
    }

    @Test func everyMistakeIsNamedAtOnceWithItsLine() throws {
        let found = try problems(
            """
            holidays: dundee
            agencies:
              outreach:
                label: Outreach
                mayBeTold: some
                calendar: {days: [monday], from: 9, to: 17:00, holidays: scotland}
            workers:
              Worker 1:
                name: Isla Example
                agency: outreech
                capacity: 900
                skills: [outreach, juggling]
                localities: [DD4 3JF]
                leave: [{from: 2027-07-16, to: 2027-07-05}]
                shifts:
                  - {days: [monday, tuesday], from: 09:00, to: 17:00}
                  - {days: [tuesday], from: 16:00, to: 20:00}
                channels: [pigeon]
                mayVisitAlone: "yes"
            duty:
              coordinator:
                label: Coordinator
                turns:
                  - {days: [], from: 25:00, to: 17:00, worker: worker-9}
            """)
        let expected = [
            (1, "no holiday calendar 'dundee'"), (5, "'some'"), (6, "'9'"), (9, "an id has"),
            (10, "no agency 'outreech'"), (11, "900"), (12, "juggling"), (13, "DD4 3JF"),
            (14, "ends before it begins"), (17, "overlaps"),
            (18, "no channel 'pigeon'"), (19, "true or false"), (22, "always has a deputy"), (24, "at least one day"),
            (24, "25:00"), (24, "no worker 'worker-9'"), (21, "'duty-worker' is missing"),
            (21, "'hospital-liaison' is missing"), (21, "'custody-contact' is missing"),
            (21, "'young-people-lead' is missing"),
        ]
        for (number, words) in expected {
            let isTold = found.contains { $0.hasPrefix("team.yaml:\(number):") && $0.contains(words) }
            #expect(isTold, "\(words) in \(found)")
        }
        #expect(found.count == expected.count, "\(found)")
    }

    @Test func shiftsThatMeetOverTheEndOfTheWeekOverlap() throws {
        let shared = """
            holidays: scotland
            agencies:
              outreach:
                label: Outreach
                mayBeTold: [ambulance]
                calendar: {days: [monday], from: 09:00, to: 17:00, holidays: scotland}
            workers:
              worker-1:
                name: Isla Example
                agency: outreach
                capacity: 9
                channels: [team-webhook]
                shifts:
                  - {days: [sunday], from: 22:00, to: 06:00}
                  - {days: [monday], from: 05:00, to: 09:00}
            duty: {}
            """
        #expect(try problems(shared).contains { $0.hasPrefix("team.yaml:15:") && $0.contains("overlaps") })
        let apart = shared.replacingOccurrences(of: "05:00", with: "06:00")
        #expect(try !problems(apart).contains { $0.contains("overlaps") })
    }
}

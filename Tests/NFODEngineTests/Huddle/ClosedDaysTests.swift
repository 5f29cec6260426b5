import Testing

@testable import NFODEngine

/// The section for Fridays and for the day before holidays (issue 5).
@Suite struct ClosedDaysTests {
    let huddles: HuddleCalendar
    let team: Team

    init() throws {
        huddles = HuddleCalendar(
            weekdays: CalendarFixture.weekdays, time: try CalendarFixture.time("09:30"),
            holidays: CalendarFixture.dundee, zone: CalendarFixture.london)
        let everyDay = Set(DutyDay.allCases)
        team = try TeamFixture.team(
            [
                TeamFixture.worker("ann"),
                TeamFixture.worker("ben", shifts: [TeamFixture.weekly([.saturday, .holiday], "10:00", "18:00")]),
                TeamFixture.worker(
                    "office", skills: [.nurse], shifts: [TeamFixture.weekly(everyDay, "00:00", "00:00")]),
            ],
            rotas: [
                TeamFixture.rota(
                    .dutyWorker,
                    [
                        (try TeamFixture.weekly(TeamFixture.monToFri, "08:20", "17:00"), "ann"),
                        (try TeamFixture.weekly([.friday, .saturday, .holiday], "17:00", "08:20"), "ben"),
                        (try TeamFixture.weekly([.saturday, .holiday], "08:20", "17:00"), "ben"),
                        (try TeamFixture.weekly([.sunday], "08:20", "08:20"), "office"),
                    ])
            ])
    }

    private func days(_ at: String, _ calendar: HuddleCalendar? = nil) throws -> ClosedDays? {
        ClosedDays(
            at: try CalendarFixture.instant(at), huddles: calendar ?? huddles, team: team, contactWithin: .hours(72)
        ) { $0.name }
    }

    /// Also on the morning itself, before its huddle: that is when it is printed.
    @Test(arguments: [
        ("2026-06-05T09:00:00+01:00", "2026-06-08T09:30:00+01:00"),
        ("2026-06-05T10:00:00+01:00", "2026-06-08T09:30:00+01:00"),
        ("2026-06-06T10:00:00+01:00", "2026-06-08T09:30:00+01:00"),
        ("2026-12-24T12:00:00Z", "2026-12-29T09:30:00Z"), ("2026-06-04T10:00:00+01:00", nil),
        ("2026-06-07T10:00:00+01:00", nil),
    ])
    func whenThereIsOne(at: String, next: String?) throws {
        #expect(try days(at)?.nextHuddle == next.map { try CalendarFixture.instant($0) })
    }

    @Test func anExtraHuddleOnTheNextDayTakesItAway() throws {
        let saturday = CivilDateTime(
            date: try CalendarFixture.date("2026-06-06"), time: try CalendarFixture.time("11:00"))
        #expect(try days("2026-06-05T10:00:00+01:00", huddles.calling(saturday)) == nil)
    }

    /// Christmas 2026, to the minute: turns begin at twenty past eight, and from five on Sunday's end nobody has it.
    @Test func whoIsOnDutyAndAtWorkOnEachDay() throws {
        let closed = try #require(try days("2026-12-24T12:00:00Z"))
        #expect(closed.unseenBefore == (try CalendarFixture.instant("2026-12-26T09:30:00Z")))
        #expect(closed.days.map(\.holiday) == [nil, "Christmas Day", nil, nil, "Boxing Day (in lieu)", nil])
        let text = PageText(zone: CalendarFixture.london)
        var due = ExampleHuddle.item("K7QX-01", overdose: "2026-12-24T12:00:00Z", notified: "2026-12-24T12:00:00Z")
        due.coveredBy = "office"
        var uncovered = ExampleHuddle.item(
            "K7QX-02", overdose: "2026-12-26T09:30:00Z", notified: "2026-12-26T09:30:00Z")
        uncovered.coveredBy = nil
        #expect(
            closed.days.map { $0.cells(due: [due, uncovered], text) } == [
                ["Thu 24 Dec", "12:00 to 17:00 ann; 17:00 to 24:00 NOBODY", "12:00 to 17:00 ann", "nothing"],
                [
                    "Fri 25 Dec, Christmas Day", "00:00 to 08:20 NOBODY; 08:20 to 24:00 ben", "10:00 to 18:00 ben",
                    "nothing",
                ],
                ["Sat 26 Dec", "00:00 to 24:00 ben", "10:00 to 18:00 ben", "nothing"],
                [
                    "Sun 27 Dec", "00:00 to 08:20 ben; 08:20 to 24:00 office", "nobody", "K7QX-01 12:00 (office)",
                ],
                [
                    "Mon 28 Dec, Boxing Day (in lieu)", "00:00 to 08:20 office; 08:20 to 24:00 ben",
                    "10:00 to 18:00 ben", "nothing",
                ],
                [
                    "Tue 29 Dec, huddle 09:30", "00:00 to 08:20 ben; 08:20 to 09:30 ann", "09:00 to 09:30 ann",
                    "K7QX-02 09:30 (NOBODY COVERS)",
                ],
            ])
        #expect(
            closed.sentence(text, now: try CalendarFixture.instant("2026-12-24T12:00:00Z"))
                == "The first huddle on a later day is Tue 29 Dec 09:30 (Fri 25 Dec: Christmas Day; "
                + "Mon 28 Dec: Boxing Day (in lieu)). An overdose before Sat 26 Dec 09:30 is due before that: it "
                + "goes to whoever is on duty as soon as it is told.")
    }

    /// An hour less in the night of the spring change, an hour more in autumn: no minute is lost or counted twice.
    @Test(arguments: ["2027-03-26T10:00:00Z", "2026-10-23T10:00:00+01:00"])
    func theDutyHasNoGapBetweenItsPieces(at: String) throws {
        let closed = try #require(try days(at))
        let pieces = closed.days.flatMap(\.duty)
        #expect(pieces.first?.from == (try CalendarFixture.instant(at)))
        #expect(pieces.last?.to == closed.nextHuddle)
        #expect(zip(pieces, pieces.dropFirst()).allSatisfy { $0.to == $1.from })
    }

    @Test func theReportShowsItAndSaysNothingWhereThereIsNone() throws {
        var input = ExampleHuddle.input
        let without = HuddleReport.build(from: input).rendered(as: .json, ExampleHuddle.text)
        #expect(without.contains("\"closedDays\": null"))
        input.closedDays = try days("2026-12-24T12:00:00Z")
        let report = HuddleReport.build(from: input)
        let told = report.rendered(as: .text, ExampleHuddle.text)
        #expect(told.contains("BEFORE A WEEKEND OR HOLIDAYS (6)"))
        #expect(told.contains("Christmas Day"))
        #expect(told.contains("The first huddle on a later day is"))
        #expect(report.rendered(as: .json, ExampleHuddle.text).contains("\"unseenBefore\""))
    }
}

import NFODEngine
import Testing

@Suite struct ICalendarTests {
    private func told(_ lines: String...) throws -> [String] {
        let event = (["SUMMARY:Ana Example"] + lines).joined(separator: "\n")
        let reading = try ICalendarFixture.read(ICalendarFixture.bytes(ICalendarFixture.event(event)))
        #expect(reading.problems == [])
        return ICalendarFixture.told(reading)
    }

    @Test func zones() throws {
        let expected = ["ana 2027-06-08T09:00 2027-06-08T17:00"]
        for zone in ["Europe/London", "\"GMT Standard Time\""] {
            #expect(
                try told("DTSTART;TZID=\(zone):20270608T090000", "DTEND;TZID=\(zone):20270608T170000") == expected)
        }
        #expect(try told("DTSTART;TZID=UTC:20270608T080000", "DTEND;TZID=UTC:20270608T160000") == expected)
        #expect(try told("DTSTART:20270608T080000Z", "DTEND:20270608T160000Z") == expected)
        // Without a zone: the team's.
        #expect(try told("DTSTART:20270608T090000", "DTEND:20270608T170000") == expected)
        #expect(try told("DTSTART:20270608T090000", "DURATION:PT8H") == expected)
        #expect(try told("DTSTART:20270608T090000", "DTEND:20270608T160000Z") == expected)
    }

    @Test func allDay() throws {
        #expect(
            try told("DTSTART;VALUE=DATE:20270608", "DTEND;VALUE=DATE:20270610") == [
                "ana 2027-06-08T00:00 2027-06-10T00:00"
            ])
        #expect(try told("DTSTART;VALUE=DATE:20270608") == ["ana 2027-06-08T00:00 2027-06-09T00:00"])
        #expect(try told("DTSTART;VALUE=DATE:20270608", "DURATION:P1W") == ["ana 2027-06-08T00:00 2027-06-15T00:00"])
    }

    /// The days on which a repetition begins, in June and July 2027.
    @Test(arguments: [
        ("20270608", "FREQ=DAILY;COUNT=3", ["06-08", "06-09", "06-10"]),
        ("20270608", "FREQ=DAILY;INTERVAL=10", ["06-08", "06-18", "06-28", "07-08", "07-18"]),
        ("20270608", "FREQ=DAILY;BYDAY=SA,SU;UNTIL=20270613", ["06-08", "06-12", "06-13"]),
        ("20270608", "FREQ=WEEKLY;UNTIL=20270622T235959Z", ["06-08", "06-15", "06-22"]),
        ("20270608", "FREQ=WEEKLY;UNTIL=20270622T070000Z", ["06-08", "06-15"]),
        ("20270609", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=4", ["06-09", "06-21", "06-23", "07-05"]),
        // RFC 5545's own example: with the week beginning on a Sunday, another week is the second.
        ("20270608", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", ["06-08", "06-13", "06-22", "06-27"]),
        ("20270608", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", ["06-08", "06-20", "06-22", "07-04"]),
        // Begun long ago, without an end.
        ("20200106", "FREQ=WEEKLY;INTERVAL=3", ["06-07", "06-28", "07-19"]),
        ("20200101", "FREQ=DAILY;INTERVAL=20", ["06-13", "07-03", "07-23"]),
        ("20200106", "FREQ=WEEKLY;COUNT=389", ["06-07", "06-14"]),
    ])
    func repetitions(start: String, rule: String, expected: [String]) throws {
        let days = try told("DTSTART:\(start)T090000", "DTEND:\(start)T170000", "RRULE:\(rule)")
        #expect(days == expected.map { "ana 2027-\($0)T09:00 2027-\($0)T17:00" })
    }

    /// What a repetition gives is what a walk through every single day gives, written another way.
    @Test(arguments: 1...300)
    func randomRepetitions(seed: UInt64) throws {
        var numbers = TeamSeededNumbers(seed: seed)
        let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
        let start = CivilDate(dayNumber: 20_000 + Int.random(in: 0..<1_000, using: &numbers))
        let isDaily = Bool.random(using: &numbers)
        let interval = Int.random(in: 1...5, using: &numbers)
        let days = Set((0..<Int.random(in: 0...3, using: &numbers)).map { _ in Int.random(in: 0..<7, using: &numbers) })
        let count = Bool.random(using: &numbers) ? Int.random(in: 1...400, using: &numbers) : nil
        let weekStart = Int.random(in: 0..<7, using: &numbers)
        var rule = "FREQ=\(isDaily ? "DAILY" : "WEEKLY");INTERVAL=\(interval);WKST=\(names[weekStart])"
        if !days.isEmpty { rule += ";BYDAY=" + days.map { names[$0] }.joined(separator: ",") }
        if let count { rule += ";COUNT=\(count)" }
        let window =
            CalendarFixture.london.startOfDay(start)..<CalendarFixture.london.startOfDay(start.adding(days: 900))
        let late = window.lowerBound + .days(Int64.random(in: 0..<800, using: &numbers))
        let asked = late..<min(window.upperBound, late + .days(60))
        let text = start.iso8601.replacing("-", with: "")
        let event = ICalendarFixture.event(
            "SUMMARY:Cal", "DTSTART:\(text)T120000", "DTEND:\(text)T130000", "RRULE:\(rule)")
        let found = try ICalendarFixture.read(ICalendarFixture.bytes(event), window: asked).shifts.map(
            \.hours.lowerBound)

        let startIndex = Weekday.allCases.firstIndex(of: start.weekday) ?? 0
        let week = start.dayNumber - (startIndex - weekStart + 7) % 7
        var expected: [Instant] = []
        var counted = 0
        for offset in 0..<900 where counted < count ?? .max {
            let day = start.adding(days: offset)
            let index = Weekday.allCases.firstIndex(of: day.weekday) ?? 0
            let isTurn =
                isDaily
                ? offset % interval == 0 && (days.isEmpty || days.contains(index))
                : (day.dayNumber - week) / 7 % interval == 0
                    && (days.isEmpty ? index == startIndex : days.contains(index))
            guard isTurn || offset == 0 else { continue }
            counted += 1
            let noon = CalendarFixture.london.startOfDay(day) + .hours(12)
            let begin =
                CalendarFixture.london.local(noon).time.hour == 12
                ? noon
                : noon
                    + .hours(
                        CalendarFixture.london.local(noon).time.hour == 13 ? -1 : 1)
            if begin < asked.upperBound, begin + .hours(1) > asked.lowerBound { expected.append(begin) }
        }
        #expect(found == expected, "\(text) \(rule)")
    }

    @Test func exceptionsAndChangesOfSingleRepetitions() throws {
        let master = ICalendarFixture.event(
            "SUMMARY:Ana Example", "DTSTART;TZID=Europe/London:20270607T090000",
            "DTEND;TZID=Europe/London:20270607T170000", "RRULE:FREQ=DAILY;COUNT=7",
            "EXDATE;TZID=Europe/London:20270608T090000,20270609T090000", "EXDATE;VALUE=DATE:20270610")
        let moved = ICalendarFixture.event(
            "SUMMARY:Cal", "RECURRENCE-ID:20270611T080000Z", "DTSTART:20270611T110000Z", "DTEND:20270611T150000Z")
        let silent = ICalendarFixture.event(
            "RECURRENCE-ID;VALUE=DATE:20270612", "DTSTART:20270612T100000", "DTEND:20270612T110000")
        let cancelled = ICalendarFixture.event(
            "RECURRENCE-ID:20270613T090000", "DTSTART:20270613T090000", "DTEND:20270613T100000", "STATUS:CANCELLED")
        let reading = try ICalendarFixture.read(ICalendarFixture.bytes(moved, master, silent, cancelled))
        #expect(reading.problems == [])
        #expect(
            ICalendarFixture.told(reading) == [
                "ana 2027-06-07T09:00 2027-06-07T17:00", "cal 2027-06-11T12:00 2027-06-11T16:00",
                "ana 2027-06-12T10:00 2027-06-12T11:00",
            ])
    }

    /// The night of a clock change ends when the wall says so; one given in hours lasts them.
    @Test func clockChanges() throws {
        for (date, now, hours) in [("20270327", "2027-03-22T12:00:00Z", 15), ("20271030", "2027-10-25T12:00:00Z", 17)] {
            let window = RotaCalendar.window(at: try CalendarFixture.instant(now), in: CalendarFixture.london)
            let next = String((Int(date) ?? 0) + 1)
            let night = ICalendarFixture.event(
                "SUMMARY:Ana Example", "DTSTART;TZID=Europe/London:20270102T170000",
                "DTEND;TZID=Europe/London:20270103T090000", "RRULE:FREQ=WEEKLY;UNTIL=\(date)")
            let found = try ICalendarFixture.read(ICalendarFixture.bytes(night), window: window)
            let last = try #require(found.shifts.last)
            #expect(last.hours.upperBound - last.hours.lowerBound == .hours(Int64(hours)))
            #expect(
                CalendarFixture.london.iso8601(last.hours.upperBound).hasPrefix(
                    "2027-\(next.suffix(4).prefix(2))-\(next.suffix(2))T09:00"))
            let exact = ICalendarFixture.event("SUMMARY:Ana Example", "DTSTART:\(date)T170000", "DURATION:PT16H")
            let span = try #require(
                try ICalendarFixture.read(ICalendarFixture.bytes(exact), window: window).shifts.last
            ).hours
            #expect(span.upperBound - span.lowerBound == .hours(16))
        }
    }

    @Test(arguments: [
        ("SUMMARY:On call: Ana Example (primary)", ["ana"]), ("SUMMARY:ANA EXAMPLE", ["ana"]),
        ("SUMMARY:Calendar", []), ("SUMMARY:Cal\\, Ana Example", ["ana", "cal"]),
        ("SUMMARY:Rota\nATTENDEE;CN=\"Somebody; Else\":mailto:Ben@Example.org", ["ben"]),
        ("SUMMARY:Cal\nATTENDEE;CN=Ana Example:mailto:a@example.org", ["ana"]),
        ("SUMMARY:Team meeting", []), ("DESCRIPTION:nothing", []),
    ])
    func whoseItIs(words: String, workers: [String]) throws {
        let event = ICalendarFixture.event(words, "DTSTART:20270608T090000", "DTEND:20270608T170000")
        let reading = try ICalendarFixture.read(ICalendarFixture.bytes(event))
        #expect(reading.shifts.map(\.worker.name).sorted() == workers)
        let isUnknown = workers.isEmpty && !words.contains("meeting")
        #expect(reading.problems.map(\.code) == (isUnknown ? [.nobodyKnown] : []))
    }

    @Test func theNewestOfSeveralWithOneNameHolds() throws {
        let old = ICalendarFixture.event(
            "SUMMARY:Cal", "SEQUENCE:3", "DTSTART:20270608T090000", "DTEND:20270608T100000")
        let new = ICalendarFixture.event(
            "SUMMARY:Cal", "SEQUENCE:4", "DTSTART:20270609T090000", "DTEND:20270609T100000")
        for both in [[old, new], [new, old]] {
            let reading = try ICalendarFixture.read(ICalendarFixture.bytes(both.joined(separator: "\n")))
            #expect(ICalendarFixture.told(reading) == ["cal 2027-06-09T09:00 2027-06-09T10:00"])
        }
    }
}

@Suite struct ICalendarAttendeeTests {
    private func workers(_ lines: String...) throws -> ([String], [ICalendarProblem]) {
        let event = (lines + ["DTSTART:20270608T090000", "DTEND:20270608T170000"]).joined(separator: "\n")
        let reading = try ICalendarFixture.read(ICalendarFixture.bytes(ICalendarFixture.event(event)))
        return (reading.shifts.map(\.worker.name), reading.problems)
    }

    @Test func whoHasDeclinedDoesNotCome() throws {
        let ben = "ATTENDEE;CN=Ben;PARTSTAT=DECLINED:mailto:ben@example.org"
        let ana = "ATTENDEE;CN=Ana Example;PARTSTAT=ACCEPTED:mailto:ana@example.org"
        #expect(try workers("SUMMARY:On call", ben, ana).0 == ["ana"])
        // All have: the words of the title bring nobody back, and it is said that nobody comes.
        let (nobody, problems) = try workers("SUMMARY:Ana Example", ben)
        #expect(nobody == [])
        #expect(problems.count == 1)
        #expect(try workers("SUMMARY:x", ben.replacing("DECLINED", with: "NEEDS-ACTION")).0 == ["ben"])
    }
}

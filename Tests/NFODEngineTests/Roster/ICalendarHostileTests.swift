import NFODEngine
import Testing

/// Files that no tool should write and some do.
@Suite struct ICalendarHostileTests {
    private let good = ICalendarFixture.event("SUMMARY:Cal", "DTSTART:20270608T090000", "DTEND:20270608T170000")

    private func refusal(_ bytes: [UInt8], limits: ICalendarLimits = ICalendarLimits()) -> ICalendarProblem? {
        #expect(throws: ICalendarProblem.self) { try ICalendarFixture.read(bytes, limits: limits) }
    }

    /// One event cannot be read: it is told with its line, and the other one is taken. A `#` stands for a title and a
    /// beginning, a `@` for those and a length.
    @Test(arguments: [
        ("SUMMARY:Cal", 11, ICalendarProblem.Code.startMissing),
        ("SUMMARY:Cal\nDTSTART:20270631T090000\nDTEND:20270631T170000", 15, .timeUnreadable),
        ("SUMMARY:Cal\nDTSTART:tomorrow\nDTEND:20270631T170000", 15, .timeUnreadable),
        ("SUMMARY:Cal\nDTSTART:19691231T090000\nDTEND:20270631T170000", 15, .timeUnreadable),
        (
            "SUMMARY:Cal\nDTSTART;TZID=Mars/Olympus:20270608T090000\nDTEND;TZID=Mars/Olympus:20270608T170000", 15,
            .zoneUnknown
        ),
        ("SUMMARY:Cal\nDTSTART:20270608T090000", 15, .endUnclear),
        ("#DURATION:PT", 16, .endUnclear),
        ("#DURATION:-PT5H", 16, .endUnclear),
        ("#DTEND;VALUE=DATE:20270609", 16, .endUnclear),
        ("#DTEND:20270608T080000", 11, .endsBeforeItBegins),
        ("#DTEND:20270708T170000\nDURATION:P1D", nil, nil),
        ("#DTEND:20290608T170000", 11, .tooLong),
        ("@RRULE:FREQ=MONTHLY", 17, .ruleTooHard),
        ("@RRULE:FREQ=SECONDLY", 17, .ruleTooHard),
        ("@RRULE:FREQ=WEEKLY;BYDAY=2MO", 17, .ruleTooHard),
        ("@RRULE:FREQ=DAILY;BYMONTH=2", 17, .ruleTooHard),
        ("@RRULE:FREQ=DAILY;INTERVAL=0", 17, .ruleUnreadable),
        ("@RRULE:FREQ=DAILY;COUNT=99999999999999999999", 17, .ruleUnreadable),
        ("@RRULE:FREQ=DAILY;COUNT=2;UNTIL=20270701", 17, .ruleUnreadable),
        ("@RRULE:INTERVAL=2", 17, .ruleUnreadable),
        ("@RDATE:20270609T090000", 17, .datesTooHard),
        ("@EXDATE:20270608T0900", 17, .timeUnreadable),
        ("@RECURRENCE-ID;RANGE=THISANDFUTURE:20270608T090000", 17, .changeTooHard),
        ("SUMMARY:Nobody\nDTSTART:20270608T090000\nDURATION:PT5H", 11, .nobodyKnown),
        ("SUMMARY:Cal\nno colon in here\nDTSTART:20270608T090000\nDURATION:PT5H", 15, .lineUnreadable),
    ])
    func oneEventIsLeftOut(event: String, line: Int?, code: ICalendarProblem.Code?) throws {
        let words = event.replacing("@", with: "#DURATION:PT5H\n")
            .replacing("#", with: "SUMMARY:Cal\nDTSTART:20270608T090000\n")
        let other = ICalendarFixture.event(words).replacing("UID:1@", with: "UID:2@")
        let reading = try ICalendarFixture.read(ICalendarFixture.bytes(good, other))
        #expect(reading.problems.map(\.line) == [line].compactMap { $0 })
        #expect(reading.problems.map(\.code) == [code].compactMap { $0 })
        #expect(ICalendarFixture.told(reading).first == "cal 2027-06-08T09:00 2027-06-08T17:00" || code == nil)
    }

    @Test func foldedLines() throws {
        // Folded in the middle of a word, of a time and of a letter of two bytes; with tabs, and line feeds alone.
        let words = ICalendarFixture.event(
            "SUMMARY:On c\n all\\: C\n\tal", "DTSTART:202706\n 08T090000", "DTEND:20270608T170000")
        for end in ["\r\n", "\n"] {
            let reading = try ICalendarFixture.read(ICalendarFixture.bytes(words, end: end))
            #expect(ICalendarFixture.told(reading) == ["cal 2027-06-08T09:00 2027-06-08T17:00"])
        }
        let letter = Array("é".utf8)
        let text = ICalendarFixture.event("SUMMARY:Cal, caf@@", "DTSTART:20270608T090000", "DTEND:20270608T170000")
        let halves = String(decoding: ICalendarFixture.bytes(text), as: UTF8.self).components("@@")
        let folded = Array(halves[0].utf8) + [letter[0], 0x0D, 0x0A, 0x20, letter[1]] + Array(halves[1].utf8)
        #expect(try ICalendarFixture.read(folded).shifts.count == 1)
        // Before the first line there is nothing to go on with.
        #expect(refusal(Array(" BEGIN:VCALENDAR\r\nEND:VCALENDAR".utf8))?.code == .notACalendar)
    }

    /// Cut anywhere: never half taken.
    @Test func halfWritten() throws {
        let whole = ICalendarFixture.bytes(good, good.replacing("UID:1@", with: "UID:2@"))
        #expect(try ICalendarFixture.read(whole).shifts.count == 1)
        for count in 0..<whole.count - "END:VCALENDAR".utf8.count - 2 {
            let problem = refusal(Array(whole[..<count]))
            #expect(problem?.isAboutWholeFile == true, "cut after \(count) bytes")
        }
    }

    @Test func unreadableBytes() throws {
        for bytes: [UInt8] in [[0], [0xFF, 0xFE], [0xC3], [0xED, 0xA0, 0x80]] {
            let spoilt = ICalendarFixture.bytes(good, "X-NOTE:@@")
            let halves = String(decoding: spoilt, as: UTF8.self).components("@@")
            let problem = refusal(Array(halves[0].utf8) + bytes + Array(halves[1].utf8))
            #expect(problem == ICalendarProblem(.notText, line: 11))
        }
        // A mark at the beginning says that it is UTF-8.
        #expect(try ICalendarFixture.read([0xEF, 0xBB, 0xBF] + ICalendarFixture.bytes(good)).shifts.count == 1)
        for nothing in ["", "\r\n", "<html>not found</html>", "BEGIN:VCARD\r\nEND:VCARD\r\n"] {
            #expect(refusal(Array(nothing.utf8))?.code == .notACalendar, "\(nothing)")
        }
    }

    @Test func huge() throws {
        var limits = ICalendarLimits()
        limits.bytes = 1_000
        #expect(
            refusal(ICalendarFixture.bytes(String(repeating: "X-A:b\n", count: 200)), limits: limits)?.code == .tooLarge
        )
        limits = ICalendarLimits()
        limits.lineBytes = 100
        let folded = "X-LONG:" + String(repeating: "x\n ", count: 200)
        #expect(refusal(ICalendarFixture.bytes(folded), limits: limits) == ICalendarProblem(.lineTooLong, line: 4))
        limits = ICalendarLimits()
        limits.events = 10
        let many = (0..<11).map { good.replacing("UID:1@", with: "UID:\($0)@") }.joined(separator: "\n")
        #expect(refusal(ICalendarFixture.bytes(many), limits: limits)?.code == .tooManyEvents)
        limits = ICalendarLimits()
        limits.occurrences = 10
        let endless = ICalendarFixture.event(
            "SUMMARY:Cal", "DTSTART:19700101T000000", "DURATION:P1D", "RRULE:FREQ=DAILY")
        #expect(refusal(ICalendarFixture.bytes(endless), limits: limits)?.code == .tooManyOccurrences)
        let deep = String(repeating: "BEGIN:VEVENT\n", count: 1_000)
        #expect(refusal(ICalendarFixture.bytes(deep))?.code == .halfWritten)
    }

    /// Thousands of repetitions without an end, begun half a century ago: what nobody asks for is not worked out.
    @Test func withoutEnd() throws {
        let events = (0..<300).map { number in
            ICalendarFixture.event(
                "SUMMARY:Cal", "DTSTART:19700101T0\(number % 10)0000", "DURATION:PT1H",
                "RRULE:FREQ=\(number % 2 == 0 ? "DAILY" : "WEEKLY")"
            ).replacing("UID:1@", with: "UID:\(number)@")
        }
        let reading = try ICalendarFixture.read(ICalendarFixture.bytes(events.joined(separator: "\n")))
        #expect(reading.problems == [])
        // Ten hours of the day, even ones daily, odd ones weekly; the same hours of one worker are one.
        #expect(Set(reading.shifts.map { CalendarFixture.london.local($0.hours.lowerBound).time.hour }).count == 10)
    }

    /// Zones, alarms and tasks within or beside an event are passed over, whatever they hold.
    @Test func whatIsNoEvent() throws {
        let zone =
            "BEGIN:VTIMEZONE\nTZID:Europe/London\nBEGIN:DAYLIGHT\nDTSTART:19700329T010000\nEND:DAYLIGHT\nEND:VTIMEZONE"
        let alarm = good.replacing("END:VEVENT", with: "BEGIN:VALARM\nDTSTART:bad\nRRULE:worse\nEND:VALARM\nEND:VEVENT")
        let task = "BEGIN:VTODO\nDTSTART:never\nEND:VTODO"
        let reading = try ICalendarFixture.read(ICalendarFixture.bytes(zone, alarm, task))
        #expect(reading.problems == [])
        #expect(ICalendarFixture.told(reading) == ["cal 2027-06-08T09:00 2027-06-08T17:00"])
    }

    /// Rubbish of every kind is refused or told, and never a crash.
    @Test(arguments: 1...200)
    func random(seed: UInt64) {
        var numbers = TeamSeededNumbers(seed: seed)
        let whole = ICalendarFixture.bytes(
            good,
            ICalendarFixture.event(
                "SUMMARY:Cal", "DTSTART:20200106T090000", "DURATION:PT8H", "RRULE:FREQ=WEEKLY;BYDAY=MO"))
        var bytes = whole
        for _ in 0..<Int.random(in: 1...12, using: &numbers) {
            let place = Int.random(in: 0..<bytes.count, using: &numbers)
            switch Int.random(in: 0..<4, using: &numbers) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(contentsOf: whole[..<min(place, 40)], at: place)
            default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &numbers))
            }
        }
        let reading = try? ICalendarFixture.read(bytes)
        for problem in reading?.problems ?? [] { #expect(problem.line > 0 && !problem.isAboutWholeFile) }
        #expect(reading.map { $0.shifts.count < 1_000 } ?? true)
    }
}

extension String {
    /// The two halves around the one place where the mark stands.
    fileprivate func components(_ mark: String) -> [String] {
        split(separator: mark, omittingEmptySubsequences: false).map(String.init)
    }
}

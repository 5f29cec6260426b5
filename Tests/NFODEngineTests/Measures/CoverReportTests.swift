import NFODEngine
import Testing

@Suite struct CoverReportTests {
    private func report() throws -> CoverReport {
        let year =
            try CalendarFixture.instant("2027-01-01T00:00:00Z")..<CalendarFixture.instant("2028-01-01T00:00:00Z")
        let huddles = HuddleCalendar(
            weekdays: CalendarFixture.weekdays, time: try CalendarFixture.time("09:30"),
            holidays: CalendarFixture.dundee, zone: CalendarFixture.london)
        let staff = [CoverStaff(name: "Ann <Example>", shifts: [year.lowerBound..<year.upperBound + .days(31)])]
        let plan = CoverPlan(
            name: "as configured", feed: .nextDay(try CalendarFixture.time("07:00")), looks: [huddles], staff: staff,
            contactWithin: .hours(72))
        var daily = plan
        daily.name = "daily"
        daily.looks = [
            HuddleCalendar(
                weekdays: Set(Weekday.allCases), time: huddles.usualTime,
                holidays: CalendarFixture.dundee.changed(adding: [:], removing: Set(CalendarFixture.dundee.names.keys)),
                zone: huddles.zone)
        ]
        var numbers = SeededNumbers(seed: 1)
        let overdoses = OverdoseSpread.even.overdoses(
            365, in: year, pattern: .even, zone: CalendarFixture.london, numbers: &numbers)
        return CoverReport.reckon(
            [plan, daily], in: year, pattern: .even, overdoses: overdoses,
            visits: CoverRun.Visits(length: .minutes(90), reachedPerTry: 100, againAfter: .hours(24)),
            assumptions: ["The year 2027."], numbers: numbers)
    }

    @Test func theTableHasAColumnForEachPlan() throws {
        let lines = try report().text.split(separator: "\n").map(String.init)
        #expect(lines[0] == "The year 2027.")
        let late = try #require(lines.first { $0.contains("more than 72 h") })
        #expect(late.hasSuffix("7.8 %    0.0 %") || late.split(separator: " ").suffix(4) == ["7.8", "%", "0.0", "%"])
        #expect(lines.contains { $0.hasPrefix("longest wait") && $0.contains("129 h 30 min") })
        #expect(lines.contains { $0.hasPrefix("reached within 72 h") && $0.contains("100.0 %") })
        // 364 visits of an hour and a half in 8760 hours; the last overdose is looked at next year.
        #expect(lines.contains { $0.hasPrefix("Ann <Example>") && $0.hasSuffix("364, 6.2 %, 7") })
    }

    @Test func theJSONHasTheSameFigures() throws {
        let json = try report().json.compact
        #expect(json.contains(#""overHours48":22.1,"overHours60":15.0,"overHours72":7.8"#))
        #expect(json.contains(#""longestMinutes":7770"#))
        #expect(json.contains(#""overdoses":365"#))
    }

    @Test func theChartSaysItsFiguresAndNamesAreNoMarkup() throws {
        let svg = CoverChart(try report()).svg
        #expect(svg.hasPrefix("<svg xmlns="))
        #expect(svg.contains(">The year 2027.</text>"))
        #expect(svg.contains("as configured: over 24 h"))
        #expect(svg.contains("as configured: 7.8 % first looked at too late"))
        #expect(svg.contains("72 h: due"))
        #expect(svg.contains("Ann &lt;Example&gt;"))
        #expect(!svg.contains("<Example>"))
    }
}

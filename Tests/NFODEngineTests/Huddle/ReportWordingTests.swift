import Foundation
import NFODEngine
import Testing

@Suite struct TimePhraseTests {
    @Test(arguments: [
        (0, "less than 1 min"), (59_999, "less than 1 min"), (60_000, "1 min"), (3_540_000, "59 min"),
        (3_600_000, "1 h"), (7_800_000, "2 h 10 min"), (10_799_999, "2 h 59 min"), (10_800_000, "3 h"),
        (86_399_999, "23 h"), (86_400_000, "1 d"), (97_200_000, "1 d 3 h"), (-54_000_000, "15 h"),
    ])
    func length(milliseconds: Int64, words: String) {
        #expect(TimePhrase.length(Span(milliseconds: milliseconds)) == words)
    }

    @Test(arguments: [(8, "8 h left"), (0, "due now"), (-27, "overdue by 1 d 3 h")])
    func remaining(hours: Int64, words: String) {
        #expect(TimePhrase.remaining(until: ExampleHuddle.at + .hours(hours), at: ExampleHuddle.at) == words)
    }

    @Test(
        "Local time, with a date wherever a weekday alone would mislead",
        arguments: [
            ("2021-03-07T14:05:00Z", "Sun 14:05"), ("2021-03-08T14:05:00Z", "Mon 8 Mar 14:05"),
            ("2021-02-28T14:05:00Z", "Sun 28 Feb 14:05"), ("2021-03-28T01:30:00Z", "Sun 28 Mar 02:30"),
            ("2020-12-31T23:30:00Z", "Thu 31 Dec 2020 23:30"), ("2021-03-01T09:30:00Z", "Mon 09:30"),
        ])
    func coming(instant: String, words: String) {
        let shown = TimePhrase.coming(
            ExampleHuddle.instant(instant), in: ExampleHuddle.london, now: ExampleHuddle.at)
        #expect(shown == words)
    }

    @Test(
        "Rule 6: hours left are rounded down, so that nobody is shown more time than there is",
        arguments: [
            (30_600_000, "8.5"), (30_599_999, "8.4"), (0, "0.0"), (-1, "-0.1"), (-55_800_000, "-15.5"),
        ])
    func hoursLeft(milliseconds: Int64, written: String) throws {
        var item = ExampleHuddle.item("A", overdose: "2021-02-28T12:00:00Z", notified: "2021-02-28T15:00:00Z")
        item.contactDueAt = ExampleHuddle.at + Span(milliseconds: milliseconds)
        let tenths = try #require(item.tenthsOfHoursLeft(at: ExampleHuddle.at))
        #expect(JSONValue.tenths(tenths).compact == written)
    }
}

@Suite struct HuddleTrendTests {
    @Test(
        "Small numbers are not shown, and nothing is concluded from them",
        arguments: [
            (14, [9, 8], "14. Same weeks before: 9 and 8. More than in any of them."),
            (6, [9, 8], "6. Same weeks before: 9 and 8. Fewer than in any of them."),
            (8, [9, 7], "8. Same weeks before: 9 and 7."),
            (4, [9, 8], "fewer than 5. Same weeks before: 9 and 8."),
            (9, [8, 1], "9. Same weeks before: 8 and fewer than 5."),
            (9, [0, 6], "9. Same weeks before: 0 and 6. More than in any of them."),
            (0, [6], "0. Same week before: 6."), (9, [], "9. No earlier year to compare with."),
        ])
    func sentence(now: Int, before: [Int], words: String) {
        let trend = HuddleTrend(subject: "Told", lastSevenDays: now, sameWeeksBefore: before)
        #expect(trend.sentence(smallNumbersBelow: 5) == "Told, last 7 days: " + words)
    }
}

@Suite struct PageTextTests {
    @Test(arguments: [
        (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"),
        (112, "112th"),
    ])
    func ordinals(number: Int, words: String) { #expect(PageText.ordinal(number) == words) }

    @Test(arguments: [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
    func lists(parts: [String], words: String) { #expect(PageText.list(parts) == words) }

    @Test func persons() {
        #expect(PageText.label(of: PersonID(42)) == "P0042")
        #expect(PageText.label(of: PersonID(123_456)) == "P123456")
        #expect(ExampleHuddle.named.person(PersonID(42)) == "P0042 Ann Example")
        #expect(ExampleHuddle.text.person(nil) == "person not yet known")
    }

    @Test("Words about people: people first, on every page and in every file")
    func words() {
        let banned = [
            "addict", "drug user", "refused", "non-engaged", "frequent flyer", "clean", "dirty", "failed to engage",
        ]
        for format in ReportFormat.allCases {
            let page = ExampleHuddle.report.rendered(as: format, ExampleHuddle.text).lowercased()
            for word in banned { #expect(!page.contains(word)) }
        }
    }
}

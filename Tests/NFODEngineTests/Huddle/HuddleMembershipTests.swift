import NFODEngine
import Testing

/// Which case stands in which section: a row is one case, told apart by what is changed on it.
@Suite struct HuddleMembershipTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        let sections: Set<HuddleSection>
        let change: @Sendable (inout ReportCase) -> Void
        var testDescription: String { what }
    }

    /// The base: told on Sunday, due on Wednesday, taken, an adult, nothing special.
    static let rows: [Row] = [
        Row(what: "nothing special", sections: [.new, .notYetReached]) { _ in },
        Row(what: "notified exactly when the last huddle began: that huddle's", sections: [.notYetReached]) {
            $0.notifiedAt = ExampleHuddle.previous
        },
        Row(what: "a millisecond later: this huddle's", sections: [.new, .notYetReached]) {
            $0.notifiedAt = ExampleHuddle.previous + Span(milliseconds: 1)
        },
        Row(what: "notified exactly now", sections: [.new, .notYetReached]) { $0.notifiedAt = ExampleHuddle.at },
        Row(what: "notified after now: not known yet", sections: []) {
            $0.notifiedAt = ExampleHuddle.at + Span(milliseconds: 1)
        },
        Row(what: "due exactly now: not overdue", sections: [.new, .notYetReached, .dueBeforeNextHuddle]) {
            $0.contactDueAt = ExampleHuddle.at
        },
        Row(what: "due a millisecond ago", sections: [.new, .notYetReached, .overdue]) {
            $0.contactDueAt = ExampleHuddle.at - Span(milliseconds: 1)
        },
        Row(what: "due when the next huddle begins", sections: [.new, .notYetReached, .dueBeforeNextHuddle]) {
            $0.contactDueAt = ExampleHuddle.next
        },
        Row(what: "due a millisecond after that", sections: [.new, .notYetReached]) {
            $0.contactDueAt = ExampleHuddle.next + Span(milliseconds: 1)
        },
        Row(what: "reached, though late", sections: [.new]) {
            $0.contactDueAt = ExampleHuddle.previous
            $0.stage = .reached(at: ExampleHuddle.at - .hours(1))
        },
        Row(what: "in hospital", sections: [.new, .notYetReached, .inHospitalOrCustody]) {
            $0.whereabouts = .inHospital
        },
        Row(what: "in custody", sections: [.new, .notYetReached, .inHospitalOrCustody]) { $0.whereabouts = .inCustody },
        Row(what: "discharged", sections: [.new, .notYetReached]) { $0.whereabouts = .dischargedFromHospital },
        Row(what: "under 16", sections: [.new, .notYetReached, .under18]) { $0.ageStatus = .under16 },
        Row(what: "rule 23: possibly under 18", sections: [.new, .notYetReached, .under18]) {
            $0.ageStatus = .possiblyUnder18
        },
        Row(what: "rule 23: age not known", sections: [.new, .notYetReached, .under18]) { $0.ageStatus = .unknown },
        Row(what: "out of area", sections: [.new, .notYetReached, .outOfArea]) { $0.isOutOfArea = true },
        Row(what: "second this year", sections: [.new, .notYetReached, .repeats]) { $0.overdosesThisYear = 2 },
        Row(what: "twice on one day", sections: [.new, .notYetReached, .repeats]) { $0.isSameDayRepeat = true },
        Row(what: "rule 10: reached, in hospital, from before", sections: [.inHospitalOrCustody]) {
            $0.notifiedAt = ExampleHuddle.previous
            $0.whereabouts = .inHospital
            $0.stage = .reached(at: ExampleHuddle.previous)
        },
        Row(what: "ended, from before: in no section", sections: []) {
            $0.notifiedAt = ExampleHuddle.previous
            $0.whereabouts = .inHospital
            $0.overdosesThisYear = 4
            $0.stage = .ended(code: "objects", label: "said no for now", at: ExampleHuddle.previous)
        },
    ]

    @Test("Rules 37 and 6: sections of a case", arguments: rows)
    func sections(row: Row) {
        var item = ExampleHuddle.item(
            "K7QX-01", overdose: "2021-02-28T12:00:00Z", notified: "2021-02-28T15:00:00Z")
        row.change(&item)
        var input = ExampleHuddle.input
        input.cases = [item]
        let report = HuddleReport.build(from: input)
        let found = HuddleSection.allCases.filter { report.cases(in: $0).map(\.code) == [item.code] }
        #expect(Set(found) == row.sections)
    }

    @Test("Rule 38: what was not discussed heads the page, also when it has been reached since")
    func notDiscussed() {
        var input = ExampleHuddle.input
        input.notDiscussed = [CaseCode("K7QX-15")]
        let report = HuddleReport.build(from: input)
        #expect(report.cases(in: .notDiscussed).map(\.code.name) == ["K7QX-15"])
        #expect(report.page(ExampleHuddle.text).sections.first?.title == "Not discussed last time")
    }

    @Test("Rule 37: without any huddle before, everything is new")
    func firstHuddle() {
        var input = ExampleHuddle.input
        input.previousHuddle = nil
        #expect(HuddleReport.build(from: input).cases(in: .new).count == input.cases.count)
    }

    @Test("Rule 37: every section stands on every page, in its order, also when it is empty")
    func allSections() {
        for report in [ExampleHuddle.report, EmptyHuddle.report] {
            let titles = report.page(ExampleHuddle.text).sections.map(\.title)
            #expect(titles == HuddleSection.allCases.map(\.title))
        }
    }

    struct Seen: Sendable {
        let first: Int64?
        let stopped: Int64?
        let unseen: Bool
    }

    /// Hours after the due time; the report is ten hours after it.
    @Test(
        "Rule 37: fell due before any huddle could see it",
        arguments: [
            Seen(first: nil, stopped: nil, unseen: true), Seen(first: -1, stopped: nil, unseen: false),
            Seen(first: 0, stopped: nil, unseen: false), Seen(first: 1, stopped: nil, unseen: true),
            Seen(first: nil, stopped: -1, unseen: false), Seen(first: nil, stopped: 0, unseen: false),
            Seen(first: nil, stopped: 1, unseen: true),
        ])
    func fellDueUnseen(row: Seen) {
        var item = ExampleHuddle.item("K7QX-01", overdose: "2021-02-25T23:30:00Z", notified: "2021-02-27T15:00:00Z")
        item.firstHuddleAt = row.first.map { item.contactDueAt + .hours($0) }
        if let stopped = row.stopped { item.stage = .reached(at: item.contactDueAt + .hours(stopped)) }
        #expect(item.fellDueUnseen(at: item.contactDueAt + .hours(10)) == row.unseen)
    }
}

import Foundation
import NFODEngine
import Testing

/// What must not be overlooked on a case, and before a visit.
@Suite struct ReportWarningTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let warning: String
        let change: @Sendable (inout ReportCase) -> Void
        var testDescription: String { warning }
    }

    static let objection = "An objection to follow-up was told: settle it before anybody makes contact."
    static let notScreened = "NOT SCREENED: phone first, no lone visit."

    static let rows: [Row] = [
        Row(warning: objection) { $0.objection = .yes },
        Row(warning: notScreened) { $0.isScreened = false },
        Row(warning: "Under 16. Own route, no default adult outreach.") { $0.ageStatus = .under16 },
        Row(warning: "Told late: little or nothing of the 72 hours was left.") { $0.isToldLate = true },
        Row(warning: "What was told about the time of the overdose contradicts itself: ask, and set it.") {
            $0.isTimeContradicted = true
        },
        Row(warning: "Check who this is: a review is open.") { $0.hasOpenReview = true },
        Row(warning: "Safeguarding to decide: children.") { $0.plan.safeguardingUndecided = ["children"] },
        Row(warning: "11th overdose notified this year.") { $0.overdosesThisYear = 11 },
        Row(warning: "In custody.") { $0.whereabouts = .inCustody },
        Row(warning: "Out of area.") { $0.isOutOfArea = true },
    ]

    static func warnings(_ item: ReportCase) -> [String] {
        var input = ExampleHuddle.input
        input.cases = [item]
        let page = HuddleReport.build(from: input).page(ExampleHuddle.text)
        guard let section = page.sections.first(where: { $0.anchor == "new" }), case .cases(let lines) = section.content
        else { return [] }
        return lines.flatMap(\.warnings)
    }

    static let plain = ExampleHuddle.item("K7QX-01", overdose: "2021-02-28T12:00:00Z", notified: "2021-02-28T15:00:00Z")

    @Test func aCaseWithNothingSpecialHasNone() { #expect(Self.warnings(Self.plain) == []) }

    @Test("Rules 4, 17, 22, 23, 26: each thing that must not be overlooked is said", arguments: rows)
    func isSaid(row: Row) {
        var item = Self.plain
        row.change(&item)
        #expect(Self.warnings(item) == [row.warning])
    }

    struct Visit: Sendable {
        let stage: ReportCase.Stage
        let objection: Told
        let isScreened: Bool
        let hasDied: Bool
        let warning: String?
    }

    static let visits: [Visit] = [
        Visit(stage: .accepted, objection: .unknown, isScreened: true, hasDied: false, warning: nil),
        Visit(stage: .accepted, objection: .no, isScreened: false, hasDied: false, warning: notScreened),
        Visit(stage: .accepted, objection: .yes, isScreened: true, hasDied: false, warning: objection),
        Visit(
            stage: .accepted, objection: .yes, isScreened: false, hasDied: false,
            warning: objection + " " + notScreened),
        Visit(
            stage: .ended(code: "transferred", label: "transferred", at: ExampleHuddle.at), objection: .no,
            isScreened: false, hasDied: false, warning: "DO NOT GO: ended (transferred)."),
        Visit(
            stage: .accepted, objection: .yes, isScreened: false, hasDied: true,
            warning: "DO NOT GO: a death has been told."),
    ]

    @Test("Rules 26 and 34: what must be known before a visit", arguments: visits)
    func visit(row: Visit) {
        var item = Self.plain
        (item.stage, item.objection, item.isScreened) = (row.stage, row.objection, row.isScreened)
        var input = ExampleHuddle.input
        input.cases = [item]
        input.visitsPlanned = [HuddleInput.Visit(code: item.code, at: ExampleHuddle.at, workers: ["Morag"])]
        input.deaths = []
        if row.hasDied {
            input.deaths = [
                HuddleInput.Death(person: nil, codes: [item.code], standing: .reported, knownAt: ExampleHuddle.at)
            ]
        }
        #expect(HuddleReport.build(from: input).visitWarnings[item.code] == row.warning)
    }

    @Test("Rule 24: before the next huddle, a case that nobody covers says so at the top")
    func uncovered() {
        let page = ExampleHuddle.report.page(ExampleHuddle.text)
        #expect(page.summary.contains("1 of them covered by nobody"))
        #expect(page.summary.contains("1 fell due before any huddle"))
    }

    @Test("Two thousand cases make one page with each of them told in full once")
    func many() {
        var input = ExampleHuddle.input
        input.cases = (0..<2_000).map { number in
            var item = Self.plain
            item.code = CaseCode("C\(number)")
            item.contactDueAt = ExampleHuddle.at - .minutes(Int64(number))
            return item
        }
        let page = HuddleReport.build(from: input).rendered(as: .html, ExampleHuddle.text)
        #expect(page.components(separatedBy: "id=\"case-").count == 2_001)
    }
}

/// Who should have been reached by now and was not.
public struct OverdueReport: Report {
    /// Everything as it was known at one instant.
    public struct Input: Sendable {
        public var at: Instant
        /// What this service calls the event (a setting).
        public var label: String
        /// Every open case; the report picks those that are overdue.
        public var cases: [ReportCase]

        public init(at: Instant, label: String, cases: [ReportCase]) {
            self.at = at
            self.label = label
            self.cases = cases
        }
    }

    public let at: Instant
    public let label: String
    /// In the order of ``ReportCase/precedes(_:)``.
    public let overdue: [ReportCase]

    public static func build(from input: Input) -> OverdueReport {
        let overdue = input.cases.filter { $0.notifiedAt <= input.at && $0.isOverdue(at: input.at) }
        return OverdueReport(at: input.at, label: input.label, overdue: overdue.sorted { $0.precedes($1) })
    }

    public func page(_ text: PageText) -> ReportPage {
        let unseen = overdue.count { $0.fellDueUnseen(at: at) }
        let red = overdue.count { $0.triage.level == .red }
        let section = HuddleSection.overdue
        let lines = overdue.map { $0.line(at: at, soonBefore: at, text: text) }
        return ReportPage(
            title: "\(label) overdue, " + TimePhrase.fullMoment(at, in: text.zone),
            summary: "\(overdue.count) overdue, \(red) of them red"
                + (unseen > 0 ? ", \(unseen) fell due before any huddle" : ""),
            about: [ReportCase.orderSentence],
            sections: [
                ReportPage.Section(
                    anchor: section.rawValue, title: section.title, explanation: section.explanation,
                    content: .cases(lines, orElse: section.emptiness))
            ])
    }

    /// `{at, overdue: [case]}`
    public func json(_ text: PageText) -> JSONValue {
        .object(["at": text.iso8601(at), "overdue": .array(overdue.map { $0.json(at: at, text: text) })])
    }

    public func csv(_ text: PageText) -> CSVTable {
        CSVTable(header: ReportCase.csvHeader, rows: overdue.map { $0.csvCells(at: at, text: text) })
    }
}

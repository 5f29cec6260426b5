/// A report in words, before it takes a form: the renderers for terminal, Markdown and HTML only lay it out. Made by
/// each report; one place says what a reader is told.
public struct ReportPage: Hashable, Sendable {
    /// Never holds a name: it stands in window titles and print headers.
    public let title: String
    /// One line: the most urgent thing first.
    public let summary: String
    /// What it covers, in which order: sentences.
    public let about: [String]
    public let sections: [Section]

    public struct Section: Hashable, Sendable {
        /// For links within the page.
        public let anchor: String
        public let title: String
        public let explanation: String?
        public let content: Content

        /// Number of things listed; shown beside the title.
        public var count: Int {
            switch content {
            case .none: 0
            case .sentences(let sentences): sentences.count
            case .cases(let lines): lines.count
            case .table(let table): table.rows.count
            }
        }
    }

    public enum Content: Hashable, Sendable {
        /// Nothing to list: the sentence that says so.
        case none(String)
        case sentences([String])
        case cases([CaseLine])
        case table(Table)
    }

    /// One case in words.
    public struct CaseLine: Hashable, Sendable {
        public let code: CaseCode
        /// `P0042 Ann Example`, `person not yet known`
        public let person: String
        public let level: TriageLevel
        public let due: Due
        /// What this section has to say about it.
        public let remark: String?
        /// What must not be overlooked.
        public let warnings: [String]
        public let facts: [Fact]
        /// The section in which the case was shown in full, further up; then `warnings` and `facts` are empty here.
        public let shownUnder: String?
    }

    public struct Fact: Hashable, Sendable {
        public let label: String
        public let text: String
    }

    /// The time that is left, in words.
    public struct Due: Hashable, Sendable {
        public enum Urgency: String, Sendable { case overdue, soon, later, stopped }

        public let urgency: Urgency
        /// `OVERDUE by 15 h`, `8 h left`, `reached (spoke with the person)`
        public let words: String
        /// `was due Sun 28 Feb 18:30`, `due Sun 14:05`
        public let when: String
    }

    public struct Table: Hashable, Sendable {
        public let columns: [String]
        public let rows: [[String]]
    }
}

extension ReportPage.Content {
    /// The list, or the sentence for an empty one.
    static func cases(_ lines: [ReportPage.CaseLine], orElse emptiness: String) -> Self {
        lines.isEmpty ? .none(emptiness) : .cases(lines)
    }

    static func sentences(_ sentences: [String], orElse emptiness: String) -> Self {
        sentences.isEmpty ? .none(emptiness) : .sentences(sentences)
    }

    static func table(_ columns: [String], _ rows: [[String]], orElse emptiness: String) -> Self {
        rows.isEmpty ? .none(emptiness) : .table(ReportPage.Table(columns: columns, rows: rows))
    }
}

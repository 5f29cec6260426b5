/// The forms a report can take (`--format`).
public enum ReportFormat: String, CaseIterable, Sendable {
    case text, markdown, html, csv, json
}

/// A report of any kind: a pure value that knows how to say itself. Every form is a function of the value and of how it
/// shall speak, so the same instant gives the same bytes.
public protocol Report: Hashable, Sendable {
    /// For people: terminal, Markdown and HTML lay this out.
    func page(_ text: PageText) -> ReportPage
    /// For programs; keys may grow, never change.
    func json(_ text: PageText) -> JSONValue
    /// For spreadsheets.
    func csv(_ text: PageText) -> CSVTable
}

extension Report {
    /// The whole report in one form.
    public func rendered(as format: ReportFormat, _ text: PageText) -> String {
        switch format {
        case .text: page(text).terminalText
        case .markdown: page(text).markdown
        case .html: page(text).html.source
        case .csv: csv(text).text
        case .json: json(text).indented
        }
    }
}

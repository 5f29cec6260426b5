/// The words on pages, people first. Every enumerated value that a page, a report or a message shows gets its words
/// here, so that one place can be read and checked against the language table.
public struct Wording: Hashable, Sendable {
    /// What the service calls the overdose.
    public let overdose: OverdoseLabel
    /// A service's own words for how a response ended; the shipped ones where it gives none.
    public let endings: [PersonHistory.Ending: String]

    public init(overdose: OverdoseLabel = .nearFatal, endings: [PersonHistory.Ending: String] = [:]) {
        self.overdose = overdose
        self.endings = endings
    }
}

/// The public name of the thing responded to; a setting, because services use different ones.
public struct OverdoseLabel: Hashable, Sendable {
    /// For headings and tables: `NFOD`.
    public let short: String
    /// For sentences: `near-fatal overdose`.
    public let one: String
    /// For counts: `near-fatal overdoses`.
    public let many: String

    public init(short: String, one: String, many: String) {
        self.short = short
        self.one = one
        self.many = many
    }

    /// The words people with lived experience prefer, as the Scottish Drug Deaths Taskforce reports.
    public static let nearFatal = OverdoseLabel(
        short: "NFOD", one: "near-fatal overdose", many: "near-fatal overdoses")

    /// `1 near-fatal overdose`, `3 near-fatal overdoses`
    public func counted(_ count: Int) -> String { "\(count) \(count == 1 ? one : many)" }
}

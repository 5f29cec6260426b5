/// How a page or report speaks: in whose local time, with which names. Names are given only where the reader asked for
/// them and may see them (`--names`); without them a person is a number.
public struct PageText: Sendable, PersonalData {
    public let zone: ZoneRules
    public let names: [PersonID: String]
    /// How people call a source; a source without one goes by its id.
    public let sourceNames: [SourceID: String]

    public init(zone: ZoneRules, names: [PersonID: String] = [:], sourceNames: [SourceID: String] = [:]) {
        self.zone = zone
        self.names = names
        self.sourceNames = sourceNames
    }

    /// `P0042`: tells persons apart without saying who they are.
    public static func label(of person: PersonID) -> String {
        let digits = String(person.number)
        return "P" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    public func name(of person: PersonID?) -> String? { person.flatMap { names[$0] } }

    /// `P0042`, with the name where it was given; "person not yet known" while nobody was identified.
    public func person(_ person: PersonID?) -> String {
        guard let person else { return "person not yet known" }
        return PageText.label(of: person) + (names[person].map { " " + $0 } ?? "")
    }

    public func source(_ source: SourceID) -> String { sourceNames[source] ?? source.name }

    public func sources(_ sources: [SourceID]) -> String { PageText.list(sources.map { source($0) }) }

    public func iso8601(_ instant: Instant) -> JSONValue { .string(zone.iso8601(instant)) }
}

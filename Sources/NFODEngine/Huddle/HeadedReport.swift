/// Any report, headed by the hours that a manager has signed for as uncovered, and by what each level says may be done
/// meanwhile. Nobody who reads a report may overlook that there is nobody.
public struct HeadedReport<Base: Report>: Report {
    private let base: Base
    private let declared: [DeclaredCover]

    /// - Parameter declared: what stands then; empty leaves the report as it is.
    public init(_ base: Base, declared: [DeclaredCover]) {
        self.base = base
        self.declared = declared
    }

    public func page(_ text: PageText) -> ReportPage {
        let page = base.page(text)
        return ReportPage(
            title: page.title, summary: page.summary, about: declared.flatMap(\.sentences) + page.about,
            sections: page.sections)
    }

    public func json(_ text: PageText) -> JSONValue {
        guard case .object(var members) = base.json(text) else { return base.json(text) }
        members["declaredUncovered"] = .array(declared.map(\.json))
        return .object(members)
    }

    /// A table has no head: its first rows say it.
    public func csv(_ text: PageText) -> CSVTable {
        let table = base.csv(text)
        return CSVTable(header: table.header, notes: declared.flatMap(\.sentences) + table.notes, rows: table.rows)
    }
}

/// Hours without cover that stand declared.
public struct DeclaredCover: Hashable, Sendable {
    public let id: RosterEntryID
    public let hours: UncoveredHours
    /// What pages call the duty and the manager.
    public let roleLabel: String
    public let signedBy: String
    /// Each level of the ladder in force, with what it says may be done while nobody is there.
    public let meanwhile: [Meanwhile]

    public struct Meanwhile: Hashable, Sendable {
        public let level: String
        /// Nil: the ladder says nothing.
        public let text: String?

        public init(level: String, text: String?) {
            self.level = level
            self.text = text
        }
    }

    public init(
        _ declaration: UncoveredDeclaration, roleLabel: String, signedBy: String, meanwhile: [Meanwhile]
    ) {
        id = declaration.id
        hours = declaration.hours
        self.roleLabel = roleLabel
        self.signedBy = signedBy
        self.meanwhile = meanwhile
    }

    /// `NOT COVERED: Duty worker has nobody on Saturday and Sunday from 17:00 to 09:00, ...; signed by ...`
    var sentences: [String] {
        let days = PageText.list(hours.days.map(\.label))
        let when = "\(Self.time(hours.fromMinute)) to \(Self.time(hours.toMinute))"
        let head =
            "NOT COVERED, declared (\(id)): \(roleLabel) has nobody on \(days) from \(when), "
            + "\(hours.firstDay.iso8601) to \(hours.lastDay.iso8601); signed by \(signedBy)."
        return [head]
            + meanwhile.map { level in
                let text = level.text ?? "whoever comes next on the ladder is told at once"
                return "Meanwhile, at \u{201C}\(level.level)\u{201D}: \(text)."
            }
    }

    var json: JSONValue {
        .object([
            "entry": .integer(id.number), "role": .string(hours.role.name),
            "days": .strings(hours.days.map(\.rawValue)),
            "from": .string(Self.time(hours.fromMinute)), "to": .string(Self.time(hours.toMinute)),
            "firstDay": .string(hours.firstDay.iso8601), "lastDay": .string(hours.lastDay.iso8601),
            "signedBy": .string(hours.signedBy.name),
            "meanwhile": .array(
                meanwhile.map { .object(["level": .string($0.level), "text": .string($0.text)]) }),
        ])
    }

    private static func time(_ minute: Int) -> String {
        let (hour, rest) = minute.quotientAndRemainder(dividingBy: 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
    }
}

extension Roster {
    /// Declarations that stand at `instant`: signed for, neither over nor taken back.
    public func declaredUncovered(at instant: Instant, in zone: ZoneRules) -> [UncoveredDeclaration] {
        declared.filter { !$0.isOver(at: instant, in: zone) }
    }
}

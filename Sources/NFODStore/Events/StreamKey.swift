import GRDB
import NFODEngine

/// A stream as tables know it: kind and number. Streams that are named by text get their number from `stream_name`.
struct StreamKey: Hashable {
    let kind: String
    let number: Int64

    /// The key for writing; a name met for the first time gets the next number.
    init(_ stream: EventStream, in db: Database) throws {
        kind = stream.kind
        guard let name = stream.name else {
            number = stream.number
            return
        }
        if let known = try Self.number(of: name, kind: kind, in: db) {
            number = known
        } else {
            try db.run("INSERT INTO stream_name (kind, name) VALUES (?, ?)", .text(kind), .text(name))
            number = db.lastInsertedRowID
        }
    }

    /// The key for reading; nil when nothing was ever written under this name.
    init?(existing stream: EventStream, in db: Database) throws {
        kind = stream.kind
        guard let name = stream.name else {
            number = stream.number
            return
        }
        guard let known = try Self.number(of: name, kind: kind, in: db) else { return nil }
        number = known
    }

    private static func number(of name: String, kind: String, in db: Database) throws -> Int64? {
        let statement = try db.cachedStatement(sql: "SELECT id FROM stream_name WHERE kind = ? AND name = ?")
        return try Int64.fetchOne(statement, arguments: [kind, name])
    }
}

extension EventStream {
    var name: String? { if case .source(let id) = self { id.name } else { nil } }

    var number: Int64 {
        switch self {
        case .case(let id): id.number
        case .person(let id): id.number
        case .huddle(let number): number
        case .source, .system: 0
        }
    }

    /// Back from a row; the kinds are kept closed by a CHECK, `name` comes from `stream_name`.
    init(kind: String, number: Int64, name: String?) {
        switch kind {
        case "case": self = .case(CaseID(number))
        case "person": self = .person(PersonID(number))
        case "huddle": self = .huddle(number)
        case "source": self = .source(SourceID(name ?? ""))
        default: self = .system
        }
    }
}

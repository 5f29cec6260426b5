import GRDB
import NFODEngine

/// A stream as tables know it: kind and number. Streams that are named by text get their number from `stream_name`.
struct StreamKey: Hashable {
    let kind: String
    let number: Int64

    /// The key for writing; a name met for the first time gets the next number.
    init(_ stream: EventStream, in db: Database, _ memory: TransactionMemory) throws {
        if let known = try StreamKey(existing: stream, in: db, memory) {
            self = known
        } else {
            kind = stream.kind
            try db.run("INSERT INTO stream_name (kind, name) VALUES (?, ?)", .text(kind), .text(stream.name))
            number = db.lastInsertedRowID
        }
    }

    /// The key for reading; nil when nothing was ever written under this name.
    init?(existing stream: EventStream, in db: Database, _ memory: TransactionMemory) throws {
        kind = stream.kind
        guard let name = stream.name else {
            number = stream.number
            return
        }
        if let known = memory.number(ofName: name) {
            number = known
            return
        }
        let sql = "SELECT id FROM stream_name WHERE kind = ? AND name = ?"
        guard let found = try db.integer(sql, .string(kind), .string(name)) else { return nil }
        memory.know(number: found, ofName: name)
        number = found
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

import NFODDaemon
import NFODEngine

/// One or several notifications of one source, as `{source, cells}` or `{source, rows}`: column of the source's profile
/// to text, the same columns as in its files.
struct NotificationRequest: Equatable, Sendable {
    let source: SourceID
    let rows: [[String: String]]

    /// - Throws: ``InvalidInput`` with every field that is wrong.
    init(_ tree: JSONTree, rowsMax: Int) throws(InvalidInput) {
        var problems: [InvalidInput.Problem] = []
        func note(_ field: String, _ code: String, _ expected: String) {
            problems.append(.init(field: field, code: code, expected: expected))
        }
        guard case .object(let members) = tree else {
            throw InvalidInput([.init(field: "", code: "notAnObject", expected: NotificationRequest.shape)])
        }
        for name in members.keys.sorted() where !["source", "cells", "rows"].contains(name) {
            note(name, "unknown", NotificationRequest.shape)
        }
        var source = ""
        if case .string(let name)? = members["source"], !name.isEmpty {
            source = name
        } else {
            note("source", "missing", "the id of a source from config/sources")
        }
        var rows: [[String: String]] = []
        switch (members["cells"], members["rows"]) {
        case (let cells?, nil): rows = [NotificationRequest.cells(cells, at: "cells", note)]
        case (nil, .array(let list)?):
            if list.isEmpty || list.count > rowsMax {
                note("rows", "number", "1 to \(rowsMax) rows")
            } else {
                rows = list.enumerated().map { NotificationRequest.cells($1, at: "rows[\($0)]", note) }
            }
        case (nil, .some): note("rows", "notAList", "a list of objects")
        default: note("cells", "missing", NotificationRequest.shape)
        }
        guard problems.isEmpty else { throw InvalidInput(Array(problems.prefix(100))) }
        self.source = SourceID(source)
        self.rows = rows
    }

    private static let shape =
        "{\"source\": ID, \"cells\": {COLUMN: TEXT}} or {\"source\": ID, \"rows\": [{COLUMN: TEXT}]}"

    private static func cells(
        _ tree: JSONTree, at path: String, _ note: (String, String, String) -> Void
    ) -> [String: String] {
        guard case .object(let members) = tree, !members.isEmpty else {
            note(path, "notAnObject", "an object with column names and texts")
            return [:]
        }
        var cells: [String: String] = [:]
        for (column, value) in members.sorted(by: { $0.key < $1.key }) {
            switch value {
            case .string(let text): cells[column] = text
            case .null: cells[column] = ""
            default: note("\(path).\(column)", "notAText", "a text as the source writes it, found \(value.kind)")
            }
        }
        return cells
    }
}

/// One row's cells, asked for by field.
struct RowCells {
    let cells: [String]
    let layout: HeaderLayout
    let words: SourceWords

    /// What the cells of `field` say; blank ones and words for "not told" are left out.
    func all(_ field: SourceField) -> [String] {
        layout.indices(field).compactMap { index in
            guard index < cells.count else { return nil }
            let text = cells[index].trimmed
            return text.isEmpty || words.meansAbsent(text) ? nil : String(text)
        }
    }

    func first(_ field: SourceField) -> String? { all(field).first }

    var asReceived: [String: String] {
        Dictionary(zip(layout.names, cells)) { first, _ in first }
    }

    /// The mapped cells in one canonical text, by field and order, without the date of sending. Each carries its
    /// length, so that no text can pass for two.
    var contentText: String {
        var text = ""
        for field in SourceField.allCases where field != .sentAt {
            for index in layout.indices(field) where index < cells.count {
                let cell = cells[index].trimmed
                if cell.isEmpty { continue }
                text += field.rawValue
                text += "="
                text += String(cell.utf8.count)
                text += ":"
                text += cell
                text += "\n"
            }
        }
        return text
    }
}

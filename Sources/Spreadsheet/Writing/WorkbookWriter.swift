internal import CXLSXWriter
public import NFODEngine

/// Writes a table as an .xlsx workbook of one sheet that is ready for the printer: A4 across, the header and the first
/// columns again on every page.
///
/// Texts are written as texts: nothing in them is ever run as a formula. Control characters, which no spreadsheet
/// shows, become a blank.
public struct WorkbookWriter {
    private let table: CSVTable
    private let layout: SheetLayout

    public init(_ table: CSVTable, layout: SheetLayout) {
        self.table = table
        self.layout = layout
    }

    /// - Parameter path: a file that is made or replaced.
    /// - Throws: ``WorkbookWriterFault``.
    public func write(to path: String) throws(WorkbookWriterFault) {
        guard let book = workbook_new(path) else { throw WorkbookWriterFault(code: 0) }
        var properties = lxw_doc_properties()
        properties.created = time_t(layout.madeAt.milliseconds / 1_000)
        workbook_set_properties(book, &properties)
        guard let sheet = workbook_add_worksheet(book, layout.name) else {
            workbook_close(book)
            throw WorkbookWriterFault(code: 0)
        }
        let looks = Looks(book)
        setUp(sheet)
        var code = fill(sheet, looks)
        // Closing writes the file and frees everything, whatever happened before.
        let closed = workbook_close(book)
        if code == LXW_NO_ERROR { code = closed }
        guard code == LXW_NO_ERROR else { throw WorkbookWriterFault(code: Int(code.rawValue)) }
    }

    private func setUp(_ sheet: UnsafeMutablePointer<lxw_worksheet>) {
        let columns = UInt16(clamping: max(1, table.header.count))
        worksheet_freeze_panes(sheet, 1, UInt16(clamping: layout.fixedColumns))
        worksheet_autofilter(sheet, 0, 0, UInt32(clamping: table.notes.count + table.rows.count), columns - 1)
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, SheetLayout.a4)
        worksheet_fit_to_pages(sheet, UInt16(clamping: layout.pagesAcross), 0)
        worksheet_repeat_rows(sheet, 0, 0)
        if layout.fixedColumns > 0 { worksheet_repeat_columns(sheet, 0, UInt16(clamping: layout.fixedColumns - 1)) }
        worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.5)
        worksheet_gridlines(sheet, UInt8(LXW_SHOW_ALL_GRIDLINES.rawValue))
        worksheet_set_footer(sheet, "&L\(layout.footer.replacingAmpersands)&RPage &P of &N")
    }

    private func fill(_ sheet: UnsafeMutablePointer<lxw_worksheet>, _ looks: Looks) -> lxw_error {
        let widths = layout.widths(of: table)
        for (column, width) in widths.enumerated() {
            let place = UInt16(clamping: column)
            let code = worksheet_set_column(sheet, place, place, Double(width), nil)
            guard code == LXW_NO_ERROR else { return code }
        }
        let header = table.header.map { CSVTable.Cell.text($0) }
        // A note is one line, however long: it runs on over the empty cells beside it.
        let heights = [header] + table.notes.map { _ in [] } + table.rows
        for (row, cells) in heights.enumerated() {
            let code = worksheet_set_row(
                sheet, UInt32(clamping: row), layout.height(of: cells, widths: widths), nil)
            guard code == LXW_NO_ERROR else { return code }
        }
        for (column, name) in header.enumerated() {
            let code = write(name, to: sheet, 0, column, looks.header, looks)
            guard code == LXW_NO_ERROR else { return code }
        }
        let looksOfText = table.notes.map { _ in looks.note } + table.rows.map { _ in looks.text }
        for (row, (cells, look)) in zip(table.noteRows + table.rows, looksOfText).enumerated() {
            for (column, cell) in cells.enumerated() {
                let code = write(cell, to: sheet, row + 1, column, look, looks)
                guard code == LXW_NO_ERROR else { return code }
            }
        }
        return LXW_NO_ERROR
    }

    private func write(
        _ cell: CSVTable.Cell, to sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: Int, _ column: Int,
        _ look: UnsafeMutablePointer<lxw_format>?, _ looks: Looks
    ) -> lxw_error {
        let (row, column) = (UInt32(clamping: row), UInt16(clamping: column))
        switch cell {
        case .empty: return LXW_NO_ERROR
        case .integer(let number): return worksheet_write_number(sheet, row, column, Double(number), looks.number)
        case .tenths(let number): return worksheet_write_number(sheet, row, column, Double(number) / 10, looks.tenths)
        case .text(let text): return worksheet_write_string(sheet, row, column, SheetLayout.written(text), look)
        }
    }
}

/// The looks of a cell.
private struct Looks {
    let header: UnsafeMutablePointer<lxw_format>?
    let text: UnsafeMutablePointer<lxw_format>?
    let note: UnsafeMutablePointer<lxw_format>?
    let number: UnsafeMutablePointer<lxw_format>?
    let tenths: UnsafeMutablePointer<lxw_format>?

    init(_ book: UnsafeMutablePointer<lxw_workbook>) {
        func look() -> UnsafeMutablePointer<lxw_format>? {
            let look = workbook_add_format(book)
            format_set_font_size(look, 10)
            format_set_align(look, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            format_set_text_wrap(look)
            return look
        }
        header = look()
        format_set_bold(header)
        format_set_bg_color(header, 0xE6_E6E6)
        format_set_bottom(header, UInt8(LXW_BORDER_THIN.rawValue))
        text = look()
        note = workbook_add_format(book)
        format_set_font_size(note, 10)
        format_set_bold(note)
        number = look()
        tenths = look()
        // Away from the text of the next column.
        for figure in [number, tenths] {
            format_set_align(figure, UInt8(LXW_ALIGN_RIGHT.rawValue))
            format_set_indent(figure, 1)
        }
        format_set_num_format(tenths, "0.0")
    }
}

/// A workbook could not be written; the file is not to be used.
public struct WorkbookWriterFault: Error, Sendable, Hashable {
    /// libxlsxwriter's own number; 0 when it had no memory or would not make the file.
    public let code: Int
}

extension String {
    /// In a footer an ampersand begins a code; doubled it is one.
    fileprivate var replacingAmpersands: String { reduce(into: "") { $0 += $1 == "&" ? "&&" : String($1) } }
}

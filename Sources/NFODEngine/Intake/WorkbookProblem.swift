/// Why a spreadsheet workbook cannot be read; nothing of it is taken. The message names no cell's content.
public enum WorkbookProblem: Error, Sendable, Equatable {
    /// Protected by a password: its bytes are cipher text.
    case encrypted
    /// `.xls`, as Excel wrote it up to 2003.
    case oldFormat
    /// `.xlsb`, Excel's binary workbook.
    case binaryFormat
    /// `.ods`, LibreOffice's own format.
    case openDocument
    /// A zip archive with something else in it.
    case notAWorkbook
    /// Cut off, or not as the standard (ECMA-376) has it.
    case damaged(Part)
    case noVisibleSheet
    /// A document type declaration, with which entities could be defined: no spreadsheet program writes one.
    case declaresDocumentType
    case tooLarge(Measure)
    /// A cell that stands where none can, twice, or before the one that came first. The sheet's row, 1-based.
    case cellsOutOfOrder(row: Int)

    public enum Part: String, Sendable {
        case archive, relationships, workbook, styles, strings, sheet
    }

    /// What there is more of than the limits allow.
    public enum Measure: String, Sendable {
        case entries, unpackedSize, compression, strings, formats, memory, cell, cellsInRow, text, rows
    }

    /// Stable, for machines.
    public var code: String {
        switch self {
        case .encrypted: "workbook-encrypted"
        case .oldFormat: "workbook-xls"
        case .binaryFormat: "workbook-xlsb"
        case .openDocument: "workbook-ods"
        case .notAWorkbook: "not-a-workbook"
        case .damaged: "workbook-damaged"
        case .noVisibleSheet: "workbook-no-visible-sheet"
        case .declaresDocumentType: "workbook-doctype"
        case .tooLarge: "workbook-too-large"
        case .cellsOutOfOrder: "workbook-cells-out-of-order"
        }
    }

    public var message: String {
        switch self {
        case .encrypted:
            "The workbook is protected by a password. Take the password off in Excel (File, Info, Protect Workbook) "
                + "and send it by a way that is protected itself."
        case .oldFormat: "The file is an old Excel workbook (.xls)." + WorkbookProblem.saveAgain
        case .binaryFormat: "The file is a binary Excel workbook (.xlsb)." + WorkbookProblem.saveAgain
        case .openDocument: "The file is an OpenDocument spreadsheet (.ods)." + WorkbookProblem.saveAgain
        case .notAWorkbook: "The file is a zip archive, but no workbook." + WorkbookProblem.saveAgain
        case .damaged(let part):
            "The workbook is damaged (\(part.rawValue)): cut off on its way, or written wrongly."
                + WorkbookProblem.saveAgain
        case .noVisibleSheet: "The workbook has no visible worksheet. Show the one that is meant, and save it again."
        case .declaresDocumentType:
            "The workbook holds a document type declaration, which no spreadsheet program writes. It was not read: ask "
                + "the source where it comes from."
        case .tooLarge(let measure):
            "The workbook is larger than can be read safely (\(measure.rawValue)). Copy the rows alone into a new "
                + "workbook, or save the sheet as CSV UTF-8."
        case .cellsOutOfOrder(let row):
            "Row \(row) of the sheet holds cells that are out of order or where none can be."
                + WorkbookProblem.saveAgain
        }
    }

    private static let saveAgain = " Open it, save it as .xlsx or as CSV UTF-8, and send that."
}

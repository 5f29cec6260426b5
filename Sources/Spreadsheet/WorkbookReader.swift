public import NFODEngine

/// Reads the first visible sheet of an .xlsx workbook as rows of text, in bounded memory.
///
/// Texts stay as they are, leading zeros too. Numbers come without exponent; those whose format is zeros alone
/// (`0000000000`) with their zeros. Dates, told by their format, become `YYYY-MM-DD`, `YYYY-MM-DD HH:MM[:SS]` or
/// `HH:MM[:SS]`, as much of them as the format shows. A formula is its last result, and `#CALC!` when it has none; an
/// error is its own text (`#N/A`). Of merged cells the first holds the text. Hidden rows and columns are read.
public struct WorkbookReader {
    private let archive: ZipArchive
    private let limits: SheetLimits
    private let sheet: String
    private let values: CellValues
    private let otherVisibleSheets: Int

    /// The file begins like a workbook (or like something of which ``init(path:limits:)`` says what to do with it).
    /// - Parameter start: its first four bytes.
    public static func isWorkbook(start: some Sequence<UInt8>) -> Bool {
        [FileStart.zip, FileStart.compound].contains(Array(start.prefix(4)))
    }

    /// Opens a workbook and finds the sheet.
    /// - Throws: `FeedRefusal.workbook`.
    public init(path: String, limits: SheetLimits = SheetLimits()) throws(FeedRefusal) {
        do { try self.init(opening: path, limits) } catch { throw FeedRefusal(error) }
    }

    /// Hands out the rows that have something in them, in order.
    /// - Throws: `FeedRefusal.workbook`, and what `body` throws.
    public func read(_ body: (SheetRow) throws -> Void) throws -> SheetSummary {
        try withoutActuallyEscaping(body) { body in
            let parser = SheetParser(book: values, limits: limits, body: body)
            do {
                try XMLStream.read(sheet, as: .sheet, of: archive, limits: limits, handler: parser)
            } catch let problem as WorkbookProblem {
                throw FeedRefusal.workbook(problem)
            }
            var summary = parser.summary
            summary.otherVisibleSheets = otherVisibleSheets
            return summary
        }
    }

    private init(opening path: String, _ limits: SheetLimits) throws {
        let archive = try ZipArchive(path: path, limits: limits)
        let main = try WorkbookReader.workbookPart(of: archive, limits: limits)
        let list = try SheetList(main, of: archive, limits: limits)
        let parts = try Relationships(of: main, in: archive, limits: limits)
        let sheets = list.sheets.filter(\.isVisible).compactMap { sheet in
            parts.all.first { $0.id == sheet.relationship && $0.kind == "worksheet" }
        }
        guard let sheet = sheets.first else { throw WorkbookProblem.noVisibleSheet }
        self.archive = archive
        self.limits = limits
        self.sheet = sheet.target
        otherVisibleSheets = sheets.count - 1
        values = CellValues(
            strings: try SharedStrings(parts.first("sharedStrings")?.target, of: archive, limits: limits),
            formats: try CellFormats(parts.first("styles")?.target, of: archive, limits: limits),
            numbers: NumberText(countsFrom: list.countsFrom))
    }

    private static func workbookPart(of archive: ZipArchive, limits: SheetLimits) throws -> String {
        let root = try Relationships(of: "", in: archive, limits: limits)
        guard let main = root.first("officeDocument")?.target else {
            throw archive.has("mimetype") && archive.has("content.xml")
                ? WorkbookProblem.openDocument : WorkbookProblem.notAWorkbook
        }
        if main.lowercased().hasSuffix(".bin") { throw WorkbookProblem.binaryFormat }
        return main
    }
}

extension FeedRefusal {
    fileprivate init(_ error: any Error) {
        guard let problem = error as? WorkbookProblem else {
            preconditionFailure("reading a workbook throws problems of the workbook only")
        }
        self = .workbook(problem)
    }
}

import Foundation
public import NFODEngine
import Spreadsheet

/// The forms that a report can be asked for in: those that the engine writes, and a workbook.
public enum ReportForm: Hashable, Sendable {
    case text(ReportFormat)
    /// `.xlsx`, the rows and columns of the CSV form.
    case workbook

    /// As `--format` has them.
    public static let names = ReportFormat.allCases.map(\.rawValue) + [workbookName]
    private static let workbookName = "xlsx"

    /// Nil for a name that there is none of.
    public init?(_ name: String) {
        if name == ReportForm.workbookName {
            self = .workbook
        } else if let format = ReportFormat(rawValue: name) {
            self = .text(format)
        } else {
            return nil
        }
    }
}

/// A report's table as a workbook that is ready for the printer.
struct ReportWorkbook {
    let kind: Operation.ReportRequest.Kind
    let team: String
    let at: Instant
    let zone: ZoneRules

    /// - Throws: `DaemonError.fileFull` when the disk has no room.
    func base64(of table: CSVTable, spool: Spool) throws -> String {
        let (path, file) = try spool.newFile()
        defer { Spool.remove(path) }
        try file.close()
        do { try WorkbookWriter(table, layout: layout).write(to: path) } catch { throw DaemonError.fileFull(path) }
        guard let data = FileManager.default.contents(atPath: path) else { throw DaemonError.fileUnreadable(path) }
        return data.base64EncodedString()
    }

    private var layout: SheetLayout {
        let isByCase = kind != .workload
        return SheetLayout(
            name: kind.rawValue, footer: "\(team), \(kind.rawValue), \(zone.iso8601(at))", madeAt: at,
            fixedColumns: isByCase ? ReportWorkbook.fixedColumns : 1, pagesAcross: isByCase ? 2 : 1)
    }

    /// Case, person and name.
    private static let fixedColumns = 3
}

/// A report in a file: whole or not there at all, for its owner only, because it may hold names.
public enum ReportFile {
    /// - Parameter output: what ``ReportService/render(_:by:)`` gave.
    /// - Throws: `SetupRefusal.fileUnwritable`.
    public static func write(_ output: String, as form: ReportForm, to path: String) throws {
        let data = form == .workbook ? Data(base64Encoded: output) : Data(output.utf8)
        let partial = path + ".partial-" + String(getpid())
        let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard let data, descriptor >= 0 else { throw SetupRefusal.fileUnwritable(path) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: data)
            try file.close()
        } catch {
            unlink(partial)
            throw SetupRefusal.fileUnwritable(path)
        }
        guard rename(partial, path) == 0 else {
            unlink(partial)
            throw SetupRefusal.fileUnwritable(path)
        }
    }
}

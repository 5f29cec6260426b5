import CZip
import Foundation
import NFODEngine
import Spreadsheet
import Testing
import WorkbookFixture

/// A file that is gone with the test.
final class ScratchFile {
    let path = NSTemporaryDirectory() + "/nfod-sheet-" + UUID().uuidString.prefix(12) + ".xlsx"

    init() {}

    init(_ fixture: WorkbookFixture) throws { try fixture.write(to: path) }

    init(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func bytes() throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
}

struct SheetReading {
    var rows: [SheetRow] = []
    var summary = SheetSummary()

    init(_ file: ScratchFile, limits: SheetLimits = SheetLimits()) throws {
        // The file must be there for as long as it is read.
        defer { withExtendedLifetime(file) {} }
        let reader = try WorkbookReader(path: file.path, limits: limits)
        var rows: [SheetRow] = []
        summary = try reader.read { rows.append($0) }
        self.rows = rows
    }

    init(_ fixture: WorkbookFixture, limits: SheetLimits = SheetLimits()) throws {
        try self.init(try ScratchFile(fixture), limits: limits)
    }

    var cells: [[String]] { rows.map(\.cells) }
}

/// Why a workbook is refused; nil when it is read.
func problem(_ fixture: WorkbookFixture, limits: SheetLimits = SheetLimits()) throws -> WorkbookProblem? {
    try problem(ScratchFile(fixture), limits: limits)
}

func problem(_ file: ScratchFile, limits: SheetLimits = SheetLimits()) throws -> WorkbookProblem? {
    do { _ = try SheetReading(file, limits: limits) } catch FeedRefusal.workbook(let problem) { return problem }
    return nil
}

/// One row of numbers, one after the other in style 1.
func number(_ value: String, style: Int = 1) -> String { "<row><c s=\"\(style)\"><v>\(value)</v></c></row>" }

extension ScratchFile {
    /// The text of one part.
    func part(_ name: String) throws -> String {
        var code: Int32 = 0
        let archive = try #require(zip_open(path, ZIP_RDONLY, &code))
        defer { zip_discard(archive) }
        let file = try #require(zip_fopen(archive, name, 0))
        defer { zip_fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = zip_fread(file, &bytes, UInt64(bytes.count))
        try #require(count >= 0)
        return String(decoding: bytes[..<Int(count)], as: UTF8.self)
    }
}

import NFODEngine

/// The workbook part: its sheets in their order, and from which day it counts.
final class SheetList: XMLHandler {
    struct Sheet {
        /// Id of the relationship to the sheet's part.
        let relationship: String
        let isVisible: Bool
    }

    private(set) var sheets: [Sheet] = []
    private(set) var countsFrom = DayCount.from1900
    private let most: Int
    private var hasRoot = false

    init(_ part: String, of archive: ZipArchive, limits: SheetLimits) throws {
        most = limits.entriesMax
        try XMLStream.read(part, as: .workbook, of: archive, limits: limits, handler: self)
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws {
        guard hasRoot else {
            guard name == .sheet("workbook") else { throw WorkbookProblem.notAWorkbook }
            hasRoot = true
            return
        }
        switch name {
        case .sheet("workbookPr"):
            if ["1", "true"].contains(attributes["date1904"]) { countsFrom = .from1904 }
        case .sheet("sheet"):
            guard let relationship = attributes.relation else { throw WorkbookProblem.damaged(.workbook) }
            guard sheets.count < most else { throw WorkbookProblem.tooLarge(.entries) }
            let isVisible = (attributes["state"] ?? "visible") == "visible"
            sheets.append(Sheet(relationship: relationship, isVisible: isVisible))
        default: break
        }
    }

    func end(_ name: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

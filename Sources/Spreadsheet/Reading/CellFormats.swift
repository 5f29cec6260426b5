import NFODEngine

/// The styles part, as far as it says how numbers are to be shown.
final class CellFormats: XMLHandler {
    /// By the number that a cell gives as its style.
    private var formats: [NumberFormat] = []
    private var custom: [Int: NumberFormat] = [:]
    private let most: Int
    private var isInCellFormats = false

    /// - Parameter part: nil for a workbook without styles: every number is shown as it is.
    init(_ part: String?, of archive: ZipArchive, limits: SheetLimits) throws {
        most = limits.formatsMax
        guard let part else { return }
        try XMLStream.read(part, as: .styles, of: archive, limits: limits, handler: self)
    }

    subscript(style: Int) -> NumberFormat { formats.indices.contains(style) ? formats[style] : .general }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws {
        switch name {
        case .sheet("numFmt"):
            guard let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] else {
                return
            }
            guard custom.count < most else { throw WorkbookProblem.tooLarge(.formats) }
            custom[id] = NumberFormat(code: code)
        case .sheet("cellXfs"): isInCellFormats = true
        case .sheet("xf") where isInCellFormats:
            guard formats.count < most else { throw WorkbookProblem.tooLarge(.formats) }
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            formats.append(custom[id] ?? NumberFormat(builtIn: id))
        default: break
        }
    }

    func end(_ name: XMLName) { if name == .sheet("cellXfs") { isInCellFormats = false } }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

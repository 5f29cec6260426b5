import NFODEngine

/// The texts that cells name by number. Kept in one piece of memory: a million small texts cost little more than their
/// bytes.
final class SharedStrings: XMLHandler {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private let limits: SheetLimits
    private var text = TextRun()

    /// - Parameter part: nil for a workbook without shared texts.
    init(_ part: String?, of archive: ZipArchive, limits: SheetLimits) throws {
        self.limits = limits
        guard let part else { return }
        try XMLStream.read(part, as: .strings, of: archive, limits: limits, handler: self)
    }

    /// Nil when there is no such text.
    subscript(index: Int) -> String? {
        guard ends.indices.contains(index) else { return nil }
        return EscapedText.plain(bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws {
        if name == .sheet("si") {
            guard ends.count < limits.stringsMax else { throw WorkbookProblem.tooLarge(.strings) }
            text = TextRun()
        } else {
            text.start(name)
        }
    }

    func end(_ name: XMLName) {
        if name == .sheet("si") { ends.append(bytes.count) } else { text.end(name) }
    }

    func text(_ piece: UnsafeBufferPointer<UInt8>) throws {
        guard text.isCollecting else { return }
        guard bytes.count + piece.count <= limits.stringBytesMax else { throw WorkbookProblem.tooLarge(.strings) }
        bytes += piece
    }
}

/// Follows the elements inside one text: plain, or in runs of different looks. How it is pronounced (`rPh`) is not part
/// of it.
struct TextRun {
    private var isInText = false
    private var isInPronunciation = false

    var isCollecting: Bool { isInText && !isInPronunciation }

    mutating func start(_ name: XMLName) {
        if name == .sheet("t") { isInText = true }
        if name == .sheet("rPh") { isInPronunciation = true }
    }

    mutating func end(_ name: XMLName) {
        if name == .sheet("t") { isInText = false }
        if name == .sheet("rPh") { isInPronunciation = false }
    }
}

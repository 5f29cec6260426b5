internal import CZip
import NFODEngine

/// The archive that a workbook is: parts by name, read piece by piece, never past the limits. What an entry says of its
/// own size is not believed.
final class ZipArchive {
    private let archive: OpaquePointer
    private let limits: SheetLimits
    /// Index of each entry by its name, small letters: names of parts differ by more than case (ECMA-376, part 2).
    private var entries: [String: UInt64] = [:]

    init(path: String, limits: SheetLimits) throws(WorkbookProblem) {
        try ArchiveCheck(limits: limits).check(path)
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_RDONLY, &code) else { throw .damaged(.archive) }
        self.archive = archive
        self.limits = limits
        let count = zip_get_num_entries(archive, 0)
        guard count <= limits.entriesMax else { throw .tooLarge(.entries) }
        for index in 0..<UInt64(max(0, count)) {
            guard let name = zip_get_name(archive, index, 0) else { throw .damaged(.archive) }
            // Two entries of one name: programs differ in which one they read.
            guard entries.updateValue(index, forKey: String(cString: name).lowercased()) == nil else {
                throw .damaged(.archive)
            }
        }
    }

    deinit { zip_discard(archive) }

    func has(_ name: String) -> Bool { entries[name.lowercased()] != nil }

    /// Hands out the part's bytes in order.
    /// - Throws: ``WorkbookProblem``, and what `body` throws.
    func read(_ name: String, as part: WorkbookProblem.Part, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        guard let index = entries[name.lowercased()] else { throw WorkbookProblem.damaged(part) }
        var told = zip_stat_t()
        guard zip_stat_index(archive, index, 0, &told) == 0 else { throw WorkbookProblem.damaged(part) }
        if told.encryption_method != 0 { throw WorkbookProblem.encrypted }
        guard [UInt16(ZIP_CM_STORE), UInt16(ZIP_CM_DEFLATE)].contains(told.comp_method),
            let file = zip_fopen_index(archive, index, 0)
        else { throw WorkbookProblem.damaged(part) }
        defer { zip_fclose(file) }
        var bytes = [UInt8](repeating: 0, count: ZipArchive.pieceBytes)
        var total = 0
        while true {
            let count = bytes.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, UInt64($0.count)) }
            guard count >= 0 else { throw WorkbookProblem.damaged(part) }
            if count == 0 { return }
            total += Int(count)
            try check(total, packed: Int(clamping: told.comp_size))
            try bytes.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<Int(count)])) }
        }
    }

    private func check(_ total: Int, packed: Int) throws(WorkbookProblem) {
        guard total <= limits.partBytesMax else { throw .tooLarge(.unpackedSize) }
        guard total > limits.ratioFromBytes else { return }
        guard total / limits.ratioMax <= packed else { throw .tooLarge(.compression) }
    }

    private static let pieceBytes = 1 << 16
}

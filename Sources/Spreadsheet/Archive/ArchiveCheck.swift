import Foundation
import NFODEngine

/// Looks at a file before libzip does: libzip makes a record for every entry that the archive's list has, so a list of
/// millions would fill memory before anything could be counted.
struct ArchiveCheck {
    let limits: SheetLimits

    /// - Throws: ``WorkbookProblem`` for another kind of file, and for a list that is too long or cannot be found.
    func check(_ path: String) throws(WorkbookProblem) {
        guard let file = FileHandle(forReadingAtPath: path) else { throw .damaged(.archive) }
        defer { try? file.close() }
        guard let start = try? file.read(upToCount: 4), let size = try? file.seekToEnd() else {
            throw .damaged(.archive)
        }
        if Array(start) == FileStart.compound { throw CompoundFile.problem(file) }
        guard Array(start) == FileStart.zip else { throw .notAWorkbook }
        let tailBytes = min(size, ArchiveCheck.tailBytesMax)
        guard (try? file.seek(toOffset: size - tailBytes)) != nil, let tail = try? file.readToEnd() else {
            throw .damaged(.archive)
        }
        try checkEnds(Array(tail))
    }

    /// The record that ends an archive may have a comment after it, so that it may stand anywhere in the tail; libzip
    /// chooses among several, so all of them are looked at.
    private func checkEnds(_ tail: [UInt8]) throws(WorkbookProblem) {
        var isFound = false
        for index in tail.indices.dropLast(ArchiveCheck.endBytes - 1) where tail[index...].starts(with: Self.end) {
            isFound = true
            // An archive of the long form: more than 65,535 entries or 4 GB, or a program that writes no other.
            let locator = index - ArchiveCheck.locatorBytes
            if locator >= 0, tail[locator...].starts(with: Self.locator) { throw .tooLarge(.entries) }
            let entries = max(number(tail, index + 8, 2), number(tail, index + 10, 2))
            guard entries <= limits.entriesMax, number(tail, index + 12, 4) <= limits.directoryBytesMax else {
                throw .tooLarge(.entries)
            }
        }
        guard isFound else { throw .damaged(.archive) }
    }

    private func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
        bytes[start..<start + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    private static let end: [UInt8] = [0x50, 0x4B, 5, 6]
    private static let endBytes = 22
    private static let locator: [UInt8] = [0x50, 0x4B, 6, 7]
    private static let locatorBytes = 20
    /// The record, the longest comment, and the long form's locator before it.
    private static let tailBytesMax = UInt64(endBytes + 65_535 + locatorBytes)
}

/// What files begin with.
enum FileStart {
    static let zip: [UInt8] = [0x50, 0x4B, 3, 4]
    /// Microsoft's compound file: an old `.xls`, and the envelope of a workbook with a password.
    static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
}

/// A file that is a small file system of its own.
enum CompoundFile {
    /// The names of its streams tell an encrypted workbook from an old one (MS-OFFCRYPTO, 2.3.4.4).
    static func problem(_ file: FileHandle) -> WorkbookProblem {
        guard (try? file.seek(toOffset: 0)) != nil else { return .damaged(.archive) }
        let name = Data("EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] })
        var seen = Data()
        while let chunk = try? file.read(upToCount: 1 << 20), !chunk.isEmpty {
            seen = seen.suffix(name.count - 1) + chunk
            if seen.range(of: name) != nil { return .encrypted }
        }
        return .oldFormat
    }
}

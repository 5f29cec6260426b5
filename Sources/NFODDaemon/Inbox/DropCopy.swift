import Crypto
import Foundation
import NFODEngine

/// A file of the inbox as it was read: a copy that nobody else can reach and that is gone with this process, whatever
/// happens. What is taken in cannot change between the first reading and the second.
struct DropCopy {
    /// SHA-256 of the content, in hexadecimal.
    let digest: String
    /// The first bytes, the header among them.
    let start: [UInt8]
    let isStartWhole: Bool
    private let copy: Descriptor

    /// Opens anew each time it is read.
    var path: String { "/proc/self/fd/\(copy.number)" }

    private static let pieceBytes = 1 << 18

    /// Nil when the file is not, or no longer, what was seen: it is looked at afresh.
    ///
    /// - Throws: `DaemonError.fileFull`, ``DropFault``, `CancellationError`.
    static func make(of file: Descriptor, seen sighting: DropSighting, startBytes: Int, in spool: Spool) throws
        -> DropCopy?
    {
        guard try DropSighting(of: file) == sighting else { return nil }
        let (path, writer) = try spool.newFile()
        let number = open(path, O_RDONLY | O_CLOEXEC)
        Spool.remove(path)
        guard number >= 0 else { throw DropFault(step: .open, number: errno) }
        let copy = Descriptor(number)
        var hash = SHA256()
        var start: [UInt8] = []
        var total: Int64 = 0
        while let piece = try read(file), total <= sighting.bytes {
            try Task.checkCancellation()
            try Spool.write(piece, to: writer, path)
            hash.update(data: piece)
            start += piece.prefix(startBytes - start.count)
            total += Int64(piece.count)
        }
        try writer.close()
        guard total == sighting.bytes, try DropSighting(of: file) == sighting else { return nil }
        return DropCopy(
            digest: ContentDigest.hexadecimal(hash.finalize()), start: start,
            isStartWhole: start.count == total, copy: copy)
    }

    private static func read(_ file: Descriptor) throws -> [UInt8]? {
        while true {
            var failure: Int32 = 0
            let piece = [UInt8](unsafeUninitializedCapacity: pieceBytes) { buffer, count in
                let got = Glibc.read(file.number, buffer.baseAddress, pieceBytes)
                if got < 0 { failure = errno }
                count = max(0, got)
            }
            if failure == EINTR { continue }
            guard failure == 0 else { throw DropFault(step: .read, number: failure) }
            return piece.isEmpty ? nil : piece
        }
    }
}

/// SHA-256 in letters.
enum ContentDigest {
    static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
        digest.map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined()
    }

    static func of(_ text: String) -> String { hexadecimal(SHA256.hash(data: Array(text.utf8))) }
}

/// The name of something in a source's inbox: the very bytes the file system gave, which need not be text.
public struct DropName: Hashable, Sendable, Comparable {
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) { self.bytes = bytes }
    public init(_ text: String) { bytes = Array(text.utf8) }

    public static func < (left: DropName, right: DropName) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    /// An upload under way, an editor's own file or one of our reasons files: left where it is and never read.
    public var isPassedOver: Bool {
        DropName.passedOverStarts.contains { bytes.starts(with: $0.utf8) }
            || DropName.passedOverEnds.contains { ends(in: $0) }
    }

    /// How its content is read; nil when nothing reads it. The one place that knows endings.
    public var format: DropFormat? { DropFormat.allCases.first { ends(in: $0.ending) } }

    /// What it is called once it is out of the way: when it came, what its content hashes to, and what it was called,
    /// in letters that are safe everywhere.
    ///
    /// - Parameters:
    ///   - mark: the first 12 digits of the content's hash, in hexadecimal.
    ///   - copy: 2 and more where the names before are taken: the same content in the same second.
    public func kept(receivedAt instant: Instant, mark: String, copy: Int = 1) -> DropName {
        let time = ZoneRules.utc.iso8601(instant).prefix(19).filter { $0 != "-" && $0 != ":" }
        let number = copy > 1 ? "\(copy)-" : ""
        let original = bytes[keptPrefix...].suffix(DropName.keptBytesMax).map { byte in
            DropName.isSafe(byte) ? byte : UInt8(ascii: "_")
        }
        return DropName(bytes: Array("\(time)Z-\(mark)-\(number)".utf8) + original)
    }

    /// The file beside it that says why it needs fixing.
    public var reasons: DropName { DropName(bytes: bytes + DropName.reasonsEnd.utf8) }

    private static let reasonsEnd = ".reasons.txt"
    private static let passedOverStarts = [".", "~$"]
    private static let passedOverEnds = [".part", ".tmp", ".filepart", reasonsEnd]
    /// A name has 255 bytes at most, and time, mark and the reasons' ending want their part.
    private static let keptBytesMax = 200

    /// Bytes at the start that an earlier ``kept(receivedAt:mark:)`` put there: the file was put right and has come
    /// back under the name we gave it.
    private var keptPrefix: Int {
        let shape = "00000000T000000Z-xxxxxxxxxxxx-".utf8
        guard bytes.count > shape.count else { return 0 }
        let fits = zip(shape, bytes).allSatisfy { wanted, byte in
            switch wanted {
            case UInt8(ascii: "0"): DropName.isDigit(byte)
            case UInt8(ascii: "x"): DropName.isDigit(byte) || (0x61...0x66).contains(byte)
            default: wanted == byte
            }
        }
        return fits ? shape.count : 0
    }

    private func ends(in ending: String) -> Bool {
        bytes.count >= ending.utf8.count
            && zip(bytes.suffix(ending.utf8.count), ending.utf8).allSatisfy { DropName.lowered($0) == $1 }
    }

    private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isSafe(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x61...0x7A).contains(lowered(byte)) || ".-_".utf8.contains(byte)
    }
}

/// A kind of file that can be taken in.
public enum DropFormat: String, Sendable, CaseIterable {
    case csv, xlsx

    /// Of its names, in small letters.
    var ending: String { "." + rawValue }
}

import Crypto
import Foundation
import Logging
import NFODEngine
import Synchronization

/// The tokens file: `NAME ROLE SHA256-OF-THE-TOKEN-IN-HEX` a line; `#` begins a comment. Read again whenever it
/// changes, so that a token taken out stops working at once. A line that cannot be understood opens nothing and is
/// logged by its number. Without the file nobody gets in, nor with one that everybody may write to; one that is gone
/// together with its directory opens what it did before. That others may read it does no harm: a hash of 256 random
/// bits opens nothing.
final class TokenBook: Sendable {
    private let path: String
    private let log: Logger
    private let known = Mutex<Known>(Known())

    private struct Known {
        var stamp: Stamp?
        var entries: [Entry] = []
    }

    /// Tells one content of the file from the next.
    private struct Stamp: Equatable {
        let changed: Date
        let size: Int
        let file: Int
        let rights: Int
    }

    struct Entry: Equatable {
        let caller: Caller
        let hash: [UInt8]
    }

    init(path: String, log: Logger) {
        self.path = path
        self.log = log
    }

    /// Nil for a token that is not in the file.
    func caller(of token: String) -> Caller? {
        let hash = Array(SHA256.hash(data: Data(token.utf8)))
        var found: Caller?
        // Every entry is compared to its end, so that the time says nothing about how near a guess was.
        for entry in entries() where TokenBook.areEqual(entry.hash, hash) { found = entry.caller }
        return found
    }

    static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private func entries() -> [Entry] {
        known.withLock { known in
            let stamp = TokenBook.stamp(of: path)
            // A directory that is gone takes nobody's token away: whoever watches the service is to see it lost.
            if stamp == nil, known.stamp != nil, !isDirectoryThere { return known.entries }
            if stamp == nil || stamp != known.stamp { known = Known(stamp: stamp, entries: read()) }
            return known.entries
        }
    }

    private var isDirectoryThere: Bool {
        FileManager.default.fileExists(atPath: (path as NSString).deletingLastPathComponent)
    }

    private static func stamp(of path: String) -> Stamp? {
        guard let found = try? FileManager.default.attributesOfItem(atPath: path),
            let changed = found[.modificationDate] as? Date, let size = found[.size] as? Int,
            let file = found[.systemFileNumber] as? Int, let rights = found[.posixPermissions] as? Int
        else { return nil }
        return Stamp(changed: changed, size: size, file: file, rights: rights)
    }

    private func read() -> [Entry] {
        let rights = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        guard (rights ?? 0) & 0o002 == 0 else {
            log.error("everybody may write to the tokens file, so it opens nothing; `chmod 600` it and look through it")
            return []
        }
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        let (entries, unread) = TokenBook.entries(String(decoding: data, as: UTF8.self))
        for line in unread {
            log.error(
                "a line of the tokens file opens nothing; write NAME ROLE SHA256HEX", metadata: ["line": "\(line)"])
        }
        return entries
    }

    /// The entries of a file and the numbers of the lines that are none. A name stands once: the first counts.
    static func entries(_ text: String) -> (entries: [Entry], unread: [Int]) {
        var entries: [Entry] = []
        var unread: [Int] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let fields = line.split(whereSeparator: \.isWhitespace)
            if fields.isEmpty || fields[0].hasPrefix("#") { continue }
            guard fields.count == 3, let role = Role(text: fields[1]), let hash = bytes(hex: fields[2]),
                hash.count == 32,
                isName(fields[0]), !entries.contains(where: { $0.caller.name == fields[0] })
            else {
                unread.append(index + 1)
                continue
            }
            entries.append(Entry(caller: Caller(name: String(fields[0]), role: role), hash: hash))
        }
        return (entries, unread)
    }

    private static func isName(_ text: Substring) -> Bool {
        text.utf8.count <= 64 && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    }

    private static func bytes(hex: Substring) -> [UInt8]? {
        let digits = hex.compactMap(\.hexDigitValue)
        guard digits.count == hex.count, digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }
}

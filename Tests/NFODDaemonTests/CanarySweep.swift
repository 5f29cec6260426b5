import Foundation

/// Looks for words that must not be anywhere, in every disguise that bytes on their way through machines take.
struct CanarySweep {
    private struct Needle {
        let canary: String
        let disguise: String
        let bytes: [UInt8]
    }

    /// By their first four bytes.
    private let needles: [UInt32: [Needle]]
    /// First pairs of bytes of any needle: most places are no place to look further.
    private let starts: [Bool]

    init(_ canaries: [String]) {
        let all = canaries.flatMap { canary in
            // What folds, folds before it is disguised.
            Set([canary, canary.lowercased(), canary.uppercased(), canary.capitalized]).flatMap { word in
                Self.disguises(word).map { Needle(canary: canary, disguise: $0.name, bytes: $0.bytes) }
            }
        }
        needles = Dictionary(grouping: all) { needle in needle.bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) } }
        starts = needles.keys.reduce(into: [Bool](repeating: false, count: 65_536)) { $0[Int($1 >> 16)] = true }
    }

    /// - Returns: each canary that is in these bytes, and how it is disguised.
    func found(in data: Data) -> Set<String> {
        data.withUnsafeBytes { hay in
            var found: Set<String> = []
            var window: UInt32 = 0
            for place in 0..<hay.count {
                window = window << 8 | UInt32(hay[place])
                guard place >= 3, starts[Int(window >> 16)], let candidates = needles[window] else { continue }
                let rest = UnsafeRawBufferPointer(rebasing: hay[(place - 3)...])
                for needle in candidates where rest.starts(with: needle.bytes) {
                    found.insert("\(needle.canary) as \(needle.disguise)")
                }
            }
            return found
        }
    }

    func found(in text: String) -> Set<String> { found(in: Data(text.utf8)) }

    static func disguises(_ word: String) -> [(name: String, bytes: [UInt8])] {
        let plain = Array(word.utf8)
        let wide = plain.flatMap { byte -> [UInt8] in [byte, 0] }
        let hex = plain.map { pair($0, "0123456789abcdef") }.joined()
        let marked = plain.map { "%" + pair($0, "0123456789ABCDEF") }.joined()
        var all: [(name: String, bytes: [UInt8])] = [
            ("UTF-8", plain), ("UTF-16LE", wide), ("UTF-16BE", plain.flatMap { byte -> [UInt8] in [0, byte] }),
            ("hex", Array(hex.utf8)), ("hex", Array(hex.uppercased().utf8)),
            ("percent", Array(marked.utf8)), ("percent", Array(marked.lowercased().utf8)),
        ]
        for space in ["%20", "+"] where word.contains(" ") {
            all.append(("percent", Array(word.replacingOccurrences(of: " ", with: space).utf8)))
        }
        for slash in ["%2F", "%2f"] where word.contains("/") {
            all.append(("percent", Array(word.replacingOccurrences(of: "/", with: slash).utf8)))
        }
        return all
            + (0..<3).flatMap { offset in
                [("base64 of UTF-8", plain), ("base64 of UTF-16", wide)].flatMap { name, bytes in
                    let text = base64(bytes, after: offset)
                    let safe = text.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
                    return [(name, Array(text.utf8)), (name, Array(safe.utf8))]
                }
            }
    }

    private static func pair(_ byte: UInt8, _ digits: String) -> String {
        let digits = Array(digits)
        return String([digits[Int(byte / 16)], digits[Int(byte % 16)]])
    }

    /// The characters that do not depend on what stands before and behind.
    private static func base64(_ bytes: [UInt8], after offset: Int) -> String {
        let text = Data(Array(repeating: 0, count: offset) + bytes).base64EncodedString()
        let whole = (offset + bytes.count) * 8 / 6
        return String(text.prefix(whole).dropFirst((offset * 8 + 5) / 6))
    }
}

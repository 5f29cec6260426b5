/// One file of the repository as the style rules see it.
struct StyleFile: Sendable {
    /// Relative to the repository: `Sources/NFODEngine/Case/Owner.swift`.
    let path: String
    let text: String
    let lines: [String]
    /// Without strings and comments; line by line in step with `lines`.
    let code: [String]
    /// Contents of string literals alone.
    let literals: [String]
    let comments: [String]

    init(_ path: String, _ text: String) {
        self.path = path
        self.text = text
        lines = StyleFile.lines(text)
        let parts = path.hasSuffix(".swift") ? SwiftText(text) : nil
        code = parts.map { StyleFile.lines(String(decoding: $0.code, as: UTF8.self)) } ?? []
        literals = parts.map { StyleFile.lines(String(decoding: $0.literals, as: UTF8.self)) } ?? []
        comments = parts.map { StyleFile.lines(String(decoding: $0.comments, as: UTF8.self)) } ?? []
    }

    var isSwift: Bool { path.hasSuffix(".swift") }
    var isSource: Bool { path.hasPrefix("Sources/") }

    /// `NFODEngine` for a file under `Sources/NFODEngine`.
    var module: String? {
        let parts = path.split(separator: "/")
        return isSource && parts.count > 2 ? String(parts[1]) : nil
    }

    /// File name without directories and extension.
    var stem: String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.split(separator: ".").first.map(String.init) ?? name
    }

    func isUnder(_ directories: [String]) -> Bool { directories.contains { path.hasPrefix($0) } }

    /// A final line break ends the last line; it does not begin another.
    private static func lines(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}

/// A rule of the house that a file breaks, and where.
struct Violation: Hashable, Sendable, CustomStringConvertible {
    let path: String
    /// 1-based.
    let line: Int
    let message: String

    var description: String { "\(path):\(line): \(message)" }
}

extension StyleFile {
    func violation(_ index: Int, _ message: String) -> Violation {
        Violation(path: path, line: index + 1, message: message)
    }

    /// One violation for each line of `part` in which one of `phrases` stands as a whole word.
    func lines(of part: [String], having phrases: [String], _ message: (String) -> String) -> [Violation] {
        part.enumerated().flatMap { index, line in
            phrases.filter { line.hasWholeWord($0) }.map { violation(index, message($0)) }
        }
    }
}

extension String {
    /// `phrase` stands here with no letter, digit or underscore next to an end of it that is a letter or digit itself.
    func hasWholeWord(_ phrase: String) -> Bool {
        let text = Array(utf8)
        let wanted = Array(phrase.utf8)
        guard let first = wanted.first, let last = wanted.last, text.count >= wanted.count else { return false }
        for start in 0...(text.count - wanted.count) where text[start] == first {
            let end = start + wanted.count
            guard text[start..<end].elementsEqual(wanted) else { continue }
            let isFreeBefore = start == 0 || !(first.isWordByte && text[start - 1].isWordByte)
            let isFreeAfter = end == text.count || !(last.isWordByte && text[end].isWordByte)
            if isFreeBefore && isFreeAfter { return true }
        }
        return false
    }
}

extension UInt8 {
    var isWordByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: self >= 0x80
        }
    }
}

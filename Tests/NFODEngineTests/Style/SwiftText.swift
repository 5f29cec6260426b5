/// A Swift source text taken apart byte by byte: code, string literals and comments, each with everything else blanked
/// and all line breaks in place, so that positions in all three are positions in the file.
struct SwiftText {
    private(set) var code: [UInt8] = []
    private(set) var literals: [UInt8] = []
    private(set) var comments: [UInt8] = []

    private let bytes: [UInt8]
    private var at = 0
    private var modes: [Mode] = []

    private enum Mode {
        /// Inside `\( ... )` of a string, with so many parentheses open.
        case interpolation(open: Int)
        case string(hashes: Int, isMultiline: Bool)
    }

    private enum Part { case code, literal, comment }

    init(_ text: String) {
        bytes = Array(text.utf8)
        code.reserveCapacity(bytes.count)
        while at < bytes.count { step() }
    }

    private mutating func step() {
        if case .string(let hashes, let isMultiline) = modes.last {
            stringStep(hashes: hashes, isMultiline: isMultiline)
        } else if starts("//") {
            while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { take(.comment) }
        } else if starts("/*") {
            takeBlockComment()
        } else if let opening = stringOpening() {
            modes.append(.string(hashes: opening.hashes, isMultiline: opening.quotes == 3))
            take(.code, opening.hashes + opening.quotes)
        } else {
            codeStep()
        }
    }

    private mutating func codeStep() {
        if case .interpolation(let open) = modes.last {
            modes.removeLast()
            switch bytes[at] {
            case UInt8(ascii: "("): modes.append(.interpolation(open: open + 1))
            case UInt8(ascii: ")") where open == 1: break
            case UInt8(ascii: ")"): modes.append(.interpolation(open: open - 1))
            default: modes.append(.interpolation(open: open))
            }
        }
        take(.code)
    }

    private mutating func stringStep(hashes: Int, isMultiline: Bool) {
        let marks = String(repeating: "#", count: hashes)
        let end = (isMultiline ? "\"\"\"" : "\"") + marks
        if starts("\\" + marks + "(") {
            modes.append(.interpolation(open: 1))
            take(.code, hashes + 2)
        } else if starts("\\" + marks) {
            take(.literal, hashes + 2)
        } else if starts(end) || (!isMultiline && bytes[at] == UInt8(ascii: "\n")) {
            modes.removeLast()
            take(.code, bytes[at] == UInt8(ascii: "\n") ? 1 : end.utf8.count)
        } else {
            take(.literal)
        }
    }

    private mutating func takeBlockComment() {
        var depth = 0
        repeat {
            if starts("/*") {
                depth += 1
                take(.comment, 2)
            } else if starts("*/") {
                depth -= 1
                take(.comment, 2)
            } else {
                take(.comment)
            }
        } while depth > 0 && at < bytes.count
    }

    /// How many number signs and quotation marks open a string here; nil when none does.
    private func stringOpening() -> (hashes: Int, quotes: Int)? {
        guard bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "#") else { return nil }
        var hashes = 0
        while at + hashes < bytes.count, bytes[at + hashes] == UInt8(ascii: "#") { hashes += 1 }
        guard at + hashes < bytes.count, bytes[at + hashes] == UInt8(ascii: "\"") else { return nil }
        return (hashes, starts("\"\"\"", after: hashes) ? 3 : 1)
    }

    private func starts(_ text: String, after offset: Int = 0) -> Bool {
        var position = at + offset
        for byte in text.utf8 {
            guard position < bytes.count, bytes[position] == byte else { return false }
            position += 1
        }
        return true
    }

    private mutating func take(_ part: Part, _ count: Int = 1) {
        for _ in 0..<count where at < bytes.count {
            let byte = bytes[at]
            let blank = byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " ")
            code.append(part == .code ? byte : blank)
            literals.append(part == .literal ? byte : blank)
            comments.append(part == .comment ? byte : blank)
            at += 1
        }
    }
}

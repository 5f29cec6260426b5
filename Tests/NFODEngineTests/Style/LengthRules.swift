/// Files, lines and functions that a reader can take in at once.
enum LengthRules {
    static let fileLinesMax = 300
    static let bodyLinesBelow = 40
    static let lineCharactersMax = 120

    static func check(_ file: StyleFile) -> [Violation] {
        guard file.isSwift else { return [] }
        var found: [Violation] = []
        if file.lines.count > fileLinesMax {
            found.append(
                file.violation(fileLinesMax, "the file has \(file.lines.count) lines, more than \(fileLinesMax)"))
        }
        for (index, line) in file.lines.enumerated() where line.count > lineCharactersMax {
            found.append(file.violation(index, "\(line.count) characters, more than \(lineCharactersMax)"))
        }
        guard file.isSource else { return found }
        return found
            + FunctionBody.all(in: file).filter { $0.lines >= bodyLinesBelow }.map {
                file.violation($0.firstLine, "'\($0.kind)' with \($0.lines) lines; keep it under \(bodyLinesBelow)")
            }
    }
}

/// The body of a function, an initialiser, an accessor or a computed property.
struct FunctionBody: Hashable {
    let kind: String
    /// 0-based line of the opening brace.
    let firstLine: Int
    /// Lines between the braces.
    let lines: Int

    private static let declarations: Set<String> = ["func", "init", "deinit", "subscript", "var", "let"]
    private static let others: Set<String> = [
        "struct", "class", "enum", "extension", "protocol", "actor", "if", "guard", "for", "while", "switch", "do",
        "catch", "case", "else", "repeat", "defer", "return",
    ]

    /// Counts braces over the code alone; a brace belongs to the last declaring word outside parentheses since the
    /// brace before it. A closure inside parentheses (a default argument) leaves the words before it standing.
    static func all(in file: StyleFile) -> [FunctionBody] {
        var bodies: [FunctionBody] = []
        var open: [(header: Header, line: Int)] = []
        var header = Header()
        for (number, line) in file.code.enumerated() {
            for byte in line.utf8 {
                switch byte {
                case UInt8(ascii: "{"):
                    open.append((header, number))
                    header = Header()
                case UInt8(ascii: "}"):
                    let closed = open.popLast()
                    header = closed.flatMap { $0.header.isInParentheses ? $0.header : nil } ?? Header()
                    if let closed, let kind = closed.header.kind {
                        bodies.append(
                            FunctionBody(kind: kind, firstLine: closed.line, lines: max(0, number - closed.line - 1)))
                    }
                default: header.read(byte)
                }
            }
            header.read(UInt8(ascii: "\n"))
        }
        return bodies
    }

    private struct Header {
        private var word: [UInt8] = []
        private var before = UInt8(ascii: " ")
        private var depth = 0
        private var nextIsName = false
        private(set) var kind: String?
        var isInParentheses: Bool { depth > 0 }

        mutating func read(_ byte: UInt8) {
            if byte.isWordByte {
                word.append(byte)
                return
            }
            if !word.isEmpty, depth == 0, before != UInt8(ascii: ".") { settle(String(decoding: word, as: UTF8.self)) }
            if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") { depth += 1 }
            if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") { depth = max(0, depth - 1) }
            before = byte
            word = []
        }

        private mutating func settle(_ word: String) {
            if nextIsName {
                nextIsName = false
                return
            }
            nextIsName = word == "func" || word == "var" || word == "let"
            if FunctionBody.declarations.contains(word) { kind = word }
            if FunctionBody.others.contains(word) { kind = nil }
        }
    }
}

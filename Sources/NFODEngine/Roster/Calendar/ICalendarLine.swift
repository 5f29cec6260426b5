/// One line of an iCalendar file, unfolded: `NAME;PARAMETER=VALUE:VALUE` (RFC 5545, 3.1).
struct ICalendarLine: Hashable {
    /// Where it begins in the file.
    let number: Int
    /// In capitals.
    let name: String
    /// By name in capitals; of several values the first.
    let parameters: [String: String]
    let value: String

    /// - Throws: what makes the whole file unusable.
    static func all(of bytes: [UInt8], _ limits: ICalendarLimits) throws(ICalendarProblem) -> [Result] {
        guard bytes.count <= limits.bytes else { throw ICalendarProblem(.tooLarge, line: 0) }
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        var lines: [Result] = []
        var whole: [UInt8] = []
        var (start, number) = (1, 0)
        for part in bytes.dropFirst(hasMark ? 3 : 0).split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            let text = part.last == 0x0D ? part.dropLast() : part
            if number > 1, let first = text.first, first == 0x20 || first == 0x09 {
                whole += text.dropFirst()
            } else {
                try finish(whole, start, &lines)
                (whole, start) = (Array(text), number)
            }
            guard whole.count <= limits.lineBytes else { throw ICalendarProblem(.lineTooLong, line: start) }
        }
        try finish(whole, start, &lines)
        return lines
    }

    /// A line, or the number of one that has neither name nor value.
    enum Result: Hashable {
        case line(ICalendarLine)
        case unreadable(Int)
    }

    private static func finish(
        _ bytes: [UInt8], _ number: Int, _ lines: inout [Result]
    ) throws(ICalendarProblem) {
        guard !bytes.isEmpty else { return }
        // A folded line may be cut in the middle of a character: only the whole is text.
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            throw ICalendarProblem(.notText, line: number)
        }
        lines.append(ICalendarLine(text, number: number).map { .line($0) } ?? .unreadable(number))
    }

    init?(_ text: String, number: Int) {
        var parts: [Substring] = []
        var (part, rest) = (text.startIndex, text.startIndex)
        var isQuoted = false
        var end: String.Index?
        while rest < text.endIndex, end == nil {
            let letter = text[rest]
            if letter == "\"" { isQuoted.toggle() }
            if !isQuoted, letter == ";" || letter == ":" {
                parts.append(text[part..<rest])
                part = text.index(after: rest)
                if letter == ":" { end = part }
            }
            rest = text.index(after: rest)
        }
        guard let end, let name = parts.first, !name.isEmpty,
            name.utf8.allSatisfy({ $0 == 0x2D || ICalendarLine.isLetterOrDigit($0) })
        else { return nil }
        var parameters: [String: String] = [:]
        for parameter in parts.dropFirst() {
            let halves = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2 else { return nil }
            parameters[halves[0].uppercased()] = String(halves[1].filter { $0 != "\"" })
        }
        self.number = number
        self.name = name.uppercased()
        self.parameters = parameters
        value = String(text[end...])
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}

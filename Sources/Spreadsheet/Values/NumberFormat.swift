/// How a cell's number is to be read, from its number format (ECMA-376, 18.8.30 and 18.8.31).
enum NumberFormat: Equatable {
    /// The number itself, without exponent and without zeros after the point. Decimals, per cents and currencies too:
    /// what counts is the value.
    case general
    case date(DateParts)
    /// Padded to so many digits, with marks between them: how CHI numbers keep their leading zero.
    case padded(PaddedFormat)

    /// Excel's own limit.
    private static let codeLengthMax = 255

    /// A format that has a number and no code in the file.
    init(builtIn id: Int) {
        switch id {
        case 14...17: self = .date(.date)
        case 18...21, 45, 47: self = .date(.time)
        case 22: self = .date(.dateAndTime)
        case 46: self = .date(.duration)
        case 27...36, 50...58: self = .date(.asValueTells)
        default: self = .general
        }
    }

    /// A format with a code of its own; its first section counts.
    init(code: String) {
        let code = FormatCode(String(code.prefix(NumberFormat.codeLengthMax)))
        if let parts = code.dateParts {
            self = .date(parts)
        } else if let padded = PaddedFormat(code) {
            self = .padded(padded)
        } else {
            self = .general
        }
    }
}

/// The signs of a number format's first section, told apart from the text that it only repeats.
struct FormatCode {
    enum Sign: Equatable {
        /// A letter that stands for a part of a date, small.
        case part(Character)
        /// A length of time: `[h]`.
        case elapsed
        /// `0`, `#`, `?`, point, comma, per cent, exponent, fraction: a number.
        case number(Character)
        /// Shown as it is.
        case text(Character)
    }

    private(set) var signs: [Sign] = []

    init(_ code: String) {
        guard code.lowercased() != "general" else { return }
        var rest = Substring(code)
        while let first = rest.first, first != ";" {
            rest = rest.dropFirst(read(first, rest))
        }
    }

    /// Takes the next sign; returns how many characters it has.
    private mutating func read(_ first: Character, _ rest: Substring) -> Int {
        switch first {
        case "\"":
            let text = rest.dropFirst().prefix { $0 != "\"" }
            signs += text.map { .text($0) }
            return text.count + 2
        case "\\":
            if let next = rest.dropFirst().first { signs.append(.text(next)) }
            return 2
        // A blank as wide as the next character; the next character as often as the cell is wide.
        case "_", "*": return 2
        case "[":
            let content = rest.dropFirst().prefix { $0 != "]" }
            if FormatCode.elapsed.contains(content.lowercased()) { signs.append(.elapsed) }
            return content.count + 2
        default: break
        }
        if let length = FormatCode.halfOfDay(rest) { return length }
        return plain(first, rest)
    }

    private mutating func plain(_ first: Character, _ rest: Substring) -> Int {
        let small = Character(first.lowercased())
        if small == "e", let next = rest.dropFirst().first, next == "+" || next == "-" {
            signs.append(.number("E"))
            return 2
        }
        if "ydhms".contains(small) {
            signs.append(.part(small))
        } else if "ebg".contains(small) {
            // Years and eras of other calendars: they stand beside a month and a day.
            return 1
        } else if "0#?.,%/".contains(first) {
            signs.append(.number(first))
        } else {
            signs.append(.text(first))
        }
        return 1
    }

    private static let elapsed: Set<String> = ["h", "hh", "m", "mm", "s", "ss"]

    /// `AM/PM` and `A/P`: their letters are no month.
    private static func halfOfDay(_ rest: Substring) -> Int? {
        let small = rest.prefix(5).lowercased()
        if small == "am/pm" { return 5 }
        return small.hasPrefix("a/p") ? 3 : nil
    }

    /// Nil for the format of a number.
    var dateParts: DateParts? {
        if signs.contains(.elapsed) { return .duration }
        let letters: [Character] = signs.compactMap { if case .part(let letter) = $0 { letter } else { nil } }
        var hasDate = letters.contains { "yd".contains($0) }
        var hasTime = letters.contains { "hs".contains($0) }
        for (index, letter) in letters.enumerated() where letter == "m" {
            // After hours and before seconds it is a minute, elsewhere a month.
            let before = letters[..<index].last { $0 != "m" }
            let after = letters[index...].first { $0 != "m" }
            if before == "h" || after == "s" { hasTime = true } else { hasDate = true }
        }
        switch (hasDate, hasTime) {
        case (true, true): return .dateAndTime
        case (true, false): return .date
        case (false, true): return .time
        case (false, false): return nil
        }
    }
}

/// Zeros and marks alone, at least two zeros: `0000000000`, `000000 0000`.
struct PaddedFormat: Equatable {
    /// Nil stands for a digit.
    private let places: [Character?]

    init?(_ code: FormatCode) {
        var places: [Character?] = []
        for sign in code.signs {
            switch sign {
            case .number("0"): places.append(nil)
            case .text(let mark): places.append(mark)
            default: return nil
            }
        }
        guard places.count(where: { $0 == nil }) >= 2 else { return nil }
        self.places = places
    }

    /// The digits of a whole number filled in from the right; those that are too many stand before the first.
    func text(_ digits: String) -> String {
        let room = places.count { $0 == nil }
        var left = Array(String(repeating: "0", count: max(0, room - digits.count)) + digits)[...]
        var text = ""
        var isFirst = true
        for place in places {
            if let place {
                text.append(place)
            } else {
                let count = isFirst ? left.count - room + 1 : 1
                text += String(left.prefix(count))
                left = left.dropFirst(count)
                isFirst = false
            }
        }
        return text
    }
}

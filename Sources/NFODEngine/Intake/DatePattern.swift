/// How a source writes dates and times: a small strict set of pattern letters.
///
/// `yyyy` year, `MM` or `M` month, `MMM` English month name (three letters or whole), `dd` or `d` day, `HH` or `H`
/// hour, `mm` minute, `ss` second, `SSS` thousandths, `XXX` offset (`Z`, `+01:00`, `+0100`); text in single quotes and
/// every other character stand for themselves. Doubled letters want two digits, single ones take one or two.
public struct DatePattern: Sendable, Hashable {
    public let text: String
    private let tokens: [Token]

    private enum Token: Hashable {
        case number(Part, digits: ClosedRange<Int>)
        case monthName, offset
        case literal(UInt8)
    }

    private enum Part: Int, CaseIterable { case year, month, day, hour, minute, second, millisecond }

    /// Nil when a letter is not known, or when the pattern gives neither a whole date nor a time of day.
    public init?(_ text: String) {
        var tokens: [Token] = []
        var rest = Substring(text)
        while let first = rest.first {
            if first == "'" {
                guard let end = rest.dropFirst().firstIndex(of: "'") else { return nil }
                tokens += rest[..<end].dropFirst().utf8.map { .literal($0) }
                rest = rest[end...].dropFirst()
            } else {
                let run = rest.prefix { $0 == first }
                guard let token = DatePattern.tokens(run, first) else { return nil }
                tokens += token
                rest = rest.dropFirst(run.count)
            }
        }
        self.text = text
        self.tokens = tokens
        guard hasDate || hasTime else { return nil }
    }

    private static func tokens(_ run: Substring, _ letter: Character) -> [Token]? {
        switch run {
        case "yyyy": [.number(.year, digits: 4...4)]
        case "MM": [.number(.month, digits: 2...2)]
        case "M": [.number(.month, digits: 1...2)]
        case "MMM": [.monthName]
        case "dd": [.number(.day, digits: 2...2)]
        case "d": [.number(.day, digits: 1...2)]
        case "HH": [.number(.hour, digits: 2...2)]
        case "H": [.number(.hour, digits: 1...2)]
        case "mm": [.number(.minute, digits: 2...2)]
        case "ss": [.number(.second, digits: 2...2)]
        case "SSS": [.number(.millisecond, digits: 3...3)]
        case "XXX": [.offset]
        default: letter.isLetter ? nil : run.utf8.map { .literal($0) }
        }
    }

    /// Gives a whole date.
    public var hasDate: Bool { has(.year) && (has(.month) || tokens.contains(.monthName)) && has(.day) }
    /// Gives hour and minute.
    public var hasTime: Bool { has(.hour) && has(.minute) }

    private func has(_ part: Part) -> Bool {
        tokens.contains { if case .number(part, _) = $0 { true } else { false } }
    }

    /// What `cell` says; nil when it is not written like this or there is no such day or time.
    public func read(_ cell: String) -> ToldTime? {
        var values: [Int?] = Array(repeating: nil, count: Part.allCases.count)
        var offset: Int?
        var rest = Substring(cell).utf8
        for token in tokens {
            switch token {
            case .number(let part, let digits):
                let run = rest.prefix(digits.upperBound).prefix { (0x30...0x39).contains($0) }
                guard run.count >= digits.lowerBound else { return nil }
                values[part.rawValue] = run.reduce(0) { $0 * 10 + Int($1 - 0x30) }
                rest = rest.dropFirst(run.count)
            case .monthName:
                guard let (month, length) = DatePattern.monthName(Substring(rest)) else { return nil }
                values[Part.month.rawValue] = month
                rest = rest.dropFirst(length)
            case .offset:
                guard let seconds = Instant.offsetText(Substring(rest)) else { return nil }
                offset = seconds
                rest = rest.dropFirst(rest.count)
            case .literal(let byte):
                guard rest.first == byte else { return nil }
                rest = rest.dropFirst()
            }
        }
        return rest.isEmpty ? ToldTime(values, offset: offset) : nil
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    private static func monthName(_ text: Substring) -> (Int, length: Int)? {
        let word = text.prefix { $0.isLetter }.lowercased()
        guard word.utf8.count >= 3, let index = months.firstIndex(where: { $0 == word || $0.prefix(3) == word })
        else { return nil }
        return (index + 1, word.utf8.count)
    }
}

/// A date or time as a cell told it.
public enum ToldTime: Sendable, Equatable {
    case date(CivilDate)
    /// A local time without offset: needs a zone.
    case local(CivilDateTime)
    case instant(Instant)
    case clock(CivilTime)

    /// The day named, where one is; of an instant the day at its own offset is not kept, so nil.
    var date: CivilDate? {
        switch self {
        case .date(let date): date
        case .local(let local): local.date
        case .instant, .clock: nil
        }
    }

    fileprivate init?(_ values: [Int?], offset: Int?) {
        var time: CivilTime?
        if let hour = values[3], let minute = values[4] {
            time = CivilTime(hour: hour, minute: minute, second: values[5] ?? 0, millisecond: values[6] ?? 0)
            if time == nil { return nil }
        }
        guard let year = values[0], let month = values[1], let day = values[2] else {
            guard let time else { return nil }
            self = .clock(time)
            return
        }
        guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
        switch (time, offset) {
        case (let time?, let offset?):
            let day = Int64(date.dayNumber) * 86_400_000
            self = .instant(
                Instant(milliseconds: day + Int64(time.millisecondOfDay) - Int64(offset) * 1_000))
        case (let time?, nil): self = .local(CivilDateTime(date: date, time: time))
        case (nil, _): self = .date(date)
        }
    }
}

extension Instant {
    /// Seconds east of UTC: `Z`, `+01:00` or `+0100`.
    fileprivate static func offsetText(_ text: Substring) -> Int? {
        if text == "Z" || text == "z" { return 0 }
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard digits.utf8.count == 4, let hours = wholeNumber(digits.prefix(2)),
            let minutes = wholeNumber(digits.suffix(2)),
            hours <= 18, minutes <= 59
        else { return nil }
        return (sign == "-" ? -1 : 1) * (hours * 3_600 + minutes * 60)
    }
}

/// Reading and writing ISO 8601 instants and dates, by hand and strictly, so that the engine needs no Foundation.
extension ZoneRules {
    /// `2021-03-01T09:30:00+00:00`: to the second, with the zone's offset at that instant; milliseconds only when there
    /// are some.
    public func iso8601(_ instant: Instant) -> String {
        let shown = local(instant)
        let offset = offsetSeconds(at: instant)
        let milliseconds = shown.time.millisecondOfDay % 1_000
        let sign = offset < 0 ? "-" : "+"
        let minutes = abs(offset) / 60
        return shown.date.iso8601 + "T" + shown.time.iso8601 + (milliseconds == 0 ? "" : "." + padded(milliseconds, 3))
            + sign + padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2)
    }
}

extension CivilDate {
    /// `2021-03-01`
    public var iso8601: String { padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) }

    /// Reads `2021-03-01` and nothing else.
    public init?(iso8601 text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            let year = wholeNumber(parts[0]), let month = wholeNumber(parts[1]), let day = wholeNumber(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

extension CivilTime {
    /// `09:30:00`
    public var iso8601: String { hourAndMinute + ":" + padded(second, 2) }
    /// `09:30`
    public var hourAndMinute: String { padded(hour, 2) + ":" + padded(minute, 2) }

    /// Reads `09:30`, `09:30:15` or `09:30:15.250`.
    public init?(iso8601 text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts[0].utf8.count == 2, parts[1].utf8.count == 2,
            let hour = wholeNumber(parts[0]), let minute = wholeNumber(parts[1])
        else { return nil }
        guard parts.count == 3 else {
            self.init(hour: hour, minute: minute)
            return
        }
        let seconds = parts[2].split(separator: ".", omittingEmptySubsequences: false)
        guard seconds.count <= 2, seconds[0].utf8.count == 2, let second = wholeNumber(seconds[0]) else { return nil }
        var millisecond = 0
        if seconds.count == 2 {
            guard (1...9).contains(seconds[1].utf8.count), wholeNumber(seconds[1]) != nil,
                let three = wholeNumber((seconds[1] + "00").prefix(3))
            else { return nil }
            millisecond = three
        }
        self.init(hour: hour, minute: minute, second: second, millisecond: millisecond)
    }
}

extension Instant {
    /// Reads `2021-03-01T09:30:00+00:00`, also with `Z`, without seconds, with a fraction. An offset is required: a
    /// time without one is a local time and needs a zone.
    public init?(iso8601 text: some StringProtocol) {
        let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2, let date = CivilDate(iso8601: halves[0]) else { return nil }
        let rest = halves[1]
        guard let mark = rest.firstIndex(where: { "Zz+-".contains($0) }),
            let time = CivilTime(iso8601: rest[..<mark]),
            let offset = Instant.offsetSeconds(rest[mark...])
        else { return nil }
        self.init(
            milliseconds: Int64(date.dayNumber) * 86_400_000 + Int64(time.millisecondOfDay) - Int64(offset) * 1_000)
    }

    private static func offsetSeconds(_ text: some StringProtocol) -> Int? {
        if text == "Z" || text == "z" { return 0 }
        let digits = String(text.dropFirst().filter { $0 != ":" })
        guard digits.utf8.count == 4, let hours = wholeNumber(digits.prefix(2)),
            let minutes = wholeNumber(digits.suffix(2)), hours <= 18, minutes <= 59
        else { return nil }
        return (text.first == "-" ? -1 : 1) * (hours * 3_600 + minutes * 60)
    }
}

extension CivilDate: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let date = CivilDate(iso8601: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a date like 2021-03-01")
        }
        self = date
    }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso8601)
    }
}

/// Digits only, at most nine of them: no sign, no blank, no overflow.
func wholeNumber(_ text: some StringProtocol) -> Int? {
    guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
}

func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

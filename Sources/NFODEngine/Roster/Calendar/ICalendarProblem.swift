/// Something in an iCalendar file that could not be read, and on which line. Holds nothing of what the file says: names
/// of staff stand in it.
public struct ICalendarProblem: Error, Hashable, Comparable, Sendable {
    /// 1-based, of the file as it is, folded lines counted one by one; 0: the whole file.
    public let line: Int
    public let code: Code

    public enum Code: String, Hashable, Sendable, CaseIterable {
        // The whole file; what was read last holds on.
        case tooLarge, notText, notACalendar, halfWritten, lineTooLong, tooManyEvents, tooManyOccurrences
        // One event, which is left out; the others are taken.
        case lineUnreadable, startMissing, timeUnreadable, zoneUnknown, endUnclear, endsBeforeItBegins, tooLong
        case ruleUnreadable, ruleTooHard, datesTooHard, changeTooHard, nobodyKnown
    }

    public init(_ code: Code, line: Int) {
        self.code = code
        self.line = line
    }

    /// Nothing of the file can be used.
    public var isAboutWholeFile: Bool {
        switch code {
        case .tooLarge, .notText, .notACalendar, .halfWritten, .lineTooLong, .tooManyEvents, .tooManyOccurrences: true
        default: false
        }
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.line, left.code.rawValue) < (right.line, right.code.rawValue)
    }

    /// For people, in one line.
    public var message: String { (line > 0 ? "line \(line): " : "") + code.words }
}

extension ICalendarProblem.Code {
    fileprivate var words: String {
        switch self {
        case .tooLarge: "the file is larger than a rota can be"
        case .notText: "not text in UTF-8"
        case .notACalendar: "no calendar begins here (BEGIN:VCALENDAR)"
        case .halfWritten: "the file ends in the middle, or what begins does not end"
        case .lineTooLong: "a line is longer than any can be"
        case .tooManyEvents: "more events than a rota can have"
        case .tooManyOccurrences: "more repetitions than a rota can have"
        case .lineUnreadable: "a line without a name and a value"
        case .startMissing: "an event without a beginning (DTSTART)"
        case .timeUnreadable: "a time that cannot be read"
        case .zoneUnknown: "a time zone that nobody here knows (TZID)"
        case .endUnclear: "neither an end nor a length that can be read (DTEND, DURATION)"
        case .endsBeforeItBegins: "an event that ends before it begins, or at once"
        case .tooLong: "an event longer than 31 days"
        case .ruleUnreadable: "a repetition that cannot be read (RRULE)"
        case .ruleTooHard: "a repetition other than by days and weeks (RRULE)"
        case .datesTooHard: "single dates added to a repetition (RDATE), which are not read"
        case .changeTooHard: "a change of all that follows (RANGE), which is not read"
        case .nobodyKnown: "an event that names nobody whom team.yaml knows"
        }
    }
}

/// What a calendar may be at most; a rota is far smaller.
public struct ICalendarLimits: Sendable {
    public var bytes = 8 * 1_048_576
    public var lineBytes = 65_536
    public var events = 5_000
    public var occurrences = 20_000
    /// Of one repetition, as its COUNT says.
    public var count = 10_000
    /// Of one event.
    public var longest = Span.days(31)

    public init() {}
}

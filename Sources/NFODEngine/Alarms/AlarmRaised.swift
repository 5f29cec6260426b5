/// Which one of several: the name of a source, of a channel, of an audience, of a stream. From the configuration or
/// made of numbers, never of anything a source told.
public struct AlarmSubject: NamedIdentifier {
    public let name: String
    public init(_ name: String) { self.name = name }
}

/// The service needs somebody. Raised again while it stands only where each time is something new.
public struct AlarmRaised: EventPayload {
    public static let type = "alarmRaised"
    public static let version = 1
    public let alarm: AlarmKind
    public let subject: AlarmSubject?
    /// How many or how much: rows to fix, minutes of waiting, of standing still or of a clock's step, megabytes; nil
    /// where there is nothing to count.
    public let figure: Int64?

    public init(alarm: AlarmKind, subject: AlarmSubject?, figure: Int64?) {
        self.alarm = alarm
        self.subject = subject
        self.figure = figure
    }
}

/// It still stands, and its owner was told again.
public struct AlarmReminded: EventPayload {
    public static let type = "alarmReminded"
    public static let version = 1
    public let alarm: AlarmKind
    public let subject: AlarmSubject?

    public init(alarm: AlarmKind, subject: AlarmSubject?) {
        self.alarm = alarm
        self.subject = subject
    }
}

/// It is over.
public struct AlarmCleared: EventPayload {
    public static let type = "alarmCleared"
    public static let version = 1
    public let alarm: AlarmKind
    public let subject: AlarmSubject?
    public let why: Why

    public enum Why: String, Codable, Sendable, CaseIterable {
        /// What it told of has ended.
        case over
        /// A person has dealt with it.
        case byPerson
    }

    public init(alarm: AlarmKind, subject: AlarmSubject?, why: Why) {
        self.alarm = alarm
        self.subject = subject
        self.why = why
    }
}

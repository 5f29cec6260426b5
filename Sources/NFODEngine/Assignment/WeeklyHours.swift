/// A day as rotas know it. A holiday is a day of its own kind, not the weekday it falls on.
public enum DutyDay: String, Codable, CaseIterable, Hashable, Sendable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday, holiday

    public init(_ weekday: Weekday) {
        switch weekday {
        case .monday: self = .monday
        case .tuesday: self = .tuesday
        case .wednesday: self = .wednesday
        case .thursday: self = .thursday
        case .friday: self = .friday
        case .saturday: self = .saturday
        case .sunday: self = .sunday
        }
    }

    /// For people: `Wednesday`, `holidays`.
    public var label: String {
        self == .holiday ? "holidays" : rawValue.prefix(1).uppercased() + rawValue.dropFirst()
    }
}

/// The same hours on some days of every week: a worker's shift, or a turn on the duty rota.
public struct WeeklyHours: Hashable, Sendable {
    /// Days on which the hours begin.
    public let days: Set<DutyDay>
    public let hours: LocalHours

    public init(days: Set<DutyDay>, hours: LocalHours) {
        self.days = days
        self.hours = hours
    }
}

import NFODEngine
import NFODStore

/// What one look found out about one alarm.
struct Finding: Hashable, Sendable {
    let kind: AlarmKind
    let subject: AlarmSubject?
    let isRaised: Bool
    let figure: Int64?

    init(_ kind: AlarmKind, _ subject: AlarmSubject? = nil, isRaised: Bool, figure: Int64? = nil) {
        self.kind = kind
        self.subject = subject
        self.isRaised = isRaised
        self.figure = figure
    }

    /// By a value that must not rise too high, or fall too low.
    init(_ kind: AlarmKind, _ value: Int64, _ threshold: AlarmThreshold, among standing: [StandingAlarm]) {
        let wasRaised = standing.contains { $0.kind == kind }
        self.init(kind, isRaised: threshold.isRaised(by: value, wasRaised: wasRaised), figure: value)
    }

    func isNews(among standing: [StandingAlarm]) -> Bool {
        standing.contains { $0.kind == kind && $0.subject == subject } != isRaised
    }
}

/// The goals beside the due time, as reports and pages show them (rules 4, 5).
extension ResponseGoal {
    /// `spoken with within 1 d of being told: 4 h left, by Mon 16:00`
    public func sentence(at now: Instant, zone: ZoneRules) -> String {
        let when = TimePhrase.moment(dueAt, in: zone, now: now)
        switch standing(at: now) {
        case .running: return "\(words): \(TimePhrase.remaining(until: dueAt, at: now)), by \(when)"
        case .met: return "\(words): met"
        case .metLate: return "\(words): late, was due \(when)"
        case .missed: return "\(words): missed, was due \(when)"
        case .ended: return "\(words): ended before"
        }
    }

    private var words: String {
        switch kind {
        case .contactAfterNotification: "spoken with within \(TimePhrase.length(dueAt - startedAt)) of being told"
        case .contactAfterReferral: "spoken with within a working day of the referral"
        case .sameDayAttempt: "first try on the day it was known to be red"
        }
    }

    func json(at now: Instant, text: PageText) -> JSONValue {
        .object([
            "kind": .string(kind.rawValue), "dueAt": text.iso8601(dueAt), "metAt": metAt.map(text.iso8601) ?? .null,
            "standing": .string(standing(at: now).rawValue),
        ])
    }

    /// Two columns a kind.
    static let csvHeader = Kind.allCases.flatMap { ["\($0.rawValue)DueAt", "\($0.rawValue)Goal"] }

    /// The cells under ``csvHeader``; empty for a goal the case does not have.
    static func csvCells(_ goals: [ResponseGoal], at now: Instant, text: PageText) -> [CSVTable.Cell] {
        Kind.allCases.flatMap { kind -> [CSVTable.Cell] in
            guard let goal = goals.first(where: { $0.kind == kind }) else { return [.empty, .empty] }
            return [.text(text.zone.iso8601(goal.dueAt)), .text(goal.standing(at: now).rawValue)]
        }
    }
}

import NFODEngine
import Testing

/// Invented overdoses, as the rules see them. Noon on 1 March 2021, asked about four hours later.
enum Sample {
    static let overdoseAt = Instant(seconds: 1_614_600_000)
    static let at = overdoseAt + .hours(4)
    static let ambulance = SourceID("ambulance")
    static let police = SourceID("police")
    static let hospital = SourceID("hospital")

    static func notification(_ change: (inout NotificationFacts) -> Void = { _ in }) -> NotificationFacts {
        var facts = NotificationFacts(overdose: .exact(overdoseAt), sentAt: overdoseAt + .hours(3))
        change(&facts)
        return facts
    }

    static func facts(
        _ notifications: [(SourceID, NotificationFacts)], at: Instant = at, history: PersonHistory = PersonHistory(),
        identified: Bool = true, openReview: Bool = false, overdose: OverdoseInterval = .exact(overdoseAt),
        notifiedAt: Instant = overdoseAt + .hours(3), whereabouts: Whereabouts? = nil
    ) -> CaseFacts {
        CaseFacts(
            notifications: notifications, overdose: overdose, at: at, contactDueAt: overdose.earliest + .hours(72),
            notifiedAt: notifiedAt, shortNotice: .hours(12), history: history, identified: identified,
            openReview: openReview, whereabouts: whereabouts)
    }

    /// One notification from the ambulance service.
    static func one(
        at: Instant = at, history: PersonHistory = PersonHistory(), identified: Bool = true, openReview: Bool = false,
        _ change: (inout NotificationFacts) -> Void = { _ in }
    ) -> CaseFacts {
        facts(
            [(ambulance, notification(change))], at: at, history: history, identified: identified,
            openReview: openReview)
    }

    static func fact(_ code: FactCode) throws -> Fact { try #require(Fact(code)) }
    static func fact(_ code: FactCode, _ limit: Int) throws -> Fact { try #require(Fact(code, limit)) }
}

/// Everything that the rules for priority and plan may look at: a pure value without anything by which a person could
/// be recognised. The same facts always give the same priority and the same draft.
public struct CaseFacts: Hashable, Sendable {
    /// All notifications of the overdose, folded over the sources.
    public let told: ToldFacts
    public let overdose: OverdoseInterval
    /// The instant the rules are asked at; "hours left" and "in the last days" count from here.
    public let at: Instant
    /// 72 elapsed hours from the earliest possible instant of the overdose (rule 1).
    public let contactDueAt: Instant
    /// When the first notification of this overdose reached us.
    public let notifiedAt: Instant
    public let history: PersonHistory
    /// A person stands behind the case; false for somebody not identified yet.
    public let identified: Bool
    /// A review asks who this is, so that the history may be incomplete.
    public let openReview: Bool
    /// With less time left than this at the first notification we were told late (rule 4; a setting).
    public let shortNotice: Span

    /// - Parameters:
    ///   - notifications: each source with what it told, in any order; the newest version of each.
    ///   - whereabouts: where the case knows the person to be since; beats what the notifications say. Nil when nothing
    ///     has been learnt since.
    public init(
        notifications: [(SourceID, NotificationFacts)], overdose: OverdoseInterval, at: Instant, contactDueAt: Instant,
        notifiedAt: Instant, shortNotice: Span, history: PersonHistory = PersonHistory(), identified: Bool = true,
        openReview: Bool = false, whereabouts: Whereabouts? = nil
    ) {
        self.told = ToldFacts(notifications, whereabouts: whereabouts, at: at)
        self.overdose = overdose
        self.at = at
        self.contactDueAt = contactDueAt
        self.notifiedAt = notifiedAt
        self.shortNotice = shortNotice
        self.history = history
        self.identified = identified
        self.openReview = openReview
    }

    /// Whole hours until the contact is due, rounded down; negative once it is overdue.
    public var hoursLeft: Int {
        let left = contactDueAt - at
        let hours = left.milliseconds / 3_600_000
        return Int(left.milliseconds < 0 && left.milliseconds % 3_600_000 != 0 ? hours - 1 : hours)
    }

    /// The person's history is complete as far as anybody can know: somebody is identified and no review is open.
    var historyIsCertain: Bool { identified && !openReview }
}

/// What a case has that goes with it into the earlier case of the same overdose (rule 19): everything by which people
/// and rules go on, so that nothing of it is lost. Its plan goes with it too, as a plan.
public struct CaseHoldings: Hashable, Codable, Sendable {
    public let notifications: [AttachedNotification]
    public let contactDueAt: Instant
    /// The overdose's time, where a named person set it.
    public let timeSet: OverdoseInterval?
    public let person: PersonID?
    public let attempts: [Attempt]
    public let screening: Screening?
    public let whereabouts: Whereabouts?
    /// The second follow-up, while it is not done.
    public let followUp: FollowUpStarted?

    init(_ state: CaseState) {
        self.init(
            notifications: state.notifications, contactDueAt: state.contactDueAt,
            timeSet: state.overdoseTimeFixedByPerson == nil ? nil : state.overdose, person: state.person,
            attempts: state.attempts, screening: state.screening, whereabouts: state.whereabouts,
            followUp: state.followUp.flatMap {
                $0.doneAt == nil ? FollowUpStarted(cause: $0.cause, dueAt: $0.dueAt) : nil
            })
    }

    init(
        notifications: [AttachedNotification], contactDueAt: Instant, timeSet: OverdoseInterval? = nil,
        person: PersonID? = nil, attempts: [Attempt] = [], screening: Screening? = nil,
        whereabouts: Whereabouts? = nil, followUp: FollowUpStarted? = nil
    ) {
        self.notifications = notifications
        self.contactDueAt = contactDueAt
        self.timeSet = timeSet
        self.person = person
        self.attempts = attempts
        self.screening = screening
        self.whereabouts = whereabouts
        self.followUp = followUp
    }

    func holds(_ notification: NotificationID) -> Bool { notifications.contains { $0.id == notification } }
}

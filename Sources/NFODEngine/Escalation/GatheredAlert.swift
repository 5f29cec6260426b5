/// One of several alerts that went to their recipient in one message: what that says of it. Like every alert it says
/// nothing of a person (rule 35).
public struct GatheredAlert: Hashable, Codable, Sendable {
    /// The alert's own id, under which its case hears what became of it.
    public let alert: AlertID
    public let code: CaseCode
    public let contactDueAt: Instant
    /// The level's name.
    public let says: String

    public init(alert: AlertID, code: CaseCode, contactDueAt: Instant, says: String) {
        self.alert = alert
        self.code = code
        self.contactDueAt = contactDueAt
        self.says = says
    }
}

extension Alert {
    /// One message for all of them. Its id is made of the recipient, the channel, the gathering's end and the alert
    /// that stands first in it, so that no two are named alike however many end at once.
    ///
    /// - Parameters:
    ///   - end: when the gathering ended; on the clock that receivers live by.
    ///   - instant: when it is written.
    /// - Precondition: there are at least two.
    public static func gathering(
        _ alerts: [GatheredAlert], to recipient: WorkerID, over channel: ChannelID, end: Instant, at instant: Instant
    ) -> Alert {
        let sorted = alerts.sorted { ($0.contactDueAt, $0.alert.name) < ($1.contactDueAt, $1.alert.name) }
        precondition(sorted.count > 1, "one alone goes as itself")
        let part = "\(end.milliseconds)-\(AlertID.mark(sorted.first?.alert.name ?? ""))"
        return Alert(
            id: AlertID("gathered-\(part)-\(AlertID.mark(recipient, channel))"), kind: .gathered, code: nil,
            contactDueAt: sorted.first?.contactDueAt, level: "\(sorted.count) responses ask for you",
            isLastLevel: false, recipient: recipient, channel: channel, at: instant, gathered: sorted)
    }
}

extension LevelFired {
    /// How long its alerts may wait for others to the same recipient; nil where they go at once. A level that goes out
    /// in the place of one that reached nobody does: enough time was lost (rules 29, 32).
    ///
    /// - Parameters:
    ///   - policyLevel: the level of the policy that fired.
    ///   - before: how the ladder stood before it fired.
    func gathersFor(_ policyLevel: LadderPolicy.Level, follows before: [LadderState.LevelState]?) -> Span? {
        let replacesAnother =
            if level > 0, case .fired(_, _, _, false)? = before?[level - 1] { true } else { false }
        return isLast || isEarly || replacesAnother ? nil : policyLevel.gathersFor
    }
}

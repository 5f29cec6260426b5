extension Alert {
    /// Asks its recipient for something that they can take with the button behind its link: a worker by name, about a
    /// response. Nobody takes a stand-down, an alarm about the service, or what a whole desk was told.
    public var canBeTakenByLink: Bool {
        code != nil && recipient.deskOf == nil && (kind == .escalation || kind == .assignment)
    }
}

extension CaseState {
    /// Whether an alert still asks its recipient for what it asked when it was written (rule 32).
    ///
    /// - Parameters:
    ///   - writtenAt: when it was written. With a new run of the ladder the links of the one before end.
    ///   - hands: who has the case now, whoever is on duty where that is a duty's.
    public func stillAsks(
        _ alert: AlertID, kind: Alert.Kind, recipient: WorkerID, writtenAt: Instant, hands: Set<WorkerID>
    ) -> Bool {
        guard let ladder, writtenAt >= ladder.startedAt, told.contains(recipient) else { return false }
        return barToRetry(alert, kind: kind, recipient: recipient, writtenAt: writtenAt, hands: hands) == nil
    }
}

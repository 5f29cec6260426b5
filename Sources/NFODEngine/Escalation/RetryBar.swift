/// Why an alert that was given up is not sent again: what it says is not so any more, and somebody could act on it.
public enum RetryBar: String, Hashable, Codable, Sendable, CaseIterable {
    /// It has arrived over another channel.
    case arrived
    /// The case has ended since; who was told hears that there is no need to go.
    case ended
    /// Somebody else has the case now: two would set out (rule 27).
    case elsewhere
    /// It says that there is no need to go, and its recipient has the case again.
    case theirsAgain
}

extension CaseState {
    /// Whether an alert of this case may be sent again; nil when it may.
    ///
    /// - Parameters:
    ///   - writtenAt: when it was written. What was written when the case ended, or after, is about the ending.
    ///   - hands: who has the case now, whoever is on duty where that is a duty's.
    public func barToRetry(
        _ alert: AlertID, kind: Alert.Kind, recipient: WorkerID, writtenAt: Instant, hands: Set<WorkerID>
    ) -> RetryBar? {
        guard isOpen else {
            let isFollowUp = openFollowUp != nil && alert.name.hasPrefix(AlertID.followUpBeginning(code))
            let isBefore = ending.map { writtenAt < $0.knownAt } ?? false
            return kind != .standDown && isBefore && !isFollowUp ? .ended : nil
        }
        switch kind {
        case .standDown: return hands.contains(recipient) ? .theirsAgain : nil
        case .assignment: return hands.contains(recipient) ? nil : .elsewhere
        case .escalation, .gathered, .alarm, .canary: return nil
        }
    }
}

/// Why an alert is not sent again on command.
public enum AlertRefusal: Refusal {
    case unknown(AlertID)
    /// It has arrived, was cancelled, belongs to a replay, or is being sent this moment.
    case notFailed(AlertID)
    case barred(AlertID, RetryBar)

    public var code: String {
        switch self {
        case .unknown: "alertUnknown"
        case .notFailed: "alertNotFailed"
        case .barred: "alertNotNeeded"
        }
    }

    public var message: String {
        switch self {
        case .unknown: "there is no such alert; `nfodd outbox list` names those that were given up"
        case .notFailed(let alert): "\(alert) was not given up and waits for no try; see `nfodd outbox list`"
        case .barred(let alert, let bar): "\(alert) is not sent again: \(Wording().text(bar))"
        }
    }
}

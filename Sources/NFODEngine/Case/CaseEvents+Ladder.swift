/// Events about the ladder and about who was told.

/// Levels were passed over when the ladder started, with the reason.
public struct LevelsSkipped: EventPayload {
    public static let type = "levelsSkipped"
    public static let version = 1
    public let run: Int
    /// Ascending, from 0; never empty.
    public let levels: [Int]
    public let reason: LadderState.SkipReason
}

/// A level fired, once for (case, run, level, occurrence). No recipient means a gap in the rota: that is alarmed and
/// the next level fires at once.
public struct LevelFired: EventPayload {
    public static let type = "levelFired"
    public static let version = 1
    public let run: Int
    public let level: Int
    public let name: String
    public let occurrence: Int
    /// When it was due; the difference to when it happened is the lateness.
    public let dueAt: Instant
    public let isLast: Bool
    /// For the first time or anew, and no repeat: its repeats count from here.
    public let begins: Bool
    /// An absolute level ends whatever an acknowledgement had paused (rule 30).
    public let endsPause: Bool
    /// An absolute level before its own instant, because the level before reached nobody: at its own instant it fires
    /// again.
    public let isEarly: Bool
    public let recipients: [WorkerID]
}

/// A named human has taken the alert; repeats and relative levels rest until then.
public struct Acknowledged: EventPayload {
    public static let type = "acknowledged"
    public static let version = 1
    public let worker: WorkerID
    public let until: Instant
    /// The alert whose link was pressed, without sign-in: whoever held that message said so, and nobody checked who
    /// that was. Nil where it was said in another way.
    public let link: AlertID?

    public init(worker: WorkerID, until: Instant, link: AlertID? = nil) {
        self.worker = worker
        self.until = until
        self.link = link
    }
}

/// Reminders are paused.
public struct Silenced: EventPayload {
    public static let type = "silenced"
    public static let version = 1
    public let worker: WorkerID
    public let until: Instant
    public let why: LadderState.SilenceReason
}

/// The huddle decided to keep trying: who, how, and when it looks again (rule 30).
public struct KeepTryingDecided: EventPayload {
    public static let type = "keepTryingDecided"
    public static let version = 1
    public let worker: WorkerID
    public let how: [Attempt.Way]
    public let nextLookAt: Instant
    /// What was agreed, in words.
    public let note: VaultID?

    public init(worker: WorkerID, how: [Attempt.Way], nextLookAt: Instant, note: VaultID? = nil) {
        self.worker = worker
        self.how = how
        self.nextLookAt = nextLookAt
        self.note = note
    }
}

/// The ladder began anew with the policy of today, by command (rule 33).
public struct LadderRestarted: EventPayload {
    public static let type = "ladderRestarted"
    public static let version = 1
    public let why: Why
    public let run: Int
    public let policy: PolicyHash
    public let levelCount: Int

    public enum Why: String, Codable, Sendable, CaseIterable {
        /// The levels of today fit better than those it began with.
        case policyChanged
        case startedWrong, other
    }
}

/// An alert was delivered: the channel has it.
public struct AlertTold: EventPayload {
    public static let type = "told"
    public static let version = 1
    public let alert: AlertID
    public let recipient: WorkerID
    public let channel: ChannelID
    /// The level of the ladder whose latest alert this is; nil for any other.
    public let level: Int?

    public init(alert: AlertID, recipient: WorkerID, channel: ChannelID, level: Int? = nil) {
        self.alert = alert
        self.recipient = recipient
        self.channel = channel
        self.level = level
    }
}

/// An alert could not be delivered, over its channel or the fall-back, in the time that a setting gives it, or at all:
/// that recipient was not told (rule 32). Once for each alert, while it goes on being tried.
public struct AlertNotTold: EventPayload {
    public static let type = "notTold"
    public static let version = 1
    public let alert: AlertID
    public let recipient: WorkerID
    public let channel: ChannelID
    /// Code of the last delivery outcome.
    public let outcome: String
    /// As in ``AlertTold``. When nobody of its recipients was told, the next level is due at once.
    public let level: Int?

    public init(
        alert: AlertID, recipient: WorkerID, channel: ChannelID, outcome: String, level: Int? = nil
    ) {
        self.alert = alert
        self.recipient = recipient
        self.channel = channel
        self.outcome = outcome
        self.level = level
    }
}

public import Foundation
public import NFODEngine

/// A message that must go out. Written in the transaction of the event that causes it; its bytes never change (rule
/// 36). Holds nothing by which a person could be recognised (rule 35).
public struct OutboxMessage: Hashable, Sendable {
    public let id: AlertID
    /// Nil for an alarm about the service itself.
    public let response: CaseID?
    public let lane: Lane
    public let kind: Alert.Kind
    public let recipient: WorkerID
    public let channel: ChannelID
    /// The kind of channel that the bytes are made for.
    public let form: ChannelKind
    /// What it says beside code and due time, for those who look after it.
    public let says: String
    /// Sent as it stands, over all tries.
    public let body: Data
    public let createdAt: Instant
    /// The message whose failure this one makes good.
    public let fallbackOf: AlertID?

    /// Messages of one lane wait for each other only, never for another lane's.
    public enum Lane: String, Codable, Sendable, CaseIterable {
        case ordinary
        /// The last levels of ladders: nothing else can fill it.
        case lastLevel
    }

    public init(
        id: AlertID, response: CaseID?, lane: Lane, kind: Alert.Kind, recipient: WorkerID, channel: ChannelID,
        form: ChannelKind = .webhook, says: String, body: Data, createdAt: Instant, fallbackOf: AlertID? = nil
    ) {
        self.id = id
        self.response = response
        self.lane = lane
        self.kind = kind
        self.recipient = recipient
        self.channel = channel
        self.form = form
        self.says = says
        self.body = body
        self.createdAt = createdAt
        self.fallbackOf = fallbackOf
    }

    /// The same bytes in another lane: a test message is as quiet there.
    public func inLane(_ other: Lane) -> OutboxMessage {
        OutboxMessage(
            id: id, response: response, lane: other, kind: kind, recipient: recipient, channel: channel, form: form,
            says: says, body: body, createdAt: createdAt, fallbackOf: fallbackOf)
    }
}

/// Where a message stands.
public enum OutboxState: String, Codable, Sendable, CaseIterable {
    /// Waits for others to the same recipient, at most until its gathering ends; after a crash it still does.
    case gathering
    /// Went into one message with others. Final; what becomes of that one becomes of it.
    case gathered
    /// Waits for its next try; after a crash it is tried again.
    case ready
    /// One try is under way; after a crash the next process makes it ready again, so the receiver may see it twice.
    case leased
    /// A service took it that will say whether it arrives, and has not yet. Not sent again; the other channels keep
    /// their times.
    case sent
    /// The channel took it, or its service says that it arrived. Final.
    case delivered
    /// The channel will never take it, all tries are used, or its service says that it did not arrive. Somebody has to
    /// be told in another way. Final, unless its service says after all that it arrived.
    case failed
    /// The reason for it is gone. Final, unless a try that was under way then, or what a service had by then, turns out
    /// to have arrived.
    case cancelled
    /// Written down by a replay, never to be sent. Final.
    case recorded
}

/// A message with where it stands.
public struct OutboxEntry: Hashable, Sendable {
    public let message: OutboxMessage
    public let state: OutboxState
    public let nextTryAt: Instant
    /// When it was to go out: since then it waits.
    public let dueAt: Instant
    /// Tries made and recorded so far.
    public let tries: Int64
    /// When its gathering ended, or will; nil for what never gathered.
    public let gatherUntil: Instant?
    /// The message that it went into with others; nil where it goes as itself.
    public let gatheredIn: AlertID?
    /// When its recipient counts as not told; nil for copies, and once that is known.
    public let tellBy: Instant?

}

/// One try over one channel, or what its service said of it afterwards.
public struct DeliveryTry: Hashable, Sendable {
    public enum Outcome: String, Codable, Sendable { case delivered, sent, retryable, permanent }

    public let startedAt: Instant
    public let endedAt: Instant
    public let outcome: Outcome
    /// From a closed list of the channel's: `ok`, `timeout`, `refused`, `status`. Never the receiver's words.
    public let code: String
    /// What the receiver answered; nil when it did not.
    public let status: Int64?

    public init(startedAt: Instant, endedAt: Instant, outcome: Outcome, code: String, status: Int64?) {
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.outcome = outcome
        self.code = code
        self.status = status
    }
}

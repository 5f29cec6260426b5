import Foundation
public import NFODEngine

/// An event on its way into the log.
public struct NewEvent: Sendable {
    public let payload: any EventPayload
    public let happenedAt: Instant
    /// A code from the command's closed list; nil where the event says it all.
    public let reason: String?

    public init(_ payload: any EventPayload, happenedAt: Instant, reason: String? = nil) {
        self.payload = payload
        self.happenedAt = happenedAt
        self.reason = reason
    }

    public init<Event: StreamEvent>(_ decided: Decided<Event>) {
        self.init(decided.event.payload, happenedAt: decided.happenedAt, reason: decided.reason)
    }
}

/// What all events of one command share (rule 41).
public struct CommandStamp: Hashable, Sendable {
    public let actor: Actor
    public let command: CommandNumber
    /// When we learned of it: later than it happened, earlier than it was written down when a feed carries its own
    /// date.
    public let knownAt: Instant
    /// When the transaction wrote it, on the engine's clock.
    public let recordedAt: Instant

    public init(actor: Actor, command: CommandNumber, knownAt: Instant, recordedAt: Instant) {
        self.actor = actor
        self.command = command
        self.knownAt = knownAt
        self.recordedAt = recordedAt
    }
}

/// An event as it stands in the log.
public struct StoredEvent: Sendable {
    /// Place in the whole log; starts at 1, no gaps.
    public let sequence: Int64
    public let stream: EventStream
    /// Place in its stream; starts at 1, no gaps.
    public let version: Int64
    public let type: String
    public let typeVersion: Int
    public let stamp: CommandStamp
    public let happenedAt: Instant
    public let reason: String?
    /// Nil once retention has removed it; a ``PayloadRemoved`` event says so.
    public let payload: (any EventPayload)?
}

/// Says that the payload of an earlier event was removed on purpose. Written to the system stream by
/// ``EventLog/removePayload(of:by:reason:)`` only; without it a blank payload breaks the chain.
public struct PayloadRemoved: EventPayload {
    public static let type = "payloadRemoved"
    public static let version = 1
    /// The event whose payload is gone.
    public let sequence: Int64

    public init(sequence: Int64) { self.sequence = sequence }
}

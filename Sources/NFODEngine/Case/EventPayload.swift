/// The content of one kind of event, in one version. Holds ids, instants and enumerated values only; never a type
/// marked ``PersonalData`` (rule 43). Type and version are chosen by hand and never change once shipped: a golden file
/// keeps them.
public protocol EventPayload: Codable, Hashable, Sendable {
    /// Past tense, unique in the whole log: `caseOpened`.
    static var type: String { get }
    /// Starts at 1. A changed meaning or shape is a new version with a reader for the old one.
    static var version: Int { get }
}

/// The closed set of events of one kind of stream.
public protocol StreamEvent: Hashable, Sendable {
    /// Every payload type this stream has ever written.
    static var payloadTypes: [any EventPayload.Type] { get }
    /// Wraps a payload that was read back; nil when it belongs to another stream.
    init?(_ payload: any EventPayload)
    var payload: any EventPayload { get }
}

/// An event that `decide` found to be right, not yet written.
public struct Decided<Event: StreamEvent>: Hashable, Sendable {
    public let event: Event
    /// When it happened in the world, which may be long before it became known.
    public let happenedAt: Instant
    /// Why, as a code from a closed list of the command's (`reached`, `acceptTimeOut`); nil where the event says it
    /// all.
    public let reason: String?

    public init(_ event: Event, happenedAt: Instant, reason: String? = nil) {
        self.event = event
        self.happenedAt = happenedAt
        self.reason = reason
    }
}

/// The rules say no. A closed enumeration of its own for each room; thrown by `decide`, told to the caller as it is.
public protocol Refusal: Error, Hashable, Sendable {
    /// Stable, for programs: `noWorkerAssigned`.
    var code: String { get }
    /// For people: what is wrong and what to do, in one sentence.
    var message: String { get }
}

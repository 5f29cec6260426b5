/// What somebody says about the roster, from the command line or over HTTP. Times are instants with their offset, or
/// local days; a day as `to` is the last one.
public struct RosterRequest: Codable, Hashable, Sendable {
    public enum Action: String, Codable, Sendable, CaseIterable {
        /// Somebody is not there: whole days, or some hours.
        case away
        /// Somebody works beside their weekly shifts.
        case shift
        /// Somebody holds a duty in place of whoever the rota names.
        case duty
        /// One does what is another's.
        case standIn
        /// Two do what is each other's.
        case swap
        /// A manager signs that a duty has nobody.
        case declare
        /// An entry holds no longer.
        case end
        /// An entry never held.
        case undo
    }

    public let action: Action
    public var entry: Int64?
    public var worker: String?
    /// Of a stand-in whoever it belongs to; of a swap the other one.
    public var other: String?
    public var role: String?
    public var from: String?
    public var to: String?
    /// Of a swap: when `worker` does what is `other`'s.
    public var otherFrom: String?
    public var otherTo: String?
    /// Of declared hours: the days they begin on, between commas, and the times of day.
    public var days: String?
    public var fromTime: String?
    public var toTime: String?
    public var signedBy: String?

    public init(action: Action) { self.action = action }

    /// The fields a command may have, as its body and its form call them.
    public static let textFields: [(name: String, path: any WritableKeyPath<RosterRequest, String?> & Sendable)] = [
        ("worker", \.worker), ("other", \.other), ("role", \.role), ("from", \.from), ("to", \.to),
        ("otherFrom", \.otherFrom), ("otherTo", \.otherTo), ("days", \.days), ("fromTime", \.fromTime),
        ("toTime", \.toTime), ("signedBy", \.signedBy),
    ]
}

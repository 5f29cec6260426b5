/// A message to nobody, about nobody, that takes the way of an alert: as long as each arrives in time, so would an
/// alert. It belongs to no case, makes no event, and counts nowhere as an alert.
public struct Canary: Hashable, Sendable {
    public let channel: ChannelID
    public let sentAt: Instant
    /// Nil as long as it has not arrived.
    public let arrivedAt: Instant?

    public init(channel: ChannelID, sentAt: Instant, arrivedAt: Instant?) {
        self.channel = channel
        self.sentAt = sentAt
        self.arrivedAt = arrivedAt
    }

    /// How one fared.
    public enum Standing: Hashable, Sendable {
        /// There is still time.
        case underWay
        case arrivedInTime
        /// It has arrived, too late.
        case late
        /// Its time is over, and it has not arrived.
        case lost
    }

    public func standing(within limit: Span, at now: Instant) -> Standing {
        if let arrivedAt { return arrivedAt - sentAt <= limit ? .arrivedInTime : .late }
        return now - sentAt <= limit ? .underWay : .lost
    }

    /// Whether the next one is to be written now. After one that came late it is, at once: it shows whether the way is
    /// open again.
    public func isFollowed(every span: Span, within limit: Span, at now: Instant) -> Bool {
        standing(within: limit, at: now) == .late || now - sentAt >= span || now < sentAt
    }
}

extension AlertID {
    /// The one written then.
    public static func canary(at instant: Instant) -> AlertID { AlertID("canary-\(instant.milliseconds)") }
}

extension WorkerID {
    /// Stands where a message has a recipient and this one has none.
    public static let canary = WorkerID("canary")
}

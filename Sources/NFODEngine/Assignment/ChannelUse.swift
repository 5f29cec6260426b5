/// A channel that somebody is told over, and when it may be used.
public struct ChannelUse: Hashable, Sendable {
    public let channel: ChannelID
    /// Empty: at any hour. On a holiday only where the days name `holiday`.
    public let hours: [WeeklyHours]

    public init(_ channel: ChannelID, hours: [WeeklyHours] = []) {
        self.channel = channel
        self.hours = hours
    }
}

/// A channel of somebody at one moment.
public struct WayToTell: Hashable, Sendable {
    public let channel: ChannelID
    /// How long its quiet hours last from now; nothing while there are none. What cannot wait goes all the same.
    public let rest: Span

    public init(_ channel: ChannelID, rest: Span = .zero) {
        self.channel = channel
        self.rest = rest
    }
}

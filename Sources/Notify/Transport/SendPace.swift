/// How hard a channel's receiver may be pressed. Both are settings of the channel (`atOnce`, `perSecond`).
public struct SendPace: Hashable, Sendable {
    /// Requests under way at once in each lane. Those of a last level come on top, never out of it.
    public let atOnce: Int
    /// Requests begun a second; below 1 for one in several seconds.
    public let perSecond: Double

    /// - Precondition: both are above nothing.
    public init(atOnce: Int = 4, perSecond: Double = 50) {
        precondition(atOnce > 0 && perSecond > 0, "a channel that may never send is no channel")
        self.atOnce = atOnce
        self.perSecond = perSecond
    }
}

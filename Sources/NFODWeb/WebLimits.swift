/// What one caller can ask of this process.
public struct WebLimits: Sendable {
    /// Of a request's body.
    public var bodyBytes = 1 << 20
    /// Of the form behind an alert's link.
    public var formBytes = 1 << 12
    /// Of what a service calls back with.
    public var callbackBytes = 1 << 14
    /// Notifications in one request.
    public var rows = 500
    /// Wrong tokens from one peer within ``wrongTokenWindow`` before it has to wait as long.
    public var wrongTokens = 20
    public var wrongTokenWindow = Duration.seconds(60)
    /// Calls that wait for the store; more are told to come back.
    public var waiting = 256
    public var connections = 512
    /// A connection on which nothing happens is closed.
    public var idleSeconds: Int64 = 60
    /// How late the scheduler may be before the daemon says that it is not ready.
    public var schedulerLagSeconds: Int64 = 60
    /// How long an answer is kept for a request that is sent again.
    public var answersKeptHours: Int64 = 48

    public init() {}
}

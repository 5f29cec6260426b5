/// How much, how many and how long, so that no client can hang or fill the daemon.
public struct SocketLimits: Sendable {
    public var connectionsMax = 16
    public var filesMax = 64
    public var frameBytesMax = 1 << 20
    public var uploadBytesMax = 512 << 20
    /// From the connection to the whole request.
    public var requestWithin = Duration.seconds(10)
    /// For each frame of a file, and for the client to take each frame of the answer.
    public var frameWithin = Duration.seconds(30)
    /// For all files together.
    public var uploadWithin = Duration.seconds(600)
    /// A daemon that stops waits so long for commands under way.
    public var stopWithin = Duration.seconds(3)

    public init() {}
}

public import NFODEngine

/// How it is seen from outside that the service is alive, and that alerts arrive.
extension Settings {
    /// Somebody outside hears again and again that the service is at work, and wakes somebody when they do not.
    public struct HeartbeatSettings: Sendable, Hashable {
        public var address: Address
        /// Plain http, to this machine only: for trying things out.
        public var plainLoopback: Bool
        public var every: Span

        /// As good as a password: whoever knows it can keep the watchdog quiet.
        public enum Address: Sendable, Hashable {
            case text(String)
            /// In a file, relative to the data directory, or handed over by systemd.
            case file(String)
        }
    }

    /// A message that takes the way of an alert, again and again, and is looked for (`Canary`).
    public struct CanarySettings: Sendable, Hashable {
        public var channel: ChannelID
        public var every: Span
        /// One that has not arrived after so long is alarmed.
        public var within: Span
    }
}

public import NFODEngine

/// What can go wrong outside the rules: one line each, with what to do. Never personal data.
public enum DaemonError: Error, Hashable, Sendable, CustomStringConvertible {
    case ladderMissing(PolicyHash)
    case sourceUnknown(String, known: [String])
    /// A source whose profile says `history: true`, given as if it were a feed.
    case historyOnly(SourceID)
    case clockMixed(isSimulated: Bool)
    case clockNotSimulated
    case fileUnreadable(String)
    case fileFull(String)
    case secretMissing(ChannelID, String)
    case channelInvalid(ChannelID, [String])
    case directoryNotEmpty(String)
    case portTaken(String, Int)
    case notificationMissing(NotificationID)

    /// Stable, for programs.
    public var code: String {
        switch self {
        case .ladderMissing: "ladderMissing"
        case .sourceUnknown: "sourceUnknown"
        case .historyOnly: "historyOnly"
        case .clockMixed: "clockMixed"
        case .clockNotSimulated: "clockNotSimulated"
        case .fileUnreadable: "fileUnreadable"
        case .fileFull: "fileFull"
        case .secretMissing: "secretMissing"
        case .channelInvalid: "channelInvalid"
        case .directoryNotEmpty: "directoryNotEmpty"
        case .portTaken: "portTaken"
        case .notificationMissing: "notificationMissing"
        }
    }

    public var description: String {
        switch self {
        case .ladderMissing(let hash):
            "ladder policy \(hash) is used by an open case but not in the store; restore the last backup"
        case .sourceUnknown(let name, let known):
            "there is no source '\(name)'; config/sources has: \(known.joined(separator: ", "))"
        case .historyOnly(let source):
            "\(source) is an old list (`history: true` in its profile); take it in with `nfodd ingest --history`"
        case .clockMixed(true):
            "this data directory has run on real time and cannot take a simulated clock; use another directory"
        case .clockMixed(false):
            "this data directory has run on a simulated clock and cannot go over to real time; use another directory"
        case .clockNotSimulated:
            "the clock is real and cannot be advanced; start with `nfodd serve --clock simulated:INSTANT`"
        case .fileUnreadable(let path): "cannot read '\(path)'; check the path and its permissions"
        case .fileFull(let path): "cannot write '\(path)'; check the space left on the disk and the permissions"
        case .secretMissing(let channel, let path):
            "channel \(channel): its secret '\(path)' cannot be read; make one with `nfodd secret new \(channel)`"
        case .channelInvalid(let channel, let codes):
            "channel \(channel) cannot be used (\(codes.joined(separator: ", "))); correct it in config/nfodd.yaml"
        case .directoryNotEmpty(let path):
            "'\(path)' is not empty; a replay wants a fresh directory"
        case .portTaken(let host, let port):
            "another program listens on \(host):\(port); stop it, or change http.listen in config/nfodd.yaml"
        case .notificationMissing(let id):
            "notification \(id) is not in the store although something points to it; run `nfodd verify`"
        }
    }
}

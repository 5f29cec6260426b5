public import NFODEngine
public import NFODStore

/// What can go wrong outside the rules: one line each, with what to do. Never personal data.
public enum DaemonError: Error, Hashable, Sendable, CustomStringConvertible {
    case ladderMissing(PolicyHash)
    case sourceUnknown(String, known: [String])
    /// A source whose profile says `history: true`, given as if it were a feed.
    case historyOnly(SourceID)
    case clockMixed(isSimulated: Bool)
    case clockNotSimulated
    case clockSimulated
    case fileUnreadable(String)
    case fileFull(String)
    case secretMissing(ChannelID, String)
    case channelInvalid(ChannelID, [String])
    /// Everybody on the machine may read or change it.
    case secretExposed(String)
    case directoryNotEmpty(String)
    case portTaken(String, Int)
    /// There is nobody to be asked.
    case noDaemon(String)
    case notificationMissing(NotificationID)
    /// Nothing is taken in: there is no room for it, or it could not be kept.
    case intakeClosed(StoreFault)

    /// Stable, for programs.
    public var code: String {
        switch self {
        case .ladderMissing: "ladderMissing"
        case .sourceUnknown: "sourceUnknown"
        case .historyOnly: "historyOnly"
        case .clockMixed: "clockMixed"
        case .clockNotSimulated: "clockNotSimulated"
        case .clockSimulated: "clockSimulated"
        case .fileUnreadable: "fileUnreadable"
        case .fileFull: "fileFull"
        case .secretMissing: "secretMissing"
        case .channelInvalid: "channelInvalid"
        case .secretExposed: "secretExposed"
        case .directoryNotEmpty: "directoryNotEmpty"
        case .portTaken: "portTaken"
        case .noDaemon: "noDaemon"
        case .notificationMissing: "notificationMissing"
        case .intakeClosed(let fault): fault == .full ? "diskFull" : "storeDamaged"
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
        case .clockSimulated: "the clock is simulated: there is no wall clock to confirm"
        case .fileUnreadable(let path): "cannot read '\(path)'; check the path and its permissions"
        case .fileFull(let path): "cannot write '\(path)'; check the space left on the disk and the permissions"
        case .secretMissing(let channel, let path):
            "channel \(channel): its secret '\(path)' cannot be read; make one with `nfodd secret new \(channel)`"
        case .channelInvalid(let channel, let codes):
            "channel \(channel) cannot be used (\(codes.joined(separator: ", "))); correct it in config/nfodd.yaml"
        case .secretExposed(let path):
            "everybody on this machine may read or change '\(path)'; `chmod 600` it, and make a new secret"
        case .directoryNotEmpty(let path):
            "'\(path)' is not empty; a replay wants a fresh directory"
        case .portTaken(let host, let port):
            "another program listens on \(host):\(port); stop it, or change http.listen in config/nfodd.yaml"
        case .noDaemon(let directory):
            "no daemon runs on '\(directory)'; the configuration is read when one starts"
        case .notificationMissing(let id):
            "notification \(id) is not in the store although something points to it; run `nfodd verify`"
        case .intakeClosed(let fault): "nothing is taken in just now, send it again later: \(fault.message)"
        }
    }
}

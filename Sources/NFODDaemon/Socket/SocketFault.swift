/// What goes wrong between a command and the daemon: one line each, with what to do.
public enum SocketFault: Error, Hashable, Sendable {
    /// The lock file names a daemon that does not answer.
    case unreachable(process: Int32)
    /// No directory short enough, or safe enough, for a socket.
    case placeMissing(String)
    case cannotListen(String)
    case closedEarly
    case timedOut
    case frameTooLong(Int)
    case notUnderstood
    case versionDiffers(daemon: String, command: String)
    case notAllowed
    case busy(Int)
    case tooMuch(megabytes: Int)

    /// Stable, for programs.
    public var code: String {
        switch self {
        case .unreachable: "daemonUnreachable"
        case .placeMissing: "socketPlaceMissing"
        case .cannotListen: "cannotListen"
        case .closedEarly: "connectionClosed"
        case .timedOut:
            "connectionTimedOut"
        case .frameTooLong: "frameTooLong"
        case .notUnderstood: "notUnderstood"
        case .versionDiffers: "versionDiffers"
        case .notAllowed: "notAllowed"
        case .busy: "daemonBusy"
        case .tooMuch: "uploadTooLong"
        }
    }

    public var message: String {
        switch self {
        case .unreachable(let process):
            "process \(process) holds the data directory but does not answer; look at its log, restart it if it hangs"
        case .placeMissing(let path):
            "'\(path)' cannot hold the daemon's socket; set XDG_RUNTIME_DIR to a short directory of your own"
        case .cannotListen(let path): "cannot listen on '\(path)'; check the directory's owner and permissions"
        case .closedEarly: "the connection ended too early; look at the daemon's log and repeat the command"
        case .timedOut:
            "nothing was heard for too long; repeat the command, and look at the daemon's log if it stays so"
        case .frameTooLong(let limit):
            "a message is longer than \(limit) bytes; use the nfodd command that belongs to the daemon"
        case .notUnderstood: "a message cannot be read; use the nfodd command that belongs to the daemon"
        case .versionDiffers(let daemon, let command):
            "the daemon is version \(daemon) and this command \(command); use the same, or restart the daemon"
        case .notAllowed: "only root and the daemon's own user may do this; use sudo, or the pages"
        case .busy(let most): "the daemon is serving \(most) commands already; repeat in a moment"
        case .tooMuch(let megabytes): "more than \(megabytes) MB at once; take the files in one by one"
        }
    }
}

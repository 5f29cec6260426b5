import Glibc

/// The socket on which systemd listens to a service (sd_notify(3)): one datagram a message, lines of `NAME=VALUE`.
/// Nobody waits for it: a message that cannot be delivered is lost, and the service goes on.
public struct NotifySocket: Sendable {
    private let name: [UInt8]

    /// What the supervisor is told.
    public enum Message: Hashable, Sendable {
        case ready
        /// Answered with ``ready`` when it is done. Microseconds of CLOCK_MONOTONIC.
        case reloading(monotonicMicroseconds: UInt64)
        case stopping
        /// The sign of life.
        case watchdog
        /// One line for `systemctl status`. Never personal data.
        case status(String)
    }

    /// Nil without a supervisor that wants to hear.
    ///
    /// - Parameter environment: `NOTIFY_SOCKET` is a path, or a name that begins with `@` in the abstract name space.
    public init?(environment: [String: String]) {
        guard let place = environment["NOTIFY_SOCKET"], place.hasPrefix("/") || place.hasPrefix("@"),
            place.utf8.count > 1, place.utf8.count < NotifySocket.nameBytesMax
        else { return nil }
        name = place.hasPrefix("@") ? [0] + Array(place.utf8.dropFirst()) : Array(place.utf8)
    }

    public func send(_ messages: Message...) {
        let text = messages.map(\.text).joined(separator: "\n")
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2) + socklen_t(name.count)
        let bytes = Array(text.utf8)
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT), $0, length)
            }
        }
    }

    /// Of `sun_path`, with a byte left for the end.
    private static let nameBytesMax = 107
}

extension NotifySocket.Message {
    /// A reload that begins now.
    public static var reloadingNow: NotifySocket.Message {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return .reloading(monotonicMicroseconds: UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1_000)
    }

    var text: String {
        switch self {
        case .ready: "READY=1"
        case .reloading(let microseconds): "RELOADING=1\nMONOTONIC_USEC=\(microseconds)"
        case .stopping: "STOPPING=1"
        case .watchdog: "WATCHDOG=1"
        case .status(let line): "STATUS=" + line.map { $0.isNewline ? " " : String($0) }.joined()
        }
    }
}

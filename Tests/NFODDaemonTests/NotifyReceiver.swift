import Foundation
import Glibc
import Synchronization
import Testing

@testable import NFODDaemon

/// Stands where systemd stands: a datagram socket that keeps what it is told.
final class NotifyReceiver: Sendable {
    /// For `NOTIFY_SOCKET`.
    let place: String
    private let descriptor: Int32
    private let heard = Mutex<[String]>([])

    /// - Parameter isAbstract: a name that no file has.
    init(isAbstract: Bool = false) throws {
        let path = NSTemporaryDirectory() + "/nfodd-notify-" + UUID().uuidString.prefix(8)
        place = isAbstract ? "@" + path.dropFirst() : path
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = isAbstract ? [0] + Array(path.dropFirst().utf8) : Array(path.utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
        let isBound = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) == 0 }
        }
        try #require(isBound)
    }

    deinit {
        close(descriptor)
        if place.hasPrefix("/") { unlink(place) }
    }

    /// Everything heard so far, one message each.
    var messages: [String] {
        heard.withLock { heard in
            var piece = [UInt8](repeating: 0, count: 4_096)
            while case let count = recv(descriptor, &piece, piece.count, Int32(MSG_DONTWAIT)), count > 0 {
                heard.append(String(decoding: piece[..<count], as: UTF8.self))
            }
            return heard
        }
    }

    var lines: [String] { messages.flatMap { $0.split(separator: "\n").map(String.init) } }

    func count(_ line: String) -> Int { lines.count { $0 == line } }
}

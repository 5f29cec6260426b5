import Glibc

/// A listening socket on 127.0.0.1 and a port that the system chose.
package func listenOnLoopback() -> (socket: Int32, port: UInt16) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
            bind(listener, general, length) == 0 && listen(listener, 128) == 0
                && getsockname(listener, general, &length) == 0
        }
    }
    precondition(bound, "no socket on loopback")
    return (listener, UInt16(bigEndian: address.sin_port))
}

/// A port on which nothing listens.
package func closedPort() -> UInt16 {
    let (socket, port) = listenOnLoopback()
    close(socket)
    return port
}

/// Runs `body` on a thread of its own.
package func onThread(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(body))
    let code = pthread_create(
        &thread, nil,
        { argument in
            if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
            return nil
        }, box.toOpaque())
    precondition(code == 0, "no thread")
    pthread_detach(thread)
}

private final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

/// Blocks until the other side closes.
package func waitForDeparture(_ connection: Int32) {
    var byte: UInt8 = 0
    while recv(connection, &byte, 1, 0) > 0 {}
}

/// The other side closed within that time.
package func hasLeft(_ connection: Int32, withinMilliseconds limit: Int32) -> Bool {
    var watched = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
    return poll(&watched, 1, limit) > 0
}

/// Reads one request, head and body; nil when the other side leaves before its end.
package func readRequest(_ connection: Int32) -> LoopbackReceiver.Received? {
    var bytes: [UInt8] = []
    let end = Array("\r\n\r\n".utf8)
    while true {
        var piece = [UInt8](repeating: 0, count: 4_096)
        let count = recv(connection, &piece, piece.count, 0)
        guard count > 0 else { return nil }
        bytes += piece.prefix(count)
        guard let head = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else { continue }
        let lines = String(decoding: bytes[..<head], as: UTF8.self).split(separator: "\r\n").map(String.init)
        let pairs = lines.dropFirst().map { line in
            let halves = line.split(separator: ":", maxSplits: 1)
            return (halves[0].lowercased(), String(halves.count > 1 ? halves[1].drop { $0 == " " } : ""))
        }
        let headers = Dictionary(pairs) { first, _ in first }
        let body = Array(bytes[(head + 4)...])
        if body.count >= Int(headers["content-length"] ?? "0") ?? 0 {
            return .init(requestLine: lines.first ?? "", headers: headers, body: body)
        }
    }
}

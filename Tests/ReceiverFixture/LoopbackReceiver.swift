import Glibc
import Synchronization

/// A real receiver on 127.0.0.1: plain sockets, one thread a connection, and every kind of bad manners.
public final class LoopbackReceiver: Sendable {
    public struct Received: Sendable {
        public let requestLine: String
        /// Names in lower case.
        public let headers: [String: String]
        public let body: [UInt8]
    }

    public enum Reply: Sendable {
        case answer(Int, headers: [String: String] = [:], body: String = "")
        /// Nothing, until the sender leaves.
        case hang
        /// A whole answer of this many bytes of body, one byte a second.
        case drip(Int)
        /// Promises more body than it sends.
        case cutInBody
        /// Leaves without a word.
        case cutBeforeAnswer
        /// A body of this many bytes; with or without saying so beforehand.
        case flood(Int, announced: Bool)
        /// A head of this many bytes that does not end.
        case floodHead(Int)
    }

    private struct State {
        var connections = 0
        package var received: [Received] = []
        var bytesSent = 0
    }

    public let port: UInt16
    private let listener: Int32
    private let state = Mutex(State())
    private let script: @Sendable (Int, Received) -> Reply

    /// - Parameter script: the reply to the n-th request, counted from 0.
    public init(_ script: @escaping @Sendable (Int, Received) -> Reply) {
        (listener, port) = listenOnLoopback()
        self.script = script
        onThread { [self] in
            while case let connection = accept(listener, nil, nil), connection >= 0 {
                state.withLock { $0.connections += 1 }
                onThread { [self] in serve(connection) }
            }
        }
    }

    public var url: String { "http://127.0.0.1:\(port)/hook" }

    /// Connections accepted so far.
    public var connections: Int { state.withLock { $0.connections } }
    public var received: [Received] { state.withLock { $0.received } }
    public var bytesSent: Int { state.withLock { $0.bytesSent } }

    public func close() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func serve(_ connection: Int32) {
        defer { Glibc.close(connection) }
        // A whole answer leaves the connection open for another request; bad manners do not.
        while let request = readRequest(connection) {
            let number = state.withLock { state in
                state.received.append(request)
                return state.received.count - 1
            }
            let reply = script(number, request)
            send(reply, to: connection)
            guard case .answer = reply else { return }
        }
    }

    private func send(_ reply: Reply, to connection: Int32) {
        switch reply {
        case .answer(let status, let headers, let body):
            let lines = headers.map { "\($0): \($1)\r\n" }.joined()
            write("HTTP/1.1 \(status) Word\r\n\(lines)Content-Length: \(body.utf8.count)\r\n\r\n\(body)", connection)
        case .hang: waitForDeparture(connection)
        case .drip(let count):
            write("HTTP/1.1 200 OK\r\nContent-Length: \(count)\r\n\r\n", connection)
            for _ in 0..<count where !hasLeft(connection, withinMilliseconds: 1_000) { write(".", connection) }
        case .cutInBody: write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this", connection)
        case .cutBeforeAnswer: break
        case .flood(let count, let announced):
            write("HTTP/1.1 200 OK\r\n" + (announced ? "Content-Length: \(count)\r\n" : "") + "\r\n", connection)
            writeMany(count, connection)
        case .floodHead(let count):
            write("HTTP/1.1 200 OK\r\n", connection)
            var left = count
            while left > 0, write("x-line: " + String(repeating: "x", count: 990) + "\r\n", connection) {
                left -= 1_000
            }
        }
    }

    private func writeMany(_ count: Int, _ connection: Int32) {
        let piece = String(repeating: "x", count: 65_536)
        var left = count
        while left > 0, write(piece, connection) { left -= piece.utf8.count }
    }

    @discardableResult
    private func write(_ text: String, _ connection: Int32) -> Bool {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        state.withLock { $0.bytesSent += sent }
        return true
    }
}

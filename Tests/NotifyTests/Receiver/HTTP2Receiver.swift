import Foundation
import ReceiverFixture
import Synchronization

/// A receiver that speaks HTTP/2 and no more of it than it must: one connection at a time, requests counted over all of
/// them. Frames as RFC 9113 has them; the only head it ever sends is `:status: 200` from the static table.
final class HTTP2Receiver: Sendable {
    enum Reply: Sendable {
        case answer
        /// Says that it takes no more on this connection, this request among them.
        case goAway
        /// Refuses this request and keeps the connection.
        case refuseStream
        /// Nothing.
        case hang
    }

    private struct State {
        var connections = 0
        var requests = 0
        var streams: [UInt32] = []
    }

    private let server: TLSServer
    private let state = Mutex(State())
    private let script: @Sendable (Int) -> Reply

    /// - Parameter script: the reply to the n-th request, counted from 0.
    init(_ script: @escaping @Sendable (Int) -> Reply) throws {
        self.script = script
        server = try TLSServer(certificateFor: "IP:127.0.0.1", arguments: ["-alpn", "h2"])
        onThread { [self] in
            var bytes = Data()
            while case let piece = server.read(), !piece.isEmpty {
                bytes += piece
                read(&bytes)
            }
        }
    }

    var url: String { "https://127.0.0.1:\(server.port)/hook" }
    var certificate: [UInt8] { server.certificate }
    var connections: Int { state.withLock { $0.connections } }
    var requests: Int { state.withLock { $0.requests } }
    /// The streams that requests came on: odd numbers, from 1 on each connection.
    var streams: [UInt32] { state.withLock { $0.streams } }
    func close() { server.close() }

    private static let preface = Data("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

    /// Takes the frames that are whole. A new connection begins with its preface, after words of the server's own.
    private func read(_ bytes: inout Data) {
        if let start = bytes.range(of: Self.preface, options: .backwards) {
            bytes = Data(bytes[start.upperBound...])
            state.withLock { $0.connections += 1 }
            send(type: 4, stream: 0)
        }
        guard connections > 0 else { return }
        while bytes.count >= 9 {
            let head = Array(bytes.prefix(9))
            let length = Int(head[0]) << 16 | Int(head[1]) << 8 | Int(head[2])
            guard bytes.count >= 9 + length else { return }
            bytes = Data(bytes.dropFirst(9 + length))
            let stream = head[5...8].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
            take(type: head[3], flags: head[4], stream: stream)
        }
    }

    private func take(type: UInt8, flags: UInt8, stream: UInt32) {
        switch (type, flags & 1) {
        // SETTINGS is acknowledged.
        case (4, 0): send(type: 4, flags: 1, stream: 0)
        // HEADERS or DATA with END_STREAM: the request is whole.
        case (0, 1), (1, 1): reply(to: stream)
        default: break
        }
    }

    private func reply(to stream: UInt32) {
        let number = state.withLock { state in
            state.requests += 1
            state.streams.append(stream)
            return state.requests - 1
        }
        switch script(number) {
        case .answer: send(type: 1, flags: 5, stream: stream, [0x88])
        // The last stream that was looked at, and NO_ERROR.
        case .goAway: send(type: 7, stream: 0, big(max(stream, 2) - 2) + big(0))
        // REFUSED_STREAM
        case .refuseStream: send(type: 3, stream: stream, big(7))
        case .hang: break
        }
    }

    private func send(type: UInt8, flags: UInt8 = 0, stream: UInt32, _ payload: [UInt8] = []) {
        server.write(Data([0] + big(UInt32(payload.count)).dropFirst(2) + [type, flags] + big(stream) + payload))
    }

    private func big(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }
}

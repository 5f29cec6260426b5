import Foundation
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// A daemon's directory with a server that listens for it, both real.
struct SocketScratch {
    let scratch: OperationScratch
    let server: SocketServer
    let limits: SocketLimits

    init(_ limits: SocketLimits = SocketLimits()) throws {
        let scratch = try OperationScratch()
        let runner = OperationRunner(scratch.daemon)
        server = try SocketServer(
            dataDirectory: scratch.places.data, limits: limits, environment: ["XDG_RUNTIME_DIR": scratch.root]
        ) { runner.run($0, by: $1, asJSON: $2) }
        self.scratch = scratch
        self.limits = limits
        try server.start()
        scratch.daemon.store.lock.announce(socket: server.path)
    }

    /// Runs `body` with a server, and stops it whatever happens.
    static func with(_ limits: SocketLimits = SocketLimits(), _ body: (SocketScratch) throws -> Void) async throws {
        let socket = try SocketScratch(limits)
        do { try body(socket) } catch {
            await socket.server.stop()
            throw error
        }
        await socket.server.stop()
    }

    func ask(_ operation: Operation, asJSON: Bool = false) throws -> Answer {
        try Client.ask(operation, scratch.places, asJSON: asJSON)
    }

    /// A connection by hand, closed when the body ends.
    func connected<Result>(_ body: (FrameChannel, Int32) throws -> Result) throws -> Result {
        let socket = try #require(UnixSocket.connect(to: server.path))
        defer { close(socket) }
        return try body(FrameChannel(socket, bytesMax: limits.frameBytesMax), socket)
    }

    /// Error lines and exit code that the server says, without asking it anything more.
    static func answer(_ channel: FrameChannel) throws -> Answer {
        var answer = Answer()
        while true {
            let frame = try channel.receive(within: .seconds(20))
            switch frame.kind {
            case .errorLine: answer.errors.append(String(decoding: frame.bytes, as: UTF8.self))
            case .end:
                answer.exitCode = try JSONDecoder().decode(WireEnd.self, from: Data(frame.bytes)).exitCode
                return answer
            default: continue
            }
        }
    }
}

func sendRaw(_ bytes: [UInt8], over socket: Int32) { _ = send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }

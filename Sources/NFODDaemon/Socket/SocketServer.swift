import Foundation
public import NFODEngine
import Synchronization

/// Takes commands over a Unix socket: one thread for each connection, so many and no more. The actor is whoever the
/// kernel says is at the other end.
public final class SocketServer: Sendable {
    /// Carries out an operation for somebody; the flag asks for JSON.
    public typealias Work = @Sendable (Operation, Actor, _ asJSON: Bool) -> Answer

    private struct State {
        var listener: Int32?
        var connections: Set<Int32> = []
    }

    private let place: SocketPlace
    private let spool: Spool
    private let limits: SocketLimits
    private let work: Work
    private let state = Mutex(State())

    /// Where it listens, once started.
    public var path: String { place.path }

    /// - Parameter environment: this process's when nil; says where sockets may live.
    /// - Throws: `SocketFault.placeMissing`.
    public init(
        dataDirectory: String, limits: SocketLimits = SocketLimits(),
        environment: [String: String]? = nil, work: @escaping Work
    ) throws {
        place = try SocketPlace.make(
            for: dataDirectory, environment: environment ?? ProcessInfo.processInfo.environment)
        spool = Spool(of: dataDirectory)
        self.limits = limits
        self.work = work
    }

    /// Starts to listen. The caller holds the directory's lock, so whatever lies at the path is stale.
    /// - Throws: `SocketFault.cannotListen`.
    public func start() throws {
        spool.empty()
        let listener = try UnixSocket.listen(at: place.path)
        state.withLock { $0.listener = listener }
        Thread.detachNewThread { self.accept(on: listener) }
    }

    /// Takes no more connections, gives those under way some time, then cuts them off.
    public func stop() async {
        let wasListening = state.withLock { state in
            guard let listener = state.listener else { return false }
            // The thread in accept(2) wakes up with an error and closes the listener, but not before it has this lock.
            shutdown(listener, Int32(SHUT_RDWR))
            state.listener = nil
            return true
        }
        guard wasListening else { return }
        place.clear()
        let deadline = ContinuousClock.now + limits.stopWithin
        while isServing, ContinuousClock.now < deadline { try? await Task.sleep(for: .milliseconds(10)) }
        state.withLock { for socket in $0.connections { shutdown(socket, Int32(SHUT_RDWR)) } }
    }

    private var isServing: Bool { state.withLock { !$0.connections.isEmpty } }

    private func accept(on listener: Int32) {
        defer { close(listener) }
        while state.withLock({ $0.listener != nil }) {
            guard let socket = UnixSocket.accept(on: listener) else {
                // Out of descriptors: those under way give some back.
                usleep(SocketServer.pauseMicroseconds)
                continue
            }
            let hasRoom = state.withLock { state in
                state.connections.count < limits.connectionsMax && state.connections.insert(socket).inserted
            }
            if hasRoom { Thread.detachNewThread { self.serve(socket) } } else { turnAway(socket) }
        }
    }

    private func serve(_ socket: Int32) {
        let channel = FrameChannel(socket, bytesMax: limits.frameBytesMax)
        SocketSession(channel: channel, spool: spool, limits: limits, work: work).serve(UnixSocket.peer(of: socket))
        // Out of the set before it is closed: its number may be given out again at once.
        _ = state.withLock { $0.connections.remove(socket) }
        close(socket)
    }

    private func turnAway(_ socket: Int32) {
        let channel = FrameChannel(socket, bytesMax: limits.frameBytesMax)
        let busy = SocketFault.busy(limits.connectionsMax)
        // A new connection's buffer takes these few bytes at once; one that does not is not waited for.
        try? channel.send(.errorLine, Array("\(busy.message) [\(busy.code)]".utf8), within: .milliseconds(100))
        try? channel.send(.end, Array(#"{"exitCode":3}"#.utf8), within: .milliseconds(100))
        close(socket)
    }

    private static let pauseMicroseconds: UInt32 = 20_000
}

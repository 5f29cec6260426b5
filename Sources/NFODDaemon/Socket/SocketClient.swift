import Foundation

/// Asks a running daemon.
struct SocketClient {
    let path: String
    /// The daemon's process, as the lock file names it.
    let process: Int32
    var limits = SocketLimits()
    var version = NFODVersion.current

    /// - Throws: ``SocketFault``; `DaemonError.fileUnreadable`.
    func ask(_ operation: Operation, asJSON: Bool) throws -> Answer {
        guard let socket = UnixSocket.connect(to: path) else { throw SocketFault.unreachable(process: process) }
        defer { close(socket) }
        let channel = FrameChannel(socket, bytesMax: limits.frameBytesMax)
        let request = WireRequest(version: version, operation: operation.withoutPaths, asJSON: asJSON)
        let bytes = Array(try JSONEncoder().encode(request))
        try channel.send(.request, bytes, within: limits.requestWithin)
        guard case .ingest(let files, _) = operation else { return try answer(channel) }
        let first = try channel.receive(within: limits.frameWithin)
        guard first.kind == .ready else { return try answer(channel, from: first) }
        do { try send(files, over: channel) } catch SocketFault.closedEarly {
            // The daemon has said no before the files were over; why, it has said too.
        }
        return try answer(channel)
    }

    private func send(_ files: [Operation.SourceFile], over channel: FrameChannel) throws {
        for file in files {
            try FileChunks.each(of: file.path) { try channel.send(.chunk, $0, within: limits.frameWithin) }
            try channel.send(.endOfFile, within: limits.frameWithin)
        }
    }

    /// The work takes as long as it takes; a daemon that dies closes the connection.
    private func answer(_ channel: FrameChannel, from first: Frame? = nil) throws -> Answer {
        var answer = Answer()
        var output: [UInt8] = []
        var next = first
        while true {
            let frame = try next ?? channel.receive(within: nil)
            next = nil
            switch frame.kind {
            case .output: output += frame.bytes
            case .errorLine: answer.errors.append(String(decoding: frame.bytes, as: UTF8.self))
            case .end:
                guard let end = try? JSONDecoder().decode(WireEnd.self, from: Data(frame.bytes)) else {
                    throw SocketFault.notUnderstood
                }
                answer.output = String(decoding: output, as: UTF8.self)
                answer.exitCode = end.exitCode
                return answer
            default: throw SocketFault.notUnderstood
            }
        }
    }
}

import Foundation
import NFODEngine

/// One command at the daemon's end: request, files, work, answer.
struct SocketSession {
    let channel: FrameChannel
    let spool: Spool
    let limits: SocketLimits
    let work: SocketServer.Work

    /// - Parameter peer: the user at the other end.
    func serve(_ peer: UInt32?) {
        // A client that has gone does not get its answer; what it asked for is done all the same.
        try? reply(answer(peer))
    }

    /// The files are gone before the answer is sent.
    private func answer(_ peer: UInt32?) -> Answer {
        var spooled: [String] = []
        defer { for path in spooled { Spool.remove(path) } }
        do {
            guard let peer, peer == 0 || peer == geteuid() else { throw SocketFault.notAllowed }
            let request = try request()
            let operation = try received(request.operation, &spooled)
            return work(operation, LocalUser.actor(uid: peer), request.asJSON)
        } catch {
            return Failure.answer(error)
        }
    }

    private func request() throws -> WireRequest {
        let frame = try channel.receive(within: limits.requestWithin)
        let decoder = JSONDecoder()
        let data = Data(frame.bytes)
        guard frame.kind == .request, let version = try? decoder.decode(WireVersion.self, from: data).version else {
            throw SocketFault.notUnderstood
        }
        guard version == NFODVersion.current else {
            throw SocketFault.versionDiffers(daemon: NFODVersion.current, command: version)
        }
        guard let request = try? decoder.decode(WireRequest.self, from: data) else { throw SocketFault.notUnderstood }
        return request
    }

    /// The operation with the paths of the files as they were received, never those that the client named.
    private func received(_ operation: Operation, _ spooled: inout [String]) throws -> Operation {
        guard case .ingest(let files, let isHistory) = operation else { return operation }
        guard files.count <= limits.filesMax else { throw SocketFault.notUnderstood }
        try channel.send(.ready, within: limits.frameWithin)
        let deadline = ContinuousClock.now + limits.uploadWithin
        var room = limits.uploadBytesMax
        var here: [Operation.SourceFile] = []
        for file in files {
            let (path, handle) = try spool.newFile()
            spooled.append(path)
            try receiveFile(to: handle, path, &room, until: deadline)
            try handle.close()
            here.append(Operation.SourceFile(source: file.source, path: path))
        }
        return .ingest(files: here, isHistory: isHistory)
    }

    private func receiveFile(
        to handle: FileHandle, _ path: String, _ room: inout Int, until deadline: ContinuousClock.Instant
    ) throws {
        while true {
            let left = ContinuousClock.now.duration(to: deadline)
            let frame = try channel.receive(within: min(limits.frameWithin, left))
            switch frame.kind {
            case .endOfFile: return
            case .chunk:
                room -= frame.bytes.count
                guard room >= 0 else { throw SocketFault.tooMuch(megabytes: limits.uploadBytesMax >> 20) }
                try Spool.write(frame.bytes, to: handle, path)
            default: throw SocketFault.notUnderstood
            }
        }
    }

    private func reply(_ answer: Answer) throws {
        let output = Array(answer.output.utf8)
        for start in stride(from: 0, to: output.count, by: SocketSession.pieceBytes) {
            let piece = output[start..<min(start + SocketSession.pieceBytes, output.count)]
            try channel.send(.output, Array(piece), within: limits.frameWithin)
        }
        for line in answer.errors { try channel.send(.errorLine, Array(line.utf8), within: limits.frameWithin) }
        let end = try JSONEncoder().encode(WireEnd(exitCode: answer.exitCode))
        try channel.send(.end, Array(end), within: limits.frameWithin)
    }

    static let pieceBytes = 1 << 18
}

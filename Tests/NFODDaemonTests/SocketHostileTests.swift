import Foundation
import NFODEngine
import Testing

@testable import NFODDaemon

/// A client that is broken or means harm gets an answer or is cut off; the daemon goes on.
@Suite struct SocketHostileTests {
    @Test(arguments: [
        ([UInt8](repeating: 0xFF, count: 64), "notUnderstood"),
        ([1, 0xFF, 0xFF, 0xFF, 0xFF], "frameTooLong"),
        ([1, 0, 0, 0, 3] + Array("{{{".utf8), "notUnderstood"),
        ([3, 0, 0, 0, 0], "notUnderstood"),
        ([1, 0, 0, 0, 17] + Array(#"{"version":"0.1"}"#.utf8), "versionDiffers"),
        (frame(#"{"version":"\#(NFODVersion.current)","asJSON":false,"operation":{"erase":{}}}"#), "notUnderstood"),
    ])
    func framesThatMakeNoSenseAreRefused(bytes: [UInt8], code: String) async throws {
        try await SocketScratch.with { socket in
            let answer = try socket.connected { channel, raw in
                sendRaw(bytes, over: raw)
                return try SocketScratch.answer(channel)
            }
            #expect(answer.exitCode == 3)
            #expect(answer.errors.contains { $0.contains("[\(code)]") }, "\(answer.errors)")
            #expect(try socket.ask(.showClock).exitCode == 0)
        }
    }

    @Test(arguments: [[], [1], [1, 0, 0, 1, 0, 0x7B]] as [[UInt8]])
    func aClientThatGoesAwayHalfWayIsForgotten(bytes: [UInt8]) async throws {
        try await SocketScratch.with { socket in
            try socket.connected { _, raw in sendRaw(bytes, over: raw) }
            #expect(try socket.ask(.showClock).exitCode == 0)
        }
    }

    @Test func aClientThatSaysNothingIsCutOff() async throws {
        var limits = SocketLimits()
        limits.requestWithin = .milliseconds(20)
        try await SocketScratch.with(limits) { socket in
            let answer = try socket.connected { channel, _ in try SocketScratch.answer(channel) }
            #expect(answer.errors.contains { $0.contains("[connectionTimedOut]") })
        }
    }

    @Test func aFileThatStopsHalfWayIsNotTakenIn() async throws {
        var limits = SocketLimits()
        limits.frameWithin = .milliseconds(50)
        try await SocketScratch.with(limits) { socket in
            let answer = try upload(to: socket) { try $0.send(.chunk, Array("Incident No,".utf8), within: .seconds(5)) }
            #expect(answer.errors.contains { $0.contains("[connectionTimedOut]") })
            let spool = socket.scratch.places.data + "/spool"
            #expect(try FileManager.default.contentsOfDirectory(atPath: spool).isEmpty)
        }
    }

    @Test func moreBytesThanThereIsRoomForAreRefused() async throws {
        var limits = SocketLimits()
        limits.uploadBytesMax = 1_000
        try await SocketScratch.with(limits) { socket in
            let answer = try upload(to: socket) {
                for _ in 0..<3 { try $0.send(.chunk, [UInt8](repeating: 0x61, count: 500), within: .seconds(5)) }
            }
            #expect(answer.errors.contains { $0.contains("[uploadTooLong]") })
        }
    }

    @Test func tooManyAtOnceAreAskedToComeBack() async throws {
        var limits = SocketLimits()
        limits.connectionsMax = 1
        try await SocketScratch.with(limits) { socket in
            try socket.connected { _, _ in
                let answer = try socket.connected { channel, _ in try SocketScratch.answer(channel) }
                #expect(answer.exitCode == 3)
                #expect(answer.errors.contains { $0.contains("[daemonBusy]") })
            }
        }
    }

    @Test func stoppingCutsOffWhoeverIsStillThere() async throws {
        var limits = SocketLimits()
        limits.stopWithin = .zero
        let socket = try SocketScratch(limits)
        let idle = try #require(UnixSocket.connect(to: socket.server.path))
        defer { close(idle) }
        await socket.server.stop()
        let channel = FrameChannel(idle, bytesMax: limits.frameBytesMax)
        #expect(throws: SocketFault.closedEarly) { while true { _ = try channel.receive(within: .seconds(20)) } }
        #expect(UnixSocket.connect(to: socket.server.path) == nil)
        #expect(!FileManager.default.fileExists(atPath: socket.server.path))
    }

    @Test func aSocketDirectoryThatOthersHoldIsNotUsed() throws {
        let root = OperationScratch.newPath()
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: root) }
        let environment = ["XDG_RUNTIME_DIR": root]
        let place = try SocketPlace.make(for: root, environment: environment)
        #expect(place.directory.hasPrefix(root))
        place.clear()
        // A link there could lead anywhere.
        symlink("/tmp", place.directory)
        #expect(try SocketPlace.make(for: root, environment: environment).directory != place.directory)
        let long = root + "/" + String(repeating: "x", count: 100)
        #expect(try SocketPlace.make(for: root, environment: ["XDG_RUNTIME_DIR": long]).path.utf8.count <= 107)
    }

    /// Begins an upload of one file; the body sends what it likes of it.
    private func upload(to socket: SocketScratch, _ body: (FrameChannel) throws -> Void) throws -> Answer {
        try socket.connected { channel, _ in
            let request = WireRequest(
                version: NFODVersion.current,
                operation: .ingest(files: [.init(source: "ambulance", path: "")], isHistory: false), asJSON: false)
            try channel.send(.request, Array(try JSONEncoder().encode(request)), within: .seconds(5))
            try #require(try channel.receive(within: .seconds(20)).kind == .ready)
            try? body(channel)
            return try SocketScratch.answer(channel)
        }
    }

    private static func frame(_ text: String) -> [UInt8] {
        Frame(kind: .request, bytes: Array(text.utf8)).head + Array(text.utf8)
    }
}

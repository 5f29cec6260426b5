import Foundation
import Glibc
import NFODEngine
import Testing

@testable import NFODDaemon

@Suite struct EndToEndStopTests {
    /// Clients post, one connection idles, one stops in the middle of a request, a long command runs: the daemon is
    /// told to stop. It ends by itself in the time that systemd gives it, and what it answered is there.
    @Test func `a stop under load loses nothing that was answered and doubles nothing`() async throws {
        let (daemon, receiver) = (try await EndToEndDaemon(), try NotifyReceiver())
        try await daemon.serve(environment: ["NOTIFY_SOCKET": receiver.place])
        try await eventually("it is ready") { receiver.count("READY=1") == 1 }
        let crowd = EndToEndCrowd(daemon.client("ambulance"), size: 8)
        async let posting: Void = crowd.run()
        try await eventually("answers come") { crowd.answered.count >= 40 }
        let (idle, half) = (
            try EndToEndSocket.connect(port: daemon.client("ambulance").port),
            try EndToEndSocket.connect(port: daemon.client("ambulance").port)
        )
        defer { for socket in [idle, half] { close(socket) } }
        EndToEndSocket.write(Array("POST /api/v1/notifications HTTP/1.1\r\nContent-Le".utf8), to: half)
        let advancing = daemon.beginAdvance(hours: 24 * 3_650)
        let begun = ContinuousClock.now
        #expect(try await daemon.stop() == 0)
        let took = ContinuousClock.now - begun
        // After TimeoutStopSec systemd would kill it.
        #expect(took < .seconds(10))
        try await posting
        _ = try? await advancing.value
        #expect(receiver.count("STOPPING=1") == 1)
        print("stopped in \(took); \(crowd.answered.count) answered, \(crowd.unanswered.count) not")

        try await daemon.serve()
        let client = daemon.client("ambulance")
        for (key, body) in crowd.answered.sorted(by: { $0.key < $1.key }) {
            let again = try await onOwnThread { client.post(EndToEndCrowd.row(key), key: key) }
            #expect(again?.body == body, "\(key)")
        }
        for key in crowd.unanswered {
            let again = try await onOwnThread { client.post(EndToEndCrowd.row(key), key: key) }
            #expect(again?.status == 201, "\(key)")
        }
        let status = try await daemon.run(["status", "--json"]).output
        let counts = try JSONDecoder().decode(Status.self, from: Data(status.utf8)).counts
        #expect(counts["notifications"] == crowd.answered.count + crowd.unanswered.count)
        try await daemon.run(["verify"])
        #expect(try await daemon.stop() == 0)
    }

    private struct Status: Decodable { let counts: [String: Int] }
}

@Suite struct EndToEndReloadTests {
    @Test func `SIGHUP takes a good configuration up, and leaves a bad one alone`() async throws {
        let (daemon, receiver) = (try await EndToEndDaemon(), try NotifyReceiver())
        try await daemon.serve(["--log-format", "journal"], environment: ["NOTIFY_SOCKET": receiver.place])
        try await eventually("it is ready") { receiver.count("READY=1") == 1 }
        let before = try await daemon.run(["status"]).output
        try daemon.edit("nfodd.yaml", "acceptWithin: 60m", "acceptWithin: soon")
        try daemon.edit("team.yaml", "capacity: 50", "capacity: many")
        try daemon.signal(SIGHUP)
        try await eventually("it has read") { receiver.count("READY=1") == 2 }
        let log = try daemon.log
        for file in ["nfodd.yaml", "team.yaml"] {
            #expect(log.contains("<3>configuration not taken up problem=\"\(file):"), "\(file)")
        }
        #expect(try await daemon.run(["config", "reload"], code: 2).errors.count == 3)
        #expect(try await daemon.run(["status"]).output.contains(try #require(Self.configuration(before))))
        try daemon.edit("nfodd.yaml", "acceptWithin: soon", "acceptWithin: 45m")
        try daemon.edit("team.yaml", "capacity: many", "capacity: 50")
        try daemon.signal(SIGHUP)
        try await eventually("it has read again") { receiver.count("READY=1") == 3 }
        let after = try await daemon.run(["status"]).output
        #expect(Self.configuration(after) != Self.configuration(before))
        #expect(try await daemon.run(["config", "reload"]).output.contains("nothing changed"))
        // The command line asks the daemon, not the supervisor.
        #expect(receiver.lines.count { $0.hasPrefix("MONOTONIC_USEC=") } == 2)
        #expect(try await daemon.stop() == 0)
    }

    private static func configuration(_ status: String) -> String? {
        status.split(separator: "\n").first { $0.hasPrefix("configuration  ") }.map(String.init)
    }
}

import Foundation
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// The receiver is down, 2,000 alerts are accepted, the power fails, the receiver comes back.
@Suite struct OutageTests {
    @Test func `all of 2,000 accepted alerts arrive after an outage and a power failure`() async throws {
        let (accepted, share) = (2_000, 250)
        let daemon = try await EndToEndDaemon(
            settings: ["plainLoopback: true": "atOnce: 16\n    perSecond: 100000\n    plainLoopback: true"],
            isReceiverUp: false)
        try await daemon.serve()
        for start in stride(from: 1, through: accepted, by: share) {
            let rows = (start..<start + share).map {
                KillLoopOverdose(number: $0).row(of: KillLoopOverdose.sources[0]).cells
            }
            #expect(try await daemon.post(rows, key: "outage-\(start)").status == 201)
        }
        try await daemon.killNow()
        #expect(daemon.receiver.count == 0)
        let before = try Self.messages(daemon.data)

        daemon.receiver.comeUp()
        try await daemon.serve()
        // Past the delays of those that were tried in vain.
        try await daemon.advance("1m")
        try await daemon.settle()
        #expect(try await daemon.stop() == 0)
        // Whoever was accepted just before the kill may have been given an alert only after it.
        let written = try Self.messages(daemon.data)
        #expect(before.allSatisfy { written[$0.key] == $0.value })
        #expect(Set(daemon.codes).count == accepted)
        let bodies = Dictionary(grouping: daemon.receiver.arrivals, by: \.id).mapValues {
            Set($0.map { Data($0.body) })
        }
        #expect(bodies == written.mapValues { [$0] })
        print("outage: \(before.count) alerts before the kill, \(bodies.count) of \(written.count) arrived")
    }

    /// The bytes of every alert in the outbox, by its id.
    private static func messages(_ data: String) throws -> [String: Data] {
        let daemon = try ReplayLife.open(data)
        defer { try? daemon.close() }
        return try daemon.workflow.read { reading in
            let entries = try reading.tx.responses.all().flatMap { try reading.tx.outbox.entries(of: $0.id) }
            return Dictionary(uniqueKeysWithValues: entries.map { ($0.message.id.name, $0.message.body) })
        }
    }
}

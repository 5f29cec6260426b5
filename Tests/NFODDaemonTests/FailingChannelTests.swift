import NFODEngine
import NFODStore
import Notify
import ReceiverFixture
import Testing

@testable import NFODDaemon

/// A receiver that fails for long is alarmed once, over another channel, until something arrives there (rule 32).
@Suite struct FailingChannelTests {
    /// Alive from its `n`th request on.
    private func fixture(aliveFrom first: Int) throws -> HostileReceivers {
        try HostileReceivers(["bad": { $0 < first ? .answer(500) : .answer(200) }], everybody: ["bad", "spare"])
    }

    /// Minutes at which the alarms change, one look a minute.
    private func changes(_ fixture: HostileReceivers, minutes: Int) async throws -> [String] {
        let watch = SelfWatch(fixture.daemon, log: RealClockFixture.log)
        var (changes, before): ([String], Bool) = ([], false)
        for minute in 0..<minutes {
            try await fixture.pass(minute == 0 ? .zero : .minutes(1))
            try await watch.look()
            let stands = fixture.alarms.contains("channelFailing bad")
            if stands != before { changes.append("\(minute) \(stands ? "raised" : "over")") }
            before = stands
        }
        return changes
    }

    @Test func `raised once after the configured time, and told over the other channel`()
        async throws
    {
        let fixture = try fixture(aliveFrom: .max)
        for number in 1...5 { try fixture.put("first-\(number)", channel: "bad", lane: .lastLevel) }
        for number in 1...5 { try fixture.put("only-\(number)", channel: "bad") }
        let story = try await changes(fixture, minutes: 12)
        // It rests from the first failures on; once the fall-back has everything, nothing probes it.
        #expect(story == ["10 raised"])
        let told = fixture.arrived(at: "spare").filter { $0.contains("bad has been failing for 10 minutes") }
        #expect(told.count == 1)
        #expect(!fixture.arrived(at: "bad").contains { $0.contains("has been failing") })
        let metrics = ChannelMetrics.families(fixture.daemon.workflow).map(\.name)
        #expect(metrics == ["nfo_channel_resting", "nfo_channel_failing_seconds", "nfo_channel_disabled"])
        #expect(try DeliveryStatus(fixture.daemon.workflow).failing.keys.sorted() == ["bad"])
    }

    /// Its receiver is there and says no to everything: a key that was revoked, a template that is gone.
    @Test func `a channel that turns everything down for good is alarmed, and so is one whose messages never arrive`()
        async throws
    {
        let fixture = try fixture(aliveFrom: 0)
        let (endpoints, bad) = (fixture.daemon.workflow.endpoints, ChannelID("bad"))
        let watch = SelfWatch(fixture.daemon, log: RealClockFixture.log)
        func note(_ outcome: DeliveryOutcome) {
            endpoints.note(outcome, of: bad, BreakerSettings(), at: fixture.daemon.workflow.deliveryClock.now())
        }
        func stands() async throws -> Bool {
            try await watch.look()
            return fixture.alarms.contains("channelFailing bad")
        }
        note(.permanent(.noAddress))
        fixture.machine.pass(.minutes(10))
        #expect(try await !stands(), "that says nothing of the channel")
        note(.permanent(.notAccepted(status: 403)))
        fixture.machine.pass(.minutes(10))
        #expect(try await stands())
        note(.sent(status: 201))
        #expect(try await !stands())
        // Its service takes everything, and says of everything later that it did not arrive.
        endpoints.note(DeliveryReceipt.technicalFailure, of: bad, at: fixture.daemon.workflow.deliveryClock.now())
        fixture.machine.pass(.minutes(10))
        note(.sent(status: 201))
        #expect(try await stands())
        endpoints.note(DeliveryReceipt.arrived, of: bad, at: fixture.daemon.workflow.deliveryClock.now())
        #expect(try await !stands())
    }

    @Test func `a channel that is well again ends it, and a restart alone does not`() async throws {
        let fixture = try fixture(aliveFrom: 5)
        for number in 1...5 { try fixture.put("first-\(number)", channel: "bad") }
        let watch = SelfWatch(fixture.daemon, log: RealClockFixture.log)
        try await fixture.pass(.zero)
        fixture.machine.pass(.minutes(10))
        try await watch.look()
        #expect(fixture.alarms.contains("channelFailing bad"))
        // What a new process knows of it.
        fixture.daemon.workflow.endpoints.forget(ChannelID("bad"))
        try await watch.look()
        #expect(fixture.alarms.contains("channelFailing bad"))
        try fixture.put("later", channel: "bad")
        try await fixture.pass(.seconds(1))
        try await watch.look()
        #expect(!fixture.alarms.contains("channelFailing bad"))
        #expect(try fixture.tries("later").codes == ["delivered"])
    }
}

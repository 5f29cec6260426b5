import Foundation
import GRDB
import NFODConfig
import NFODEngine
import NFODStore
import ReceiverFixture
import Testing

@testable import NFODDaemon

/// A test message takes the whole way of an alert, to a real receiver, and is no alert.
@Suite struct CanaryPathTests {
    private struct Scene {
        let fixture: HostileReceivers
        let watch: SelfWatch

        init(_ manner: @escaping @Sendable (Int) -> LoopbackReceiver.Reply = { _ in .answer(200) }) throws {
            fixture = try HostileReceivers(
                ["way": manner],
                sections: "canary:\n  channel: way\n  every: 1h\n  within: 5m\n", everybody: ["way", "spare"])
            watch = SelfWatch(fixture.daemon, log: RealClockFixture.log)
        }

        /// Time passes, whatever is ready is tried, and the daemon looks at itself before and after.
        func pass(_ span: Span, isDelivering: Bool = true) async throws {
            if isDelivering { try await fixture.pass(span) } else { fixture.machine.pass(span) }
            try await watch.look()
            guard isDelivering else { return }
            try await fixture.pass(.zero)
            try await watch.look()
        }

        var alarms: [String] { fixture.alarms.filter { !$0.hasPrefix("stoodStill") } }

        /// Types of what arrived.
        func types(_ channel: String) -> [String] {
            fixture.receivers[channel]?.received.compactMap { request in
                let tree = try? JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any]
                return tree?["type"] as? String
            } ?? []
        }
    }

    @Test func `each hour one arrives, known by its type, about nobody, and none is left behind`() async throws {
        let scene = try Scene()
        var times: [Int64] = []
        for minute in Int64(0)...180 {
            try await scene.pass(minute == 0 ? .zero : .minutes(1))
            if scene.types("way").count > times.count { times.append(minute) }
        }
        #expect(times == [0, 60, 120, 180])
        #expect(Set(scene.types("way")) == ["service.canary"])
        #expect(scene.fixture.receivers["spare"]?.received.isEmpty == true)
        #expect(scene.alarms.isEmpty)
        let body = try #require(scene.fixture.arrived(at: "way").first)
        #expect(body.contains(#""case":null"#) && body.contains(#""contactDueAt":null"#))
        let counts = try scene.fixture.daemon.workflow.read { reading in
            try OutboxState.allCases.map { try reading.tx.outbox.count($0) }
        }
        #expect(counts.allSatisfy { $0 == 0 })
        let rows = try scene.fixture.daemon.workflow.read { reading in
            try ["outbox", "delivery_try"].map {
                try Int.fetchOne(reading.tx.db, sql: "SELECT count(*) FROM \($0)")
            }
        }
        #expect(rows == [1, 1])
    }

    @Test func `one that does not arrive is alarmed once, over another channel, and counts as no alert`() async throws {
        let scene = try Scene { $0 < 12 ? .answer(500) : .answer(200) }
        var story: [String] = []
        for minute in 0...40 {
            try await scene.pass(minute == 0 ? .zero : .minutes(1))
            let standing = scene.alarms.contains("canaryLost way") ? "lost" : "well"
            if story.last?.hasSuffix(standing) != true { story.append("\(minute) \(standing)") }
        }
        #expect(story.prefix(2) == ["0 well", "6 lost"])
        #expect(story.count == 3 && story.last?.hasSuffix("well") == true, "\(story)")
        let told = scene.fixture.arrived(at: "spare").filter { $0.contains("over channel way did not arrive") }
        #expect(told.count == 1)
        #expect(!scene.alarms.contains { $0.hasPrefix("notTold") || $0.hasPrefix("oldestUndelivered") })
        #expect(scene.types("spare").allSatisfy { $0 == "service.alarm" })
    }

    @Test func `while it waits it is in no count and on no list`() async throws {
        let scene = try Scene { _ in .answer(500) }
        for _ in 0..<3 { try await scene.pass(.minutes(1)) }
        let workflow = scene.fixture.daemon.workflow
        #expect(try workflow.read { try $0.tx.outbox.canary() }?.arrivedAt == nil)
        let now = workflow.deliveryClock.now()
        #expect(try workflow.read { try $0.tx.outbox.backlog(.ordinary, at: now) }.count == 0)
        #expect(try workflow.read { try $0.tx.outbox.oldestWaiting(at: now) } == nil)
        #expect(try workflow.read { try $0.tx.outbox.triedInVain(limit: 9) }.isEmpty)
        #expect(scene.types("way").count > 1)
    }

    @Test func `a receiver that is no more, and a dispatcher that does nothing, are found too`() async throws {
        let gone = try Scene { _ in .answer(410) }
        for _ in 0..<7 { try await gone.pass(.minutes(1)) }
        #expect(gone.alarms.contains("canaryLost way"))
        #expect(!gone.alarms.contains { $0.hasPrefix("notTold") })
        #expect(try gone.fixture.daemon.workflow.read { try $0.tx.outbox.deadLetters(limit: 9) }.isEmpty)
        let idle = try Scene()
        for _ in 0..<7 { try await idle.pass(.minutes(1), isDelivering: false) }
        #expect(idle.alarms.contains("canaryLost way"))
        // Nothing is known against the channel but that: its alarm takes another one first.
        try await idle.pass(.zero)
        #expect(idle.fixture.arrived(at: "spare").contains { $0.contains("over channel way did not arrive") })
        #expect(!idle.fixture.arrived(at: "way").contains { $0.contains("did not arrive") })
    }

    @Test func `each lane is tried out by turns`() throws {
        let scene = try Scene()
        let workflow = scene.fixture.daemon.workflow
        let turns = try (0..<4).map { _ in
            try workflow.perform(as: .machine("test")) { work in
                try work.sendCanary(over: ChannelID("way"))
                return try work.tx.outbox.canaryLane()
            }
        }
        #expect(turns == [.ordinary, .lastLevel, .ordinary, .lastLevel])
    }

    @Test func `that one arrives says nothing of an alert that did not`() async throws {
        let scene = try Scene()
        try scene.fixture.daemon.workflow.perform(as: .machine("test")) {
            try $0.raise(.notTold, AlarmSubject("way"))
        }
        for _ in 0..<2 { try await scene.pass(.minutes(1)) }
        #expect(scene.types("way").contains("service.canary"))
        #expect(scene.alarms.contains("notTold way"))
    }

    @Test func `none is written where nothing is sent, or on a simulated clock`() async throws {
        let section = ["\nchannels:\n": "\ncanary:\n  channel: team-webhook\n\nchannels:\n"]
        let recorded = try RealClockFixture(settings: section)
        try await recorded.look()
        #expect(try recorded.daemon.workflow.read { try $0.tx.outbox.canary() } == nil)
    }
}

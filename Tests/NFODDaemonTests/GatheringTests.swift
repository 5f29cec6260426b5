import Foundation
import NFODEngine
import NFODStore
import ReceiverFixture
import Synchronization
import Testing

@testable import NFODDaemon

/// Alerts of low levels to one recipient go in one message; never those of the last levels (rules 30, 32, 36).
@Suite struct GatheringTests {
    /// Many responses whose second level fires at one instant, to one person, over a channel that leads to a receiver.
    private struct Scene {
        private final class Status: Sendable {
            let value = Mutex(204)
        }

        let fixture: DeliveryFixture
        let receiver: LoopbackReceiver
        private let status = Status()
        let cases: [CaseState]

        private static let names = [
            "Aaldrum", "Bexwick", "Corvain", "Dunmuir", "Estrella", "Farquell", "Gilhaven", "Hostrop", "Ivelmoor",
            "Jaspwood", "Kintoul", "Lomvale", "Mervant", "Nordlie", "Ostrich", "Penhale", "Quistrom", "Rathbone",
            "Sorvino", "Tarnbeck",
        ]

        /// All of them have been told of once; the next level is eight hours away.
        init(_ count: Int = 20) async throws {
            receiver = LoopbackReceiver { [status] _, _ in .answer(status.value.withLock { $0 }) }
            fixture = try DeliveryFixture(settings: ["http://127.0.0.1:8421/hook": receiver.url])
            for (number, name) in Self.names.prefix(count).enumerated() {
                _ = try fixture.takeIn("SAS-\(number)", surname: name)
            }
            cases = try fixture.cases()
            try await sendAll()
        }

        func answers(_ status: Int) { self.status.value.withLock { $0 = status } }

        /// What is ready is tried once, however many channels' rooms it takes.
        func sendAll() async throws {
            while case let entries = try fixture.take(), !entries.isEmpty { try await fixture.deliver(entries) }
        }

        /// The second level fires, and gathers.
        func fireSecondLevel() throws {
            fixture.machine.pass(.hours(8))
            while try fixture.daemon.scheduler.tick() > 0 {}
        }

        /// Time passes, and what has gathered by then goes.
        func pass(_ span: Span) async throws {
            fixture.machine.pass(span)
            while try fixture.dispatcher.sendWhatGathered() {}
            try await sendAll()
            _ = try fixture.dispatcher.sayWhoIsNotTold()
            while try fixture.daemon.scheduler.tick() > 0 {}
        }

        /// What came since, of escalations and messages for many.
        func received(since count: Int) throws -> [[String: Any]] {
            try receiver.received.dropFirst(count).map {
                try #require(try JSONSerialization.jsonObject(with: Data($0.body)) as? [String: Any])
            }
        }

        func second(_ state: CaseState) throws -> OutboxEntry {
            try #require(
                try fixture.entries(of: state.id).first {
                    $0.message.id.name.contains("-l1-") && $0.message.fallbackOf == nil
                })
        }

        /// What each case's last event says.
        func news(_ type: String) throws -> Int {
            try cases.filter { try fixture.events(of: $0.id).contains(type) }.count
        }

        func told(_ state: CaseState) throws -> [CaseAnswer.Told] {
            let answer = OperationRunner(fixture.daemon).run(
                .response(CaseRequest(action: .show, code: state.code.name)), by: .user("test"), asJSON: true)
            let shown = try JSONDecoder().decode(CaseAnswer.self, from: Data(answer.output.utf8))
            return try #require(shown.told)
        }

        func end(_ state: CaseState) throws {
            try fixture.workflow.perform(as: .user("morag")) { work in
                var request = CaseRequest(action: .end, code: state.code.name)
                (request.kind, request.outcome, request.way) = ("objects", "thisOverdose", "spoken")
                _ = try work.carryOut(request)
            }
        }
    }

    @Test func `twenty alerts are one message, and each case knows that it arrived`() async throws {
        let scene = try await Scene()
        try scene.fireSecondLevel()
        #expect(try scene.cases.map { try scene.second($0).state } == Array(repeating: .gathering, count: 20))
        let before = scene.receiver.received.count
        try await scene.pass(.seconds(599))
        #expect(scene.receiver.received.count == before, "its time has not come")
        try await scene.pass(.seconds(1))
        let bodies = try scene.received(since: before)
        #expect(bodies.count == 1)
        #expect(bodies.first?["type"] as? String == "case.gathered")
        let data = try #require(bodies.first?["data"] as? [String: Any])
        let responses = try #require(data["responses"] as? [[String: Any]])
        #expect(Set(responses.compactMap { $0["case"] as? String }) == Set(scene.cases.map(\.code.name)))
        #expect(
            Set(responses.compactMap { $0["alert"] as? String })
                == Set(try scene.cases.map { try scene.second($0).message.id.name }))
        #expect(data["acknowledge"] is NSNull)
        for state in scene.cases {
            #expect(try scene.second(state).state == .gathered)
            #expect(try scene.fixture.events(of: state.id).filter { $0 == "told" }.count == 2)
            let line = try #require(try scene.told(state).last)
            #expect(
                line.knownBy == "arrived" && line.words.contains("told; in one message with 19 others; "), "\(line)")
        }
    }

    @Test func `rule32 what does not arrive is told to each case, and each ladder goes on`() async throws {
        let scene = try await Scene(4)
        try scene.fireSecondLevel()
        scene.answers(500)
        let before = scene.receiver.received.count
        try await scene.pass(.minutes(10))
        #expect(try scene.received(since: before).count == 1)
        try await scene.pass(.minutes(9))
        #expect(try scene.news("notTold") == 0)
        try await scene.pass(.minutes(1))
        #expect(try scene.news("notTold") == 4)
        for state in scene.cases {
            let fired = try scene.fixture.entries(of: state.id).filter {
                $0.message.id.name.contains("-l2-") && $0.message.fallbackOf == nil
            }
            #expect(!fired.isEmpty && fired.allSatisfy { $0.state != .gathering }, "it goes at once: time was lost")
            #expect(try scene.told(state).contains { $0.knownBy == "notTold" })
            #expect(scene.fixture.alarms.contains("notTold case \(state.code)"))
        }
        // It arrives after all.
        scene.answers(204)
        try await scene.pass(.minutes(3))
        #expect(try scene.cases.allSatisfy { try scene.told($0).allSatisfy { $0.knownBy != "notTold" } })
        #expect(!scene.fixture.alarms.contains { $0.hasPrefix("notTold case") })
    }

    @Test func `a case that ends meanwhile is not in it, and one alone goes as it was written`() async throws {
        let scene = try await Scene(3)
        try scene.fireSecondLevel()
        try scene.end(scene.cases[0])
        #expect(try scene.second(scene.cases[0]).state == .cancelled)
        let before = scene.receiver.received.count
        try await scene.pass(.minutes(10))
        let many = try #require(
            try scene.received(since: before).first { $0["type"] as? String == "case.gathered" })
        let responses = try #require((many["data"] as? [String: Any])?["responses"] as? [[String: Any]])
        #expect(responses.count == 2)

        let alone = try await Scene(2)
        try alone.fireSecondLevel()
        let written = try alone.second(alone.cases[1]).message
        try alone.end(alone.cases[0])
        let count = alone.receiver.received.count
        try await alone.pass(.minutes(10))
        let sent = alone.receiver.received.dropFirst(count).filter { $0.headers["webhook-id"] == written.id.name }
        #expect(sent.map(\.body) == [Array(written.body)], "rule 36: the bytes of the commit")
        #expect(try alone.second(alone.cases[1]).state == .delivered)
        #expect(try alone.told(alone.cases[1]).allSatisfy { !$0.words.contains("in one message") })
    }

    @Test func `a last level waits for nobody, and what gathers still goes`() async throws {
        let scene = try await Scene(2)
        scene.fixture.machine.pass(.hours(60))
        while try scene.fixture.daemon.scheduler.tick() > 0 {}
        let entries = try scene.cases.flatMap { try scene.fixture.entries(of: $0.id) }
            .filter { $0.message.fallbackOf == nil && $0.message.kind == .escalation }
        let standing = { (level: Int) in
            Set(entries.filter { $0.message.id.name.contains("-l\(level)-") }.map(\.state))
        }
        #expect([1, 2, 3, 4].map(standing) == [[.gathering], [.gathering], [.ready], [.ready]])
        try await scene.pass(.minutes(10))
        let after = try scene.cases.flatMap { try scene.fixture.entries(of: $0.id) }
        #expect(!after.contains { $0.state == .gathering || $0.state == .ready && $0.message.fallbackOf == nil })
    }

    @Test func `a message whose cases have all ended is not tried again`() async throws {
        let scene = try await Scene(2)
        try scene.fireSecondLevel()
        scene.answers(500)
        try await scene.pass(.minutes(10))
        let id = try #require(try scene.second(scene.cases[0]).gatheredIn)
        let state = { try scene.fixture.workflow.read { try $0.tx.outbox.entry(id)?.state } }
        try scene.end(scene.cases[0])
        #expect(try state() == .ready)
        try scene.end(scene.cases[1])
        #expect(try state() == .cancelled)
        try await scene.pass(.minutes(10))
        for state in scene.cases {
            let line = try #require(try scene.told(state).first { $0.alert?.contains("-l1-") == true })
            #expect(line.knownBy == "notNeeded", "\(line)")
        }
    }
}

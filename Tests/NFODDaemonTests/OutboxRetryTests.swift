import Foundation
import NFODEngine
import NFODStore
import ReceiverFixture
import Synchronization
import Testing

@testable import NFODDaemon

/// Dead letters are seen and tried again, and a case says who was told (rules 32, 36).
@Suite struct OutboxRetryTests {
    /// A daemon whose first channel leads to a receiver that answers as it is told; its second leads nowhere.
    private struct Scene {
        private final class Status: Sendable {
            let value = Mutex(410)
        }

        let fixture: DeliveryFixture
        let receiver: LoopbackReceiver
        private let status = Status()

        init() throws {
            receiver = LoopbackReceiver { [status] _, _ in .answer(status.value.withLock { $0 }) }
            fixture = try DeliveryFixture(settings: ["http://127.0.0.1:8421/hook": receiver.url])
        }

        func answers(_ status: Int) { self.status.value.withLock { $0 = status } }

        func run(_ operation: Operation, asJSON: Bool = false) -> Answer {
            OperationRunner(fixture.daemon).run(operation, by: .user("test"), asJSON: asJSON)
        }

        /// Time passes, tries are made, and it is said who was not told.
        func pass(_ span: Span) async throws {
            try await fixture.pass(span)
            _ = try fixture.dispatcher.sayWhoIsNotTold()
        }

        /// The first level's alert is refused for good by the first channel, and the second leads nowhere.
        func giveUp() async throws -> (state: CaseState, dead: AlertID) {
            let state = try fixture.takeIn()
            try await pass(.zero)
            try await pass(.seconds(1))
            let dead = try #require(try fixture.entries(of: state.id).first { $0.state == .failed })
            return (state, dead.message.id)
        }

        func told(_ state: CaseState) throws -> [CaseAnswer.Told] {
            let answer = run(.response(CaseRequest(action: .show, code: state.code.name)), asJSON: true)
            let shown = try JSONDecoder().decode(CaseAnswer.self, from: Data(answer.output.utf8))
            return try #require(shown.told)
        }

        /// Who had alerts tried again.
        func retries() throws -> [String] {
            try fixture.workflow.read { try $0.tx.events.events(of: .system) }
                .filter { $0.type == "alertsRetried" }.map(\.stamp.actor.text)
        }

        func state(of alert: AlertID) throws -> OutboxState? {
            try fixture.workflow.read { try $0.tx.outbox.entry(alert)?.state }
        }

        func end(_ state: CaseState) throws {
            try fixture.workflow.perform(as: .user("morag")) { work in
                var request = CaseRequest(action: .end, code: state.code.name)
                (request.kind, request.outcome, request.way) = ("objects", "thisOverdose", "spoken")
                _ = try work.carryOut(request)
            }
        }
    }

    @Test func aChannelIsMendedAndItsDeadLettersArriveAsTheyWereWritten() async throws {
        let scene = try Scene()
        #expect(scene.run(.outbox).output == "no alert was given up")
        let (state, dead) = try await scene.giveUp()
        let listed = scene.run(.outbox).output
        #expect(listed.hasPrefix("given up: 2\n"), "and the alarm about the channel itself")
        #expect(listed.contains("over team-webhook,"))
        #expect(listed.contains("it says that it is no more (410), tried once"))
        #expect(listed.contains("\n      \(dead)\n"))
        #expect(listed.contains("tried in vain so far, and tried on: 1"))
        #expect(listed.contains("over spare,"))
        #expect(listed.contains("no connection, tried once"))
        try await scene.pass(.minutes(10))
        #expect(try scene.told(state).map(\.knownBy).contains("notTold"))
        #expect(scene.fixture.alarms.contains("notTold case \(state.code)"))

        scene.answers(204)
        let answer = scene.run(.retryAlerts(OutboxRequest(channel: "team-webhook")))
        #expect(answer.exitCode == 0)
        #expect(answer.output.contains("  \(dead)"))
        #expect(try scene.retries() == ["user:test"], "rule 41")
        try await scene.pass(.zero)
        let sent = scene.receiver.received.filter { $0.headers["webhook-id"] == dead.name }
        #expect(sent.count == 2)
        #expect(sent.first?.body == sent.last?.body, "rule 36: the same bytes under the same id")
        #expect(try scene.state(of: dead) == .delivered)
        let line = try #require(try scene.told(state).first { $0.alert == dead.name })
        #expect(line.knownBy == "arrived")
        #expect(line.words.contains("told; team-webhook answered 204 Mon 1 Mar 10:10; spare: no connection, tried"))
        #expect(!scene.run(.outbox).output.contains(dead.name))
    }

    @Test func rule35_whatIsListedNamesNobodyAndNoAddress() async throws {
        let scene = try Scene()
        let (state, dead) = try await scene.giveUp()
        let show = Operation.response(CaseRequest(action: .show, code: state.code.name))
        for operation in [.outbox, show, .retryAlerts(OutboxRequest(alerts: [dead.name]))] {
            for asJSON in [false, true] {
                let answer = scene.run(operation, asJSON: asJSON)
                let text = answer.output + answer.errors.joined()
                #expect(!text.isEmpty)
                for banned in ["http", "whsec", "127.0.0.1", "Ailsa", "Testperson", "DD1 1AA", "1985"] {
                    #expect(!text.contains(banned), "\(banned)")
                }
            }
        }
    }

    @Test func whatNobodyNeedsToHearAnyMoreIsNotSent() async throws {
        let scene = try Scene()
        let (state, dead) = try await scene.giveUp()
        try scene.end(state)
        let named = scene.run(.retryAlerts(OutboxRequest(alerts: [dead.name])))
        #expect(named.exitCode == 1)
        #expect(named.errors.first?.contains("the case has ended since [alertNotNeeded]") == true)
        #expect(try scene.state(of: dead) == .failed, "nothing was done")
        #expect(try scene.retries() == [])
        let many = scene.run(.retryAlerts(OutboxRequest(all: true)))
        #expect(many.exitCode == 0)
        #expect(many.output.contains("  \(dead): the case has ended since"))
        #expect(try scene.state(of: dead) == .cancelled)
        // That there is no need to go is still to be told.
        try await scene.pass(.seconds(1))
        let standDown = try #require(
            try scene.fixture.entries(of: state.id).first { $0.state == .failed && $0.message.kind == .standDown })
        #expect(scene.run(.retryAlerts(OutboxRequest(alerts: [standDown.message.id.name]))).exitCode == 0)
        #expect(try scene.state(of: standDown.message.id) == .ready)
    }

    @Test func whatArrivedOverAnotherChannelIsNotSentTwice() async throws {
        let scene = try Scene()
        let (state, dead) = try await scene.giveUp()
        let now = scene.fixture.workflow.deliveryClock.now()
        let copy = try #require(try scene.fixture.entries(of: state.id).first { $0.message.fallbackOf == dead })
        let made = DeliveryTry(startedAt: now, endedAt: now, outcome: .delivered, code: "delivered", status: 200)
        _ = try scene.fixture.dispatcher.record(
            [EndedTry(entry: copy, attempt: made, next: nil)], limit: .standard)
        let answer = scene.run(.retryAlerts(OutboxRequest(response: state.code.name)))
        #expect(answer.output.contains("  \(dead): it has arrived over another channel"))
        #expect(try scene.state(of: dead) == .cancelled)
        let line = try #require(try scene.told(state).first { $0.alert == dead.name })
        #expect(line.words.contains("told; team-webhook: it says that it is no more (410), tried once, stopped; spare"))
    }

    @Test func whatIsAskedForIsChecked() async throws {
        let scene = try Scene()
        let (state, dead) = try await scene.giveUp()
        let wrong: [(OutboxRequest, Int32, String)] = [
            (OutboxRequest(), 2, "missing"), (OutboxRequest(alerts: [dead.name], all: true), 2, "tooMany"),
            (OutboxRequest(alerts: (0...200).map { "a\($0)" }), 2, "tooMany"),
            (OutboxRequest(channel: "nowhere"), 2, "one of spare, team-webhook"),
            (OutboxRequest(response: "NONESUCH"), 1, "noSuchCase"),
            (OutboxRequest(alerts: [dead.name, "nobody"]), 1, "alertUnknown"),
        ]
        for (request, code, words) in wrong {
            let answer = scene.run(.retryAlerts(request))
            #expect(answer.exitCode == code, "\(answer)")
            #expect(answer.errors.first?.contains(words) == true, "\(answer)")
        }
        #expect(try scene.state(of: dead) == .failed, "of those named, all or none")
        _ = try scene.fixture.take()
        scene.answers(204)
        #expect(scene.run(.retryAlerts(OutboxRequest(alerts: [dead.name]))).exitCode == 0)
        try await scene.pass(.zero)
        let again = scene.run(.retryAlerts(OutboxRequest(alerts: [dead.name])))
        #expect(again.errors.first?.contains("alertNotFailed") == true)
        #expect(try scene.told(state).contains { $0.knownBy == "arrived" })
    }

    @Test func whoTakesItSaysSo() async throws {
        let scene = try Scene()
        scene.answers(204)
        let state = try scene.fixture.takeIn()
        try await scene.pass(.zero)
        let alert = try #require(try scene.told(state).first)
        scene.fixture.machine.pass(.minutes(5))
        var request = CaseRequest(action: .acknowledge, code: state.code.name)
        request.worker = try #require(alert.recipient)
        #expect(scene.run(.response(request)).exitCode == 0)
        let line = try #require(try scene.told(state).first)
        #expect(line.knownBy == "taken")
        #expect(line.words.contains("told, and taken Mon 1 Mar 10:05; team-webhook answered 204 Mon 1 Mar 10:00"))
        let shown = scene.run(.response(CaseRequest(action: .show, code: state.code.name))).output
        #expect(shown.contains("\ntold          Mon 1 Mar 10:00: "))
    }

    @Test func theProgramAsksForOneKindOfThem() throws {
        for wrong in [[], ["--all", "--channel", "team-webhook"], ["some-alert", "--case", "ABC"]] {
            #expect(try Program.run(["outbox", "retry"] + wrong).code == 2)
        }
    }
}

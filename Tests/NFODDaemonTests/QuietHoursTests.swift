import Foundation
import NFODEngine
import NFODStore
import Notify
import Testing

@testable import NFODDaemon

/// Hours of channels hold back what can wait, and nothing else; it is Monday, 10:00.
@Suite struct QuietHoursTests {
    private let sleeper = WorkerID("worker-6")

    /// Worker 6 is in no shift and on no duty, and their telephone rests until 11:00.
    private func fixture() throws -> DeliveryFixture {
        let hours = "{days: [monday, tuesday], from: 11:00, to: 20:00}"
        return try DeliveryFixture(team: [
            "mayVisitAlone: false\n    channels: [team-webhook]":
                "mayVisitAlone: false\n    channels: [{channel: team-webhook, hours: [\(hours)]}]"
        ])
    }

    private func enqueue(
        _ fixture: DeliveryFixture, _ kind: Alert.Kind, last: Bool = false, part: String, gathersFor: Span? = nil
    ) throws {
        let channel = ChannelID("team-webhook")
        let alert = Alert(
            id: .alarm(part, sleeper, channel), kind: kind, code: nil, contactDueAt: nil, level: part,
            isLastLevel: last, recipient: sleeper, channel: channel, at: fixture.workflow.clock.now(),
            gathersFor: gathersFor)
        try fixture.workflow.perform(as: .machine("test")) { try $0.enqueue(alert, response: nil, order: nil) }
    }

    private func taken(_ fixture: DeliveryFixture) throws -> [String] {
        try fixture.take().filter { $0.message.recipient == sleeper }
            .map { "\($0.message.says) over \($0.message.channel)" }
    }

    @Test func whatCanWaitWaitsAndOnlyThatDoes() async throws {
        let fixture = try fixture()
        try enqueue(fixture, .escalation, part: "low")
        try enqueue(fixture, .assignment, part: "given")
        try enqueue(fixture, .standDown, part: "back")
        try enqueue(fixture, .alarm, part: "alarm")
        try enqueue(fixture, .escalation, last: true, part: "last")
        #expect(
            try taken(fixture).sorted()
                == ["alarm over team-webhook", "back over team-webhook", "last over team-webhook"])
        let outbox = fixture.workflow
        fixture.machine.pass(.minutes(59))
        #expect(try !taken(fixture).contains { $0.hasPrefix("low") || $0.hasPrefix("given") })
        // What sleeps waits for nothing: the three that were taken are the oldest.
        #expect(try outbox.read { try $0.tx.outbox.oldestWaiting(at: outbox.clock.now()) } == RealClockFixture.start)
        fixture.machine.pass(.minutes(1))
        #expect(Set(try taken(fixture)).isSuperset(of: ["low over team-webhook", "given over team-webhook"]))
    }

    @Test func whatComesAtNightGathersUntilTheMorning() throws {
        let fixture = try fixture()
        try enqueue(fixture, .escalation, part: "early", gathersFor: .minutes(10))
        fixture.machine.pass(.minutes(45))
        try enqueue(fixture, .escalation, part: "late", gathersFor: .minutes(10))
        let morning = RealClockFixture.start + .hours(1)
        let held = try fixture.workflow.read { try $0.tx.outbox.gathering(of: sleeper, limit: 9) }
        #expect(held.map(\.gatherUntil) == [morning, morning])
        // Their cases cannot be read: each goes as it was written, and the copies after them as long as ever.
        fixture.machine.pass(.minutes(15))
        while try fixture.dispatcher.sendWhatGathered() {}
        #expect(try taken(fixture).sorted() == ["early over team-webhook", "late over team-webhook"])
        fixture.machine.pass(.minutes(2))
        #expect(Set(try taken(fixture)).isSuperset(of: ["early over spare", "late over spare"]))
    }

    @Test func whatGatheredInTheEveningStillKeepsTheNight() throws {
        let fixture = try fixture()
        fixture.machine.pass(.minutes(10 * 60 - 5))
        try enqueue(fixture, .escalation, part: "evening", gathersFor: .minutes(10))
        fixture.machine.pass(.minutes(10))
        while try fixture.dispatcher.sendWhatGathered() {}
        #expect(try taken(fixture).isEmpty, "from 20:00 to 11:00 it waits")
        fixture.machine.pass(.minutes(14 * 60 + 55))
        while try fixture.dispatcher.sendWhatGathered() {}
        #expect(try taken(fixture).contains("evening over team-webhook"))
    }

    @Test func theTimeToBeToldRunsFromTheFirstHour() async throws {
        let fixture = try fixture()
        try enqueue(fixture, .escalation, part: "low")
        fixture.machine.pass(.minutes(69))
        #expect(try fixture.dispatcher.sayWhoIsNotTold() == 0)
        fixture.machine.pass(.minutes(1))
        #expect(try fixture.dispatcher.sayWhoIsNotTold() == 1)
    }

    @Test func whatCanNeverArriveWakesTheNext() async throws {
        let fixture = try fixture()
        try enqueue(fixture, .escalation, part: "low")
        fixture.machine.pass(.hours(1))
        let first = try #require(try fixture.take().first { $0.message.says == "low" })
        let now = fixture.workflow.deliveryClock.now()
        let gone = DeliveryTry(startedAt: now, endedAt: now, outcome: .permanent, code: "gone", status: 410)
        _ = try fixture.dispatcher.record([EndedTry(entry: first, attempt: gone, next: .giveUp)], limit: .standard)
        #expect(try taken(fixture) == ["low over spare"], "at once, and not after two minutes")
    }

    /// It may be pressed as long in the morning as another in the evening.
    @Test func theLinkOfWhatWasHeldLivesFromTheMorning() throws {
        let hours = "{days: [tuesday], from: 11:00, to: 20:00}"
        let fixture = try DeliveryFixture(team: [
            "mayVisitAlone: false\n    channels: [team-webhook]":
                "mayVisitAlone: false\n    channels: [{channel: team-webhook, hours: [\(hours)]}]"
        ])
        let state = try fixture.takeIn()
        var request = CaseRequest(action: .assign, code: state.code.name)
        (request.worker, request.reason) = (sleeper.name, "huddleDecided")
        try fixture.workflow.perform(as: .user("morag")) { _ = try $0.carryOut(request) }
        let held = try #require(try fixture.entries(of: state.id).first { $0.message.recipient == sleeper })
        let body = try #require(JSONSerialization.jsonObject(with: held.message.body) as? [String: Any])
        let link = try #require((body["data"] as? [String: Any])?["acknowledge"] as? String)
        let token = try #require(link.split(separator: "/").last.map(String.init))
        let isGood = {
            let workflow = fixture.workflow
            return try workflow.read { try $0.view(ofLink: token, at: workflow.clock.now(), workflow.clock) } != nil
        }
        fixture.machine.pass(.hours(25 + 12))
        #expect(try isGood(), "25 hours until its channel's hours begin, and 12 more")
        fixture.machine.pass(.seconds(1))
        #expect(try !isGood())
    }

    @Test func rule27_whoIsDisabledIsNotSentWhatWaited() async throws {
        let fixture = try DeliveryFixture()
        let state = try fixture.takeIn()
        while try fixture.daemon.scheduler.tick() > 0 {}
        #expect(
            try fixture.entries(of: state.id).first?.nextTryAt == fixture.workflow.deliveryClock.now(),
            "what goes at once stands in the order of its time, before what is written later")
        var request = CaseRequest(action: .assign, code: state.code.name)
        request.worker = "worker-2"
        try fixture.workflow.perform(as: .user("morag")) { _ = try $0.carryOut(request) }
        func given() throws -> OutboxEntry {
            try #require(
                try fixture.entries(of: state.id).first {
                    $0.message.kind == .assignment && $0.message.fallbackOf == nil
                })
        }
        #expect(try given().state == .ready)
        let name = "  worker-2:\n    name: Callum Sample\n"
        try fixture.edit("team.yaml", name, name + "    disabled: true\n")
        #expect(try fixture.cases().first?.owner == .role(RoleID("coordinator")))
        for _ in 0..<5 { try await fixture.pass(.minutes(3)) }
        let alert = try given().message.id
        let tries = try fixture.workflow.read { try $0.tx.outbox.tries(of: alert) }
        #expect(tries.map(\.code) == ["recipientNotInTeam"])
        #expect(try given().tellBy == nil)
        let told = try fixture.workflow.read { try $0.tx.events.events(of: .case(state.id)) }
        #expect(!told.contains { ($0.payload as? AlertNotTold)?.alert == alert })
    }

    @Test func whoIsStoodDownIsNotSentAfterwards() async throws {
        let fixture = try DeliveryFixture()
        let state = try fixture.takeIn()
        while try fixture.daemon.scheduler.tick() > 0 {}
        func give(_ worker: String) throws {
            var request = CaseRequest(action: .assign, code: state.code.name)
            request.worker = worker
            try fixture.workflow.perform(as: .user("morag")) { _ = try $0.carryOut(request) }
        }
        func standing(_ worker: String) throws -> [String] {
            try fixture.entries(of: state.id)
                .filter { $0.message.recipient.name == worker && $0.message.fallbackOf == nil }
                .filter { [.assignment, .standDown].contains($0.message.kind) }
                .map { "\($0.message.kind) \($0.state)" }
        }
        try give("worker-2")
        try give("worker-3")
        #expect(try standing("worker-2") == ["assignment cancelled", "standDown ready"])
        #expect(try standing("worker-3") == ["assignment ready"])
        try give("worker-2")
        #expect(
            try standing("worker-2").sorted() == ["assignment cancelled", "assignment ready", "standDown cancelled"])
    }
}

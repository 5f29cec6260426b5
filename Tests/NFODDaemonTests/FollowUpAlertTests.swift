import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Rule 10: a second follow-up outlives the ladder, and so does what is told of it.
@Suite struct FollowUpAlertTests {
    private func run(
        _ fixture: DeliveryFixture, _ action: CaseRequest.Action, _ code: CaseCode,
        fill: (inout CaseRequest) -> Void = { _ in }
    ) throws {
        var request = CaseRequest(action: action, code: code.name)
        fill(&request)
        let asked = request
        try fixture.workflow.perform(as: .user("morag")) { _ = try $0.carryOut(asked) }
    }

    /// Discharged, and the second follow-up asked for a day later, over a receiver that is down; then reached.
    private func askedForAndReached() async throws -> (DeliveryFixture, CaseState) {
        let fixture = try DeliveryFixture()
        let state = try fixture.takeIn()
        try run(fixture, .whereabouts, state.code) { $0.outcome = "dischargedFromHospital" }
        try await fixture.pass(.hours(24))
        try await fixture.pass(.minutes(11))
        return (fixture, state)
    }

    private func open(_ fixture: DeliveryFixture, _ state: CaseState) throws -> [String] {
        try fixture.entries(of: state.id).filter { [.ready, .leased].contains($0.state) }
            .filter { $0.message.kind != .standDown }.map { $0.message.id.name }
    }

    @Test func rule10_aContactDoesNotCancelTheAlertOfTheSecondFollowUpThatNobodyHasYet() async throws {
        let (fixture, state) = try await askedForAndReached()
        #expect(try open(fixture, state).contains { $0.hasPrefix("\(state.code)-r1-l") })
        try run(fixture, .contact, state.code) {
            $0.way = "phone"
            $0.outcome = "wantsSupport"
            $0.worker = "worker-1"
            $0.aboutThisOverdose = true
            $0.supportOffered = true
        }
        let left = try open(fixture, state)
        #expect(!left.isEmpty)
        #expect(left.allSatisfy { $0.hasPrefix("\(state.code)-followup-") }, "\(left)")
        // Nobody has been told of it, and that goes on being said.
        #expect(fixture.alarms.contains("notTold case \(state.code)"))
        #expect(try Verification(fixture.daemon).run().holds)
    }

    @Test func rule34_anEndingAfterWhichNobodyGoesCancelsItToo() async throws {
        let (fixture, state) = try await askedForAndReached()
        try run(fixture, .end, state.code) { $0.kind = "diedReported" }
        #expect(try open(fixture, state).filter { $0.contains("-followup-") } == [])
        #expect(!fixture.alarms.contains("notTold case \(state.code)"))
    }
}

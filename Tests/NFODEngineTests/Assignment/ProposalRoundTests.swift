import Testing

@testable import NFODEngine

/// What is weighed in one round, and which offers make room.
@Suite struct ProposalRoundTests {
    /// Tuesday 2 March 2021, 10:00.
    private static let now = ExampleHuddle.instant("2021-03-02T10:00:00Z")

    private static func need(
        _ number: Int64, dueIn hours: Int64 = 40, offered: String? = nil, notFor excluded: String...
    ) -> CaseNeed {
        var need = CaseNeed(caseID: CaseID(number), triage: .amber, contactDueAt: now + .hours(hours))
        need.excluded = Set(excluded.map { WorkerID($0) })
        need.offered = offered.map { CaseNeed.Offer(worker: WorkerID($0)) }
        return need
    }

    private static func round(
        waiting: [CaseNeed] = [], onOffer: [CaseNeed], held: [WorkerID: Int] = [:], capacity: Int = 1
    ) throws -> (round: ProposalRound, team: Team) {
        let team = try TeamFixture.team([
            TeamFixture.worker("ann", capacity: capacity), TeamFixture.worker("bob", capacity: capacity),
            TeamFixture.worker("cat", capacity: capacity), TeamFixture.worker("dan", shifts: []),
        ])
        let round = ProposalRound(
            waiting: waiting, onOffer: onOffer, held: held, team: team, at: now, settings: TeamFixture.settings)
        return (round, team)
    }

    @Test func whoeverLacksSomethingByNowIsStillAskedAndCountsAsBusy() throws {
        let (round, _) = try Self.round(onOffer: [
            Self.need(1, offered: "ann"), Self.need(2, offered: "dan"), Self.need(3, offered: "bob", notFor: "bob"),
        ])
        #expect(round.needs.map(\.caseID) == [CaseID(1)])
        #expect(round.loads == [WorkerID("dan"): 1, WorkerID("bob"): 1])
    }

    @Test func offersMakeRoomOneAfterTheOther() throws {
        // 9 can go to ann only; 1 then to bob only, and 2 from bob to cat.
        let waiting = Self.need(9, dueIn: 10, notFor: "bob", "cat")
        let onOffer = [
            Self.need(1, dueIn: 20, offered: "ann", notFor: "cat"), Self.need(2, dueIn: 30, offered: "bob"),
        ]
        let (round, team) = try Self.round(waiting: [waiting], onOffer: onOffer)
        let proposals = try round.proposals(team: team, at: Self.now, settings: TeamFixture.settings)
        #expect(proposals[CaseID(9)]?.choice == .worker(WorkerID("ann")))
        #expect(round.offersMoved(by: CaseID(9), proposals, team: team) == [CaseID(1), CaseID(2)])
        #expect(proposals[CaseID(2)]?.choice == .worker(WorkerID("cat")))
    }

    @Test func noOfferMovesWhereThereIsRoom() throws {
        let waiting = Self.need(9, dueIn: 10, notFor: "bob", "cat")
        let (round, team) = try Self.round(waiting: [waiting], onOffer: [Self.need(1, offered: "ann")], capacity: 2)
        let proposals = try round.proposals(team: team, at: Self.now, settings: TeamFixture.settings)
        #expect(round.offersMoved(by: CaseID(9), proposals, team: team) == [])
    }

    /// Nobody has a place for it: it goes back, and the more urgent one is served.
    @Test func anOfferThatNobodyElseCanTakeMakesRoomTooAndIsTakenBack() throws {
        let waiting = Self.need(9, dueIn: 10, notFor: "bob", "cat")
        let (round, team) = try Self.round(
            waiting: [waiting], onOffer: [Self.need(1, offered: "ann")],
            held: [WorkerID("bob"): 1, WorkerID("cat"): 1])
        let proposals = try round.proposals(team: team, at: Self.now, settings: TeamFixture.settings)
        #expect(round.offersMoved(by: CaseID(9), proposals, team: team) == [CaseID(1)])
        #expect(proposals[CaseID(1)]?.choice == .nobody)
    }
}

import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Rule 25: proposals stand still while a huddle is on, which is from 09:30 to 10:30.
@Suite struct StandingProposalsTests {
    private static let two = WorkerID("worker-2")

    /// At 09:25 the calm response is proposed to the only worker with a place for it whom its person asked for.
    private func beforeTheHuddle() throws -> Crowd {
        let crowd = try Crowd(start: "2021-03-01T09:25:00+00:00")
        #expect(try proposed(crowd, crowd.calm) == Self.two)
        return crowd
    }

    private func proposed(_ crowd: Crowd, _ state: CaseState) throws -> WorkerID? {
        try crowd.fixture.workflow.read {
            try $0.proposal(for: state.id, at: crowd.fixture.now)?.choice.workers.first
        }
    }

    private func move(_ crowd: Crowd, to time: String) throws {
        let instant = try #require(Instant(iso8601: "2021-03-01T\(time):00+00:00"))
        try crowd.fixture.daemon.scheduler.advance(to: instant)
    }

    /// Comes back from its worker; of those at work only the one whom the calm one was proposed for can take it.
    private func comesBack(_ crowd: Crowd) throws {
        try crowd.handBackUrgent()
        try crowd.tick()
    }

    @Test func whatWasProposedAsItBeganStaysAndWhatComesGetsWhatIsLeft() throws {
        let crowd = try beforeTheHuddle()
        try move(crowd, to: "09:31")
        try comesBack(crowd)
        #expect(try proposed(crowd, crowd.calm) == Self.two)
        #expect(try crowd.urgent.owner == .role(.coordinator))
        // The same after a restart: it follows from the record.
        try crowd.fixture.reopen()
        #expect(try proposed(crowd, crowd.calm) == Self.two)
        // Once the huddle is over the more urgent one is served first.
        try move(crowd, to: "10:30")
        #expect(try proposed(crowd, crowd.calm) != Self.two)
        try move(crowd, to: "10:31")
        #expect(try crowd.urgent.assignment?.worker == Self.two)
        #expect(try Verification(crowd.fixture.daemon).run().holds)
    }

    @Test func outsideAHuddleItMovesAtOnce() throws {
        let crowd = try beforeTheHuddle()
        try comesBack(crowd)
        #expect(try crowd.urgent.assignment?.worker == Self.two)
        #expect(try proposed(crowd, crowd.calm) != Self.two)
    }

    @Test func anOfferStaysWhereItIs() throws {
        let crowd = try beforeTheHuddle()
        try move(crowd, to: "09:31")
        try crowd.offerCalm()
        try comesBack(crowd)
        #expect(try crowd.calm.assignment?.worker == Self.two)
        #expect(try crowd.urgent.owner == .role(.coordinator))
    }

    @Test func whatNoLongerKeepsEveryLimitIsProposedAnew() throws {
        let crowd = try beforeTheHuddle()
        try move(crowd, to: "09:31")
        try crowd.run(.wishes, crowd.calm) {
            $0.way = "spoken"
            $0.exclude = "worker-2"
            $0.reason = "relative"
        }
        let other = try proposed(crowd, crowd.calm)
        #expect(other != nil && other != Self.two)
    }

    @Test func whatWasWorkedOutBeforeTheHuddleIsNotActedOnDuringIt() throws {
        let crowd = try beforeTheHuddle()
        try move(crowd, to: "09:29")
        try crowd.handBackUrgent()
        try crowd.settle()
        let handingOn = HandingOn(crowd.fixture.workflow)
        let solved = try #require(try handingOn.solve(try crowd.urgent.id))
        let clock = try #require(crowd.fixture.workflow.clock as? SimulatedClock)
        clock.advance(to: crowd.fixture.now + .minutes(1))
        try crowd.settle()
        #expect(try handingOn.commit(solved) == false)
    }

    @Test func aReportSaysThatTheyStandStillAndSinceWhen() throws {
        let crowd = try beforeTheHuddle()
        func report(at time: String) throws -> String {
            try move(crowd, to: time)
            return try ReportService(crowd.fixture.workflow).render(
                .init(kind: .huddle, at: nil, format: "json", withNames: false), by: .user("morag"))
        }
        let note = "Proposals of who goes stand as they were at 09:30, until 10:30, while the huddle is on."
        #expect(try report(at: "09:29").contains(note) == false)
        #expect(try report(at: "09:45").contains(note))
        #expect(try report(at: "10:30").contains(note) == false)
    }
}

import Testing

@testable import NFODEngine

/// Rule 10: where the person is, and words about it that come in another order than they happened.
@Suite struct WhereaboutsTests {
    private static func at(_ hours: Int64) -> Instant { CaseScenario.overdose + .hours(hours) }

    /// What a crew tells the next morning: they took the person to hospital.
    private static var conveyed: NotificationFacts {
        var facts = CaseScenario.facts(sentAt: at(22), whereabouts: .inHospital)
        facts.conveyedToHospital = .yes
        return facts
    }

    private static func discharged(at hours: Int64) -> NotificationFacts {
        CaseScenario.facts(sentAt: at(9), whereabouts: .dischargedFromHospital, departedAt: at(hours))
    }

    @Test func rule10_anOlderWordThatComesLaterDoesNotTakeTheCaseFromTheWorker() {
        var scenario = CaseScenario.opened(at: 9, facts: Self.discharged(at: 5))
        scenario.run(.assign(Self.assigning))
        scenario.advance(to: 10)
        scenario.run(.accept(WorkerID("w-1")))
        scenario.sleep(to: 22)
        scenario.run(.attach(CaseScenario.notification(2, Self.conveyed)))
        #expect(scenario.state?.whereabouts == .dischargedFromHospital)
        #expect(scenario.state?.owner == .worker(WorkerID("w-1")))
        #expect(scenario.told(.standDown) == [])
        #expect(scenario.run(.setWhereabouts(.inHospital, at: Self.at(4))) == .whereaboutsKnownLater(since: Self.at(5)))
        // Taken to hospital again, after the discharge.
        #expect(scenario.run(.setWhereabouts(.inHospital, at: Self.at(20))) == nil)
        #expect(scenario.state?.owner == .role(.hospitalLiaison))
    }

    @Test func rule10_inTheirOwnOrderTheLaterWordCounts() {
        var scenario = CaseScenario.opened(at: 22, facts: Self.conveyed)
        scenario.run(.attach(CaseScenario.notification(2, Self.discharged(at: 5))))
        #expect(scenario.state?.whereabouts == .dischargedFromHospital)
        #expect(scenario.state?.followUp?.dueAt == Self.at(29))
    }

    @Test func rule10_aDischargeToldLateStillStartsItsFollowUp() {
        var scenario = CaseScenario.opened(at: 3)
        scenario.run(.setWhereabouts(.community, at: Self.at(3)))
        scenario.run(.attach(CaseScenario.notification(2, Self.discharged(at: 2))))
        #expect(scenario.state?.whereabouts == .community)
        #expect(scenario.state?.followUp?.cause == .dischargedFromHospital)
    }

    @Test func rule12_whatASourceTakesBackDoesNotStandAgainstWhatItSaysInstead() {
        var scenario = CaseScenario.opened(at: 9, facts: Self.discharged(at: 5))
        scenario.run(.correct(CaseScenario.notification(1, Self.conveyed)))
        #expect(scenario.state?.whereabouts == .inHospital)
        #expect(scenario.state?.owner == .role(.hospitalLiaison))
    }

    private static let assigning = CaseCommand.Assigning(
        worker: WorkerID("w-1"), kind: .outreach, acceptBy: at(12), explanation: AssignmentExplanation(basis: .person))
}

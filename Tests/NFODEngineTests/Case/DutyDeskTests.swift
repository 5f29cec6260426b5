import Testing

@testable import NFODEngine

/// Rules 24, 27: a case that an agency's duty desk is asked for, until somebody takes it by name.
@Suite struct DutyDeskTests {
    private static let harbour = AgencyID("harbour")
    private static let desk = harbour.desk
    private static let ana = WorkerID("ana")
    private static let ben = WorkerID("ben")
    private static let stranger = WorkerID("stranger")

    private func asked(shiftEnds: [Instant] = []) -> CaseScenario {
        let team = StubTeam(
            agencies: [Self.ana: Self.harbour, Self.ben: Self.harbour, Self.stranger: AgencyID("other")],
            shiftEnds: shiftEnds)
        var scenario = CaseScenario.opened(at: 3, team: team)
        #expect(scenario.run(assign(Self.desk)) == nil)
        return scenario
    }

    private func assign(
        _ worker: WorkerID, partner: WorkerID? = nil, kind: WorkerAssignment.Kind = .outreach
    ) -> CaseCommand {
        .assign(
            .init(
                worker: worker, partner: partner, kind: kind, acceptBy: CaseScenario.overdose + .hours(5),
                explanation: AssignmentExplanation(basis: .proposal)))
    }

    @Test func rule24_theDeskAnswersForItWhileItIsAsked() {
        let scenario = asked()
        #expect(scenario.state?.owner == .worker(Self.desk))
        #expect(scenario.state?.isOnOffer == true)
        #expect(scenario.told(.assignment) == ["3h for one of you to take by name -> desk:harbour"])
    }

    @Test func rule27_aNamedWorkerOfTheAgencyTakesItAndHasIt() {
        var scenario = asked()
        scenario.advance(to: 4)
        #expect(scenario.run(.accept(Self.ana)) == nil)
        #expect(scenario.state?.owner == .worker(Self.ana))
        #expect(scenario.state?.hands == [Self.ana])
        #expect(scenario.state?.assignment?.acceptedAt == scenario.now)
        #expect(scenario.state?.assignment?.assignedAt == scenario.now)
        #expect(scenario.state?.assignment?.desk == Self.harbour)
        scenario.advance(to: 6)
        #expect(scenario.story == ["caseOpened", "assigned", "accepted"], "no time-out any more")
    }

    @Test func rule27_ofTwoWhoTakeItOneIsHeard() {
        var scenario = asked()
        #expect(scenario.run(.accept(Self.ana)) == nil)
        #expect(scenario.run(.accept(Self.ben)) == .assignedToSomebodyElse)
        #expect(scenario.run(.accept(Self.ana)) == .alreadyAccepted)
        #expect(scenario.run(.handBack(Self.ben, why: .noTime)) == .assignedToSomebodyElse)
        #expect(scenario.state?.owner == .worker(Self.ana))
    }

    @Test func rule27_nobodyElseAnswersForTheDesk() {
        var scenario = asked()
        scenario.team.disabled = [Self.ben]
        for (worker, refusal) in [
            (Self.stranger, CaseRefusal.notOfDesk(Self.harbour)), (WorkerID("nobody"), .notOfDesk(Self.harbour)),
            (Self.desk, .namedWorkerNeeded), (Self.ben, .workerUnknown(Self.ben)),
        ] {
            #expect(scenario.run(.accept(worker)) == refusal)
            #expect(scenario.run(.handBack(worker, why: .noTime)) == refusal)
        }
        #expect(
            scenario.run(.accept(Self.ana, lacking: [.femaleWorkerAskedFor])) == .workerBarred([.femaleWorkerAskedFor]))
        #expect(scenario.state?.owner == .worker(Self.desk))
    }

    @Test func rule27_itIsHandedBackBySomebodyByNameAndWaitsForTheNext() {
        var scenario = asked()
        #expect(scenario.run(.handBack(Self.ana, why: .noTime)) == nil)
        #expect(scenario.state?.passedOn == [Self.ana, Self.desk])
        #expect(scenario.state?.owner == .role(.coordinator))
        #expect(scenario.state?.handOn?.basis == .handedBack)
        #expect(scenario.told(.escalation).contains("3h handed back -> coordinator-1"))
        #expect(scenario.told(.standDown) == ["3h somebody else has it now -> desk:harbour"])
    }

    @Test func rule27_notTakenInTimeItGoesOnAndTheCoordinatorIsTold() {
        var scenario = asked()
        scenario.advance(to: 5)
        #expect(scenario.state?.passedOn == [Self.desk])
        #expect(scenario.told(.escalation).contains("5h not accepted in time -> coordinator-1"))
        #expect(scenario.told(.standDown) == ["5h somebody else has it now -> desk:harbour"])
        #expect(scenario.run(.accept(Self.ana)) == .noWorkerAssigned)
    }

    @Test func rule9_whoTookItAndTheDeskThatWasToldAreStoodDown() {
        var scenario = asked()
        scenario.run(.accept(Self.ana))
        #expect(scenario.run(assign(Self.stranger)) == nil)
        #expect(
            scenario.told(.standDown) == [
                "3h somebody else has it now -> ana", "3h somebody else has it now -> desk:harbour",
            ])
    }

    @Test func rule27_theNamedWorkersShiftCountsFromWhenTheyTookIt() {
        let end = CaseScenario.overdose + .hours(8)
        var scenario = asked(shiftEnds: [end])
        scenario.run(.accept(Self.ana))
        scenario.advance(to: 9)
        #expect(scenario.state?.owner == .role(.dutyWorker))
        #expect(scenario.state?.handOn?.basis == .shiftEnded)
    }

    @Test func aDeskGoesNeitherInAPairNorAsAKeyWorkerAndDoesNothingItself() {
        var scenario = asked()
        #expect(scenario.run(assign(Self.ana, partner: Self.desk)) == .namedWorkerNeeded)
        #expect(scenario.run(assign(Self.desk, partner: Self.ana)) == .namedWorkerNeeded)
        #expect(scenario.run(assign(Self.desk, kind: .keyWorker)) == .namedWorkerNeeded)
        let visit = Attempt(way: .visit, at: scenario.now, by: Self.desk, outcome: .notThere)
        #expect(scenario.run(.recordAttempt(visit)) == .namedWorkerNeeded)
        #expect(scenario.run(.acknowledge(Self.desk)) == .namedWorkerNeeded)
    }

    @Test func theIdOfADeskIsNoWorkersId() {
        #expect(Self.desk.name == "desk:harbour")
        #expect(Self.desk.deskOf == Self.harbour)
        #expect(WorkerID("desk").deskOf == nil && WorkerID("harbour:desk").deskOf == nil)
        #expect(Owner(text: Owner.worker(Self.desk).text) == .worker(Self.desk))
    }
}

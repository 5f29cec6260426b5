import Testing

@testable import NFODEngine

private let worker = WorkerID("w-1")
private let assured = ContactAssurance(aboutThisOverdose: true, supportOffered: true, identityChecked: true)

private func contact(
    at hours: Int64, way: Contact.Way = .faceToFace, outcome: Contact.Outcome = .wantsSupport
) -> Contact {
    Contact(way: way, at: CaseScenario.overdose + .hours(hours), by: worker, outcome: outcome)
}

private func attempt(
    _ hours: Int64, _ way: Attempt.Way = .phone, _ outcome: Attempt.Outcome = .noAnswer
) -> CaseCommand {
    .recordAttempt(Attempt(way: way, at: CaseScenario.overdose + .hours(hours), by: worker, outcome: outcome))
}

private func day(_ from: Int64, _ to: Int64) -> OverdoseInterval {
    OverdoseInterval(
        earliest: CaseScenario.overdose + .hours(from), latest: CaseScenario.overdose + .hours(to), precision: .day,
        origin: .told)
}

@Suite struct ClockOfACaseTests {
    @Test func rule1_contactIsDue72ElapsedHoursAfterTheEarliestPossibleTime() {
        let scenario = CaseScenario.opened(at: 30, facts: CaseScenario.facts(day(0, 24)))
        #expect(scenario.state?.contactDueAt == CaseScenario.overdose + .hours(72))
    }

    @Test func rule3_anExactTimeReplacesAnEstimateButTheMachineNeverMovesTheDueTimeLater() {
        var scenario = CaseScenario.opened(at: 30, facts: CaseScenario.facts(day(0, 24)))
        let exact = OverdoseInterval.exact(CaseScenario.overdose + .hours(10))
        scenario.run(.attach(CaseScenario.notification(2, CaseScenario.facts(exact))))
        #expect(scenario.state?.overdose == exact)
        #expect(scenario.state?.contactDueAt == CaseScenario.overdose + .hours(72))
    }

    @Test func rule3_ofSeveralExactTimesTheEarliestCounts() {
        var scenario = CaseScenario.opened(at: 3)
        let earlier = OverdoseInterval.exact(CaseScenario.overdose - .hours(1))
        scenario.run(.attach(CaseScenario.notification(2, CaseScenario.facts(earlier))))
        scenario.run(
            .attach(CaseScenario.notification(3, CaseScenario.facts(.exact(CaseScenario.overdose + .hours(1))))))
        #expect(scenario.state?.overdose == earlier)
        #expect(scenario.state?.contactDueAt == CaseScenario.overdose + .hours(71))
    }

    @Test func rule3_laterNeedsAPersonAndAReason() {
        var scenario = CaseScenario.opened(at: 9)
        let later = OverdoseInterval.exact(CaseScenario.overdose + .hours(5), origin: .person)
        #expect(
            scenario.run(.setOverdoseTime(later, why: .personTold), by: .machine("intake")) == .ruleNeedsPerson)
        #expect(scenario.run(.setOverdoseTime(later, why: .personTold)) == nil)
        #expect(scenario.state?.contactDueAt == CaseScenario.overdose + .hours(77))
        scenario.run(.attach(CaseScenario.notification(2, CaseScenario.facts())))
        #expect(scenario.state?.contactDueAt == CaseScenario.overdose + .hours(72))
    }

    @Test func rule6_overdueIsWorkedOutWhenRead() {
        let state = CaseScenario.opened(at: 3).state
        #expect(state?.isOverdue(at: CaseScenario.overdose + .hours(72)) == false)
        #expect(state?.isOverdue(at: CaseScenario.overdose + .hours(72) + .seconds(1)) == true)
    }
}

@Suite struct ContactTests {
    @Test func rule7_onlyAContactStopsTheClock() {
        var scenario = CaseScenario.opened(at: 3)
        scenario.advance(to: 6)
        for outcome in Attempt.Outcome.allCases where outcome != .inHospital && outcome != .inCustody {
            #expect(scenario.run(attempt(5, .phone, outcome)) == nil)
        }
        #expect(scenario.state?.isOpen == true)
        #expect(scenario.run(.recordContact(contact(at: 6), assured)) == nil)
        #expect(scenario.state?.ending?.ending.kind == .reached)
        scenario.advance(to: 200)
        #expect(scenario.firings == ["3h owner #1 -> duty-worker-1"])
    }

    @Test(arguments: [
        (
            ContactAssurance(aboutThisOverdose: false, supportOffered: true, identityChecked: true),
            "notAboutThisOverdose"
        ),
        (ContactAssurance(aboutThisOverdose: true, supportOffered: false, identityChecked: true), "supportNotOffered"),
        (ContactAssurance(aboutThisOverdose: true, supportOffered: true, identityChecked: false), "identityNotChecked"),
    ])
    func rule7_eachConditionMustHold(assurance: ContactAssurance, code: String) {
        var scenario = CaseScenario.opened(at: 6)
        #expect(scenario.run(.recordContact(contact(at: 5, way: .answeredMessage), assurance))?.code == code)
        #expect(scenario.state?.isOpen == true)
    }

    @Test func rule7_saidNoForNowIsAContactAndCarriesADateToOfferAgain() {
        var scenario = CaseScenario.opened(at: 6)
        #expect(
            scenario.run(.recordContact(contact(at: 5, outcome: .saidNoForNow), assured)) == .offerAgainDateMissing)
        let dated = Contact(
            way: .phone, at: scenario.now, by: worker, outcome: .saidNoForNow,
            offerAgainOn: CivilDate(iso8601: "2021-03-08"))
        #expect(scenario.run(.recordContact(dated, assured)) == nil)
    }

    @Test func rule7_theMachineCannotRecordAContact() {
        var scenario = CaseScenario.opened(at: 6)
        #expect(scenario.run(.recordContact(contact(at: 5), assured), by: .machine("intake")) == .ruleNeedsPerson)
    }

    @Test func rule8_aContactThatMayBeBeforeTheOverdoseCoversNothing() {
        var scenario = CaseScenario.opened(at: 30, facts: CaseScenario.facts(day(0, 24)))
        let latest = CaseScenario.overdose + .hours(24)
        #expect(scenario.run(.recordContact(contact(at: 12), assured)) == .overdoseMayBeLater(latest: latest))
        #expect(scenario.run(.coverByContact(of: CaseID(9), at: contact(at: 25).at)) == nil)
    }

    @Test func rule8_aTimeCorrectedToAfterTheContactOpensTheCaseAgainWithItsOwnClock() {
        var scenario = CaseScenario.opened(at: 3)
        scenario.advance(to: 6)
        scenario.run(.recordContact(contact(at: 5), assured))
        scenario.run(
            .setOverdoseTime(.exact(CaseScenario.overdose + .hours(5), origin: .person), why: .witnessTold))
        #expect(scenario.state?.isOpen == true)
        #expect(scenario.state?.ladderRun == 2)
        #expect(scenario.state?.contactDueAt == CaseScenario.overdose + .hours(77))
        scenario.fireWhatIsDue()
        #expect(scenario.firings.last == "6h owner #1 -> duty-worker-1")
    }

    @Test func rule8_aContactWithdrawnOpensTheCaseAgain() {
        var scenario = CaseScenario.opened(at: 6)
        #expect(scenario.run(.withdrawContact) == .noContactToWithdraw)
        scenario.run(.recordContact(contact(at: 5), assured))
        #expect(scenario.run(.withdrawContact) == nil)
        #expect(scenario.state?.isOpen == true)
    }

    @Test func rule9_aContactEnteredLateCountsFromWhenItHappenedAndEverybodyToldIsStoodDown() {
        var scenario = CaseScenario.opened(at: 3)
        scenario.advance(to: 69)
        #expect(scenario.run(.recordContact(contact(at: 60), assured)) == nil)
        #expect(scenario.state?.ending?.at == CaseScenario.overdose + .hours(60))
        #expect(
            scenario.told(.standDown) == [
                "69h no need to go -> duty-worker-1", "69h no need to go -> coordinator-1",
                "69h no need to go -> duty-manager-1",
            ])
    }

    @Test func contactsInTheFutureAndBeforeTheOverdoseAreTurnedDown() {
        var scenario = CaseScenario.opened(at: 6)
        #expect(scenario.run(.recordContact(contact(at: 7), assured))?.code == "inFuture")
        #expect(scenario.run(.recordContact(contact(at: -1), assured)) == .beforeOverdose)
    }

    @Test func rule10_inHospitalTheLiaisonOwnsAndTheClockRunsOn() {
        var scenario = CaseScenario.opened(at: 6)
        scenario.run(attempt(5, .phone, .inHospital))
        #expect(scenario.state?.owner == .role(.hospitalLiaison))
        scenario.advance(to: 48)
        #expect(scenario.firings.last == "48h coordinator #1 -> coordinator-1")
        scenario.run(.setWhereabouts(.dischargedFromHospital, at: scenario.now))
        #expect(scenario.state?.owner == .role(.dutyWorker))
        #expect(scenario.state?.followUp?.dueAt == scenario.now + .hours(24))
    }

    @Test func rule10_aDischargeStartsASecondFollowUpEvenAfterAContact() {
        var scenario = CaseScenario.opened(at: 6)
        scenario.run(.recordContact(contact(at: 5), assured))
        scenario.run(.setWhereabouts(.leftHospitalBeforeTreatment, at: scenario.now))
        scenario.advance(to: 40)
        #expect(scenario.told(.escalation).last == "30h second follow-up due -> coordinator-1")
        #expect(scenario.run(.recordFollowUp(at: scenario.now)) == nil)
        #expect(scenario.run(.recordFollowUp(at: scenario.now)) == .noFollowUp)
    }

    @Test func rule26_aVisitBeforeTheScreeningIsKeptAndTheCoordinatorIsTold() {
        var scenario = CaseScenario.opened(at: 6)
        #expect(scenario.run(attempt(5, .visit)) == nil)
        #expect(scenario.told(.escalation).contains("6h visit before screening -> coordinator-1"))
        let screening = Screening(
            riskToStaff: .no, domesticAbuse: .unknown, safeContactKnown: .yes, children: .no, by: worker,
            at: scenario.now)
        scenario.run(.screen(screening))
        scenario.advance(to: 8)
        scenario.run(attempt(7, .visit))
        #expect(scenario.told(.escalation).count { $0.contains("screening") } == 1)
    }
}

@Suite struct OwnershipTests {
    private func assign(_ worker: WorkerID, by hours: Int64) -> CaseCommand {
        .assign(
            .init(
                worker: worker, kind: .outreach, acceptBy: CaseScenario.overdose + .hours(hours),
                explanation: AssignmentExplanation(basis: .person)))
    }

    @Test func rule24_everyCaseHasAnOwnerFromItsFirstSecond() {
        #expect(CaseScenario.opened(at: 3).state?.owner == .role(.dutyWorker))
    }

    @Test func rule27_acceptedCasesStayAndOthersGoToTheCoordinatorWhenTheTimeIsOver() {
        var accepted = CaseScenario.opened(at: 3)
        accepted.run(assign(worker, by: 5))
        #expect(accepted.run(.accept(WorkerID("w-2"))) == .assignedToSomebodyElse)
        #expect(accepted.run(.accept(worker)) == nil)
        accepted.advance(to: 6)
        #expect(accepted.state?.owner == .worker(worker))

        var silent = CaseScenario.opened(at: 3)
        silent.run(assign(worker, by: 5))
        silent.advance(to: 6)
        #expect(silent.state?.owner == .role(.coordinator))
        // And there is nobody here to offer it on to.
        #expect(
            silent.told(.escalation).suffix(2) == [
                "5h not accepted in time -> coordinator-1", "5h nobody can take it now -> coordinator-1",
            ])
        // Not pressing "accept" does not mean not setting out.
        #expect(silent.told(.standDown) == ["5h somebody else has it now -> w-1"])
    }

    @Test func rule25_bothOfAVisitByTwoAreToldAndBothAreStoodDown() {
        func pair(_ first: String, _ second: String) -> CaseCommand {
            .assign(
                .init(
                    worker: WorkerID(first), partner: WorkerID(second), kind: .outreach,
                    acceptBy: CaseScenario.overdose + .hours(5), explanation: AssignmentExplanation(basis: .person)))
        }
        var scenario = CaseScenario.opened(at: 3)
        scenario.run(pair("w-1", "w-2"))
        #expect(scenario.told(.assignment) == ["3h given to you -> w-1", "3h go with w-1 -> w-2"])
        scenario.run(pair("w-2", "w-3"))
        #expect(scenario.told(.standDown) == ["3h somebody else has it now -> w-1"])
        scenario.run(.handBack(WorkerID("w-2"), why: .noTime))
        #expect(scenario.told(.standDown).last == "3h somebody else has it now -> w-3")
        scenario.run(.end(.diedReported, at: scenario.now, byHuddle: false))
        let stoodDown = scenario.told(.standDown).filter { $0.contains("no need to go") }
        #expect(stoodDown.filter { $0.contains("-> w-") }.count == 3)
    }

    @Test func rule27_aWorkerHandsBackWithAReasonAndTheCoordinatorIsTold() {
        var scenario = CaseScenario.opened(at: 3)
        #expect(scenario.run(.handBack(worker, why: .noTime)) == .noWorkerAssigned)
        scenario.run(assign(worker, by: 5))
        #expect(scenario.run(.handBack(worker, why: .conflictOfInterest)) == nil)
        #expect(scenario.state?.owner == .role(.coordinator))
        #expect(scenario.told(.escalation).last == "3h handed back -> coordinator-1")
    }

    @Test func rule23_aYoungPersonStaysWithTheirLeadInHospitalAndAnAgeLearnedLaterMovesTheCase() {
        var young = CaseScenario.facts()
        young.ageStatus = .aged16or17
        var scenario = CaseScenario.opened(at: 3)
        scenario.run(assign(worker, by: 5))
        scenario.run(.attach(CaseScenario.notification(2, young)))
        #expect(scenario.state?.owner == .role(.youngPeopleLead))
        #expect(scenario.told(.standDown) == ["3h somebody else has it now -> w-1"])
        scenario.run(.setWhereabouts(.inHospital, at: scenario.now))
        #expect(scenario.state?.owner == .role(.youngPeopleLead))
    }

    @Test func rule9_aRoleThatWasGivenTheCaseIsStoodDownToo() {
        var scenario = CaseScenario.opened(at: 3)
        scenario.run(.setWhereabouts(.inHospital, at: scenario.now))
        let contact = Contact(way: .phone, at: scenario.now, by: worker, outcome: .wantsSupport)
        let assured = ContactAssurance(aboutThisOverdose: true, supportOffered: true, identityChecked: true)
        #expect(scenario.run(.recordContact(contact, assured)) == nil)
        #expect(scenario.told(.standDown).contains("3h no need to go -> hospital-liaison-1"))
    }

    @Test func theFormerWorkerIsStoodDownSoThatNobodyVisitsTwice() {
        var scenario = CaseScenario.opened(at: 3)
        scenario.run(assign(worker, by: 5))
        scenario.run(assign(WorkerID("w-2"), by: 5))
        #expect(scenario.told(.standDown) == ["3h somebody else has it now -> w-1"])
    }

    @Test func rule5_theSofterClockStartsAtTheFirstAssignmentOnly() {
        var scenario = CaseScenario.opened(at: 3)
        scenario.run(assign(worker, by: 9))
        scenario.advance(to: 4)
        scenario.run(assign(WorkerID("w-2"), by: 9))
        #expect(scenario.state?.referral?.at == CaseScenario.overdose + .hours(3))
    }
}

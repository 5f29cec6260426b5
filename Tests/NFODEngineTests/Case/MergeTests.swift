import Testing

@testable import NFODEngine

/// Rules 18 and 19 for two cases alone: what goes with an absorbed case, and that all of it comes back.
@Suite struct MergeTests {
    private let worker = WorkerID("w-1")
    private let child = CaseScenario.facts(
        .exact(CaseScenario.overdose + .hours(1)), ageStatus: .under16, whereabouts: .inHospital)

    private func absorbing(_ other: CaseState, by actor: Actor = .user("test")) -> (CaseScenario, CaseState?) {
        var scenario = CaseScenario.opened(at: 4)
        scenario.run(.changePerson(nil))
        let before = scenario.state
        #expect(scenario.run(.absorb(other), by: actor) == nil)
        return (scenario, before)
    }

    @Test func rule23_theAbsorbedCasesAgeMovesTheCaseAndItsWorkerHasItAgainAfterwards() throws {
        var scenario = CaseScenario.opened(at: 4)
        scenario.run(
            .assign(
                .init(
                    worker: worker, kind: .outreach, acceptBy: scenario.now + .hours(2),
                    explanation: AssignmentExplanation(basis: .person))))
        scenario.run(.accept(worker))
        let before = scenario.state
        #expect(scenario.run(.absorb(CaseScenario.other(2, child))) == nil)
        #expect(scenario.state?.owner == .role(.youngPeopleLead))
        #expect(scenario.state?.isForYoungPeopleLead == true)
        #expect(scenario.told(.standDown) == ["4h somebody else has it now -> w-1"])
        #expect(scenario.run(.release(CaseID(2))) == nil)
        #expect(scenario.state?.owner == .worker(worker))
        #expect(scenario.state?.assignment == before?.assignment)
        #expect(scenario.told(.assignment).last == "4h given to you -> w-1")
    }

    @Test func rule19_personWhereaboutsAttemptsScreeningFollowUpAndTimeGoWithIt() throws {
        var other = CaseScenario.other(
            2, CaseScenario.facts(.exact(CaseScenario.overdose - .hours(1)), whereabouts: .dischargedFromHospital),
            person: PersonID(9))
        let tried = Attempt(way: .visit, at: CaseScenario.overdose + .hours(3), by: worker, outcome: .notThere)
        other.attempts = [tried]
        other.screening = Screening(
            riskToStaff: .yes, domesticAbuse: .no, safeContactKnown: .yes, children: .no, by: worker,
            at: CaseScenario.overdose + .hours(3))
        other.followUp = FollowUp(cause: .dischargedFromHospital, dueAt: CaseScenario.overdose + .hours(27))
        var (scenario, before) = absorbing(other)
        let state = try #require(scenario.state)
        #expect(state.person == PersonID(9))
        #expect(state.attempts == [tried])
        #expect(state.screening?.riskToStaff == .yes)
        #expect(state.whereabouts == .dischargedFromHospital)
        #expect(state.followUp?.dueAt == CaseScenario.overdose + .hours(27))
        #expect(state.contactDueAt == CaseScenario.overdose + .hours(71))
        #expect(state.notifications.map(\.id) == [NotificationID(1), NotificationID(102)])
        // A correction of what came with it finds it, and may move the due time.
        let corrected = CaseScenario.notification(102, CaseScenario.facts(.exact(CaseScenario.overdose - .hours(2))))
        #expect(scenario.run(.correct(corrected), by: .machine("intake")) == nil)
        #expect(scenario.state?.contactDueAt == CaseScenario.overdose + .hours(70))
        #expect(scenario.run(.release(CaseID(2))) == nil)
        #expect(scenario.state == before)
    }

    @Test func rule22_whatIsUndecidedThereIsUndecidedHereAlsoAfterAContact() throws {
        var scenario = CaseScenario.opened(at: 4)
        let contact = Contact(way: .phone, at: scenario.now, by: worker, outcome: .wantsSupport)
        scenario.run(
            .draftPlan(Plan(PlanDraft(at: scenario.now, items: []), by: .machine("rules"))), by: .machine("rules"))
        scenario.run(
            .recordContact(
                contact, ContactAssurance(aboutThisOverdose: true, supportOffered: true, identityChecked: true)))
        #expect(scenario.state?.isUnclosed == false)
        let before = scenario.state
        var other = CaseScenario.other(2)
        other.plan = PlanSamples.drafted
        let undecided = PlanSamples.drafted.undecidedSafeguarding.count
        #expect(undecided > 0)
        #expect(scenario.run(.absorb(other)) == nil)
        #expect(scenario.state?.undecidedSafeguarding.count == undecided)
        #expect(scenario.state?.isUnclosed == true)
        #expect(scenario.run(.release(CaseID(2))) == nil)
        #expect(scenario.state == before)
    }

    @Test func rule19_whatEndedForItselfIsMergedWithNothing() {
        var objected = CaseScenario.other(2)
        objected.stage = .ended(
            CaseState.Ended(
                ending: .objects(Objection(scope: .outreach, knownFrom: .spoken)), at: CaseScenario.overdose,
                knownAt: CaseScenario.overdose, by: .user("isla"), confirmedBy: nil))
        var scenario = CaseScenario.opened(at: 4)
        #expect(scenario.run(.absorb(objected)) == .notMergeable(.objects))
        #expect(scenario.run(.release(CaseID(2))) == .notAbsorbed)
        scenario.run(.end(.diedReported, at: scenario.now, byHuddle: false))
        #expect(scenario.run(.absorb(CaseScenario.other(2))) == .notMergeable(.diedReported))
    }

    /// What three cases brought goes again in any order, and leaves nothing behind.
    @Test func rule18_givingBackRestoresExactly() {
        for seed in 0..<UInt64(1_500) {
            var workload = CaseWorkload(seed: seed)
            var scenario = CaseScenario.opened(at: 4)
            for _ in 0..<12 {
                guard let state = scenario.state else { return }
                scenario.run(workload.command(at: scenario.now, state), by: .user("test"))
            }
            for number in 2...4 as ClosedRange<Int64> { scenario.run(.release(CaseID(number)), by: .user("test")) }
            let before = scenario.state
            for number in 2...4 as ClosedRange<Int64> {
                scenario.run(.absorb(workload.other(number, at: scenario.now)), by: .user("test"))
            }
            let inOrder = seed % 2 == 0
            while let parts = scenario.state?.absorbed.map(\.id), let last = parts.last {
                let part = inOrder ? last : workload.numbers.pick(parts)
                #expect(scenario.run(.release(part), by: .user("test")) == nil, "seed \(seed)")
            }
            // A case that several had moved on may stay with a duty when they go out of order, and so may one that was
            // opened again because the overdose might have been after its contact.
            let isOwnersAgain = inOrder && before?.isOpen == scenario.state?.isOpen
            // A new run of the ladder knows nothing of what the one before could not deliver.
            let isRunOfBefore = before?.ladderRun == scenario.state?.ladderRun
            let changed = differences(scenario.state.map(apart), before.map(apart)).filter {
                (isOwnersAgain || !["owner", "assignment", "handOn"].contains(where: $0.hasPrefix))
                    && (isRunOfBefore || !$0.hasPrefix("untold"))
            }
            #expect(changed == [], "seed \(seed): \(scenario.story.suffix(20))")
            if before?.isOpen == true { #expect(scenario.state?.isOpen == true, "seed \(seed)") }
            if !changed.isEmpty { return }
        }
    }

    /// The fields in which they differ.
    private func differences(_ one: CaseState?, _ other: CaseState?) -> [String] {
        guard let one, let other, one != other else { return [] }
        return zip(Mirror(reflecting: one).children, Mirror(reflecting: other).children).compactMap { mine, theirs in
            let words = ("\(mine.value)", "\(theirs.value)")
            return words.0 == words.1 ? nil : "\(mine.label ?? ""): \(words.0) was \(words.1)"
        }
    }

    /// Everything but the ladder: a case that was ended by what came starts a new run.
    private func apart(_ state: CaseState) -> CaseState {
        var apart = state
        apart.stage = .open(LadderState(run: 0, policy: PolicyHash("p1"), startedAt: state.openedAt, levelCount: 0))
        (apart.ladderRun, apart.told, apart.passedOn) = (0, [], [])
        return apart
    }
}

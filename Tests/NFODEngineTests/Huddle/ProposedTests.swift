import Testing

@testable import NFODEngine

/// Rule 25: the proposal is shown with why this worker, and what the others lacked.
@Suite struct ProposedTests {
    /// Tuesday 2 March 2021, 10:00.
    private static let now = ExampleHuddle.instant("2021-03-02T10:00:00Z")

    private static func proposed(_ change: (inout CaseNeed) -> Void = { _ in }) throws -> ReportCase.Proposed {
        let team = try TeamFixture.team([
            TeamFixture.worker("ann"), TeamFixture.worker("bob"), TeamFixture.worker("cat", shifts: []),
            TeamFixture.worker("dan", shifts: []),
        ])
        var need = CaseNeed(caseID: CaseID(1), triage: .amber, contactDueAt: now + .hours(40), isScreened: true)
        change(&need)
        let proposal = try Assignment.propose(
            needs: [need], team: team, loads: [WorkerID("bob"): 3], at: now, settings: TeamFixture.settings)[
                need.caseID]
        return ReportCase.Proposed(try #require(proposal)) { $0.name.uppercased() }
    }

    @Test func theWordsNameTheWorkerTheReasonsAndWhatTheOthersLacked() throws {
        let proposed = try Self.proposed()
        #expect(proposed.words == "ANN: can be there before the due time; has 0 of at most 5 open responses")
        #expect(proposed.othersInWords == "BOB: has less room left; CAT and DAN: are not on shift")
        #expect(proposed.conditions == [])
    }

    @Test func rule26and27_whoPassedItOnIsNotProposedAgainAndConditionsAreSaid() throws {
        let proposed = try Self.proposed {
            $0.passedOn = [WorkerID("ann")]
            $0.isScreened = false
        }
        #expect(proposed.workers == [WorkerID("bob")])
        #expect(proposed.othersInWords.hasPrefix("ANN: gave it back or did not answer in time"))
        #expect(proposed.conditions == ["NOT SCREENED: phone first, no lone visit."])
    }

    @Test func rule34_nobodyIsProposedWhileAnObjectionIsUnsettled() throws {
        let proposed = try Self.proposed { $0.hasObjection = true }
        #expect(proposed.workers == [])
        #expect(proposed.words == "nobody")
        #expect(proposed.others.allSatisfy { $0.lacked.contains(.personObjects) })
    }

    @Test func whereNobodyCanTakeItWhatWouldHaveToChangeIsSaid() throws {
        let proposed = try Self.proposed { $0.passedOn = [WorkerID("ann"), WorkerID("bob")] }
        #expect(proposed.changes.map(\.worker) == [WorkerID("cat"), WorkerID("dan")])
        #expect(proposed.changesInWords == "CAT or DAN: bring them in on an extra shift")
        #expect(proposed.json.compact.contains(#""remedy":"bring them in on an extra shift""#))
        #expect(try Self.proposed { $0.hasObjection = true }.changesInWords?.hasPrefix("nothing") == true)
        #expect(try Self.proposed().changesInWords == nil)
        var item = ReportWarningTests.plain
        item.proposed = proposed
        let facts = item.line(at: Self.now, soonBefore: Self.now, text: ExampleHuddle.text).facts
        #expect(facts.contains { $0.label == "What would have to change" && $0.text.hasPrefix("CAT or DAN") })
    }

    @Test func aLineSaysItAndItsWarningsBeginWithTheCautions() throws {
        var cautions = PersonCautions()
        cautions.objection = .outreach
        cautions.riskToStaff = true
        cautions.domesticAbuse = true
        cautions.deathTold = true
        cautions.wishes = PersonWishes(
            asksForFemaleWorker: true, exclusions: [.init(worker: WorkerID("bob"), why: .relative)],
            unsafeWays: [.letter, .phone])
        var item = ReportWarningTests.plain
        item.cautions = cautions.told { $0.name }
        item.proposed = try Self.proposed()
        let line = item.line(at: Self.now, soonBefore: Self.now, text: ExampleHuddle.text)
        #expect(
            line.warnings == [
                "A death was told on another response: find out first.",
                "Objected to outreach on another response: nobody goes before the huddle has settled it.",
                "Risk to staff was told: two workers for any visit.",
                "Domestic abuse was told: only where nobody else listens or reads.",
                "Not safe for them: letter and phone.", "Asked for a female worker.", "Not with: bob.",
            ])
        #expect(line.facts.map(\.label).contains("Proposed"))
        #expect(line.facts.map(\.label).contains("Passed over"))
    }
}

/// Rule 18 in one value: the stricter of everything holds.
@Suite struct PersonCautionsTests {
    @Test func theStrictestOfSeveralWishesHasEverythingAnyAsksFor() {
        let one = PersonWishes(unsafeWays: [.phone], preferences: [.skill(.nurse)], keyWorker: WorkerID("k-1"))
        let other = PersonWishes(
            asksForFemaleWorker: true, exclusions: [.init(worker: WorkerID("w-1"), why: .personAsked)],
            unsafeWays: [.letter, .phone], keyWorker: WorkerID("k-2"))
        let strictest = PersonWishes.strictest(of: [one, other])
        #expect(
            strictest
                == PersonWishes(
                    asksForFemaleWorker: true, exclusions: [.init(worker: WorkerID("w-1"), why: .personAsked)],
                    unsafeWays: [.letter, .phone], preferences: [.skill(.nurse)], keyWorker: WorkerID("k-1")))
        #expect(strictest.unsafeWays == [.letter, .phone])
    }

    private static func objected(_ scope: Objection.Scope, atHours hours: Double = 4) -> CaseState? {
        var scenario = CaseScenario.opened(at: 3)
        scenario.advance(to: hours)
        scenario.run(
            .end(.objects(Objection(scope: scope, knownFrom: .spoken)), at: scenario.now, byHuddle: false))
        return scenario.state
    }

    private static func reached(at hours: Int64, _ outcome: Contact.Outcome) -> CaseState? {
        var scenario = CaseScenario.opened(at: 3)
        scenario.advance(to: 30)
        let contact = Contact(
            way: .phone, at: CaseScenario.overdose + .hours(hours), by: WorkerID("w-1"), outcome: outcome,
            offerAgainOn: CivilDate(iso8601: "2021-03-08"))
        scenario.run(
            .recordContact(
                contact, ContactAssurance(aboutThisOverdose: true, supportOffered: true, identityChecked: true)))
        return scenario.state
    }

    @Test func anObjectionStandsForAnotherResponseUntilItIsTakenBackOrTheyAskForSupport() throws {
        let open = try #require(CaseScenario.opened(at: 3).state)
        func objection(_ others: CaseState?...) -> Objection.Scope? {
            PersonCautions(wishes: [], response: open, others: others.compactMap { $0 }).objection
        }
        #expect(objection(Self.objected(.thisOverdose)) == nil)
        #expect(objection(Self.objected(.outreach)) == .outreach)
        #expect(objection(Self.objected(.outreach), Self.objected(.allSharing)) == .allSharing)
        #expect(objection(Self.objected(.outreach), Self.reached(at: 20, .saidNoForNow)) == .outreach)
        #expect(objection(Self.objected(.outreach), Self.reached(at: 20, .wantsSupport)) == nil)
        #expect(objection(Self.objected(.outreach, atHours: 25), Self.reached(at: 20, .wantsSupport)) == .outreach)
    }
}

import NFODEngine
import Testing

private func decide(_ evidence: PersonEvidence, _ known: KnownPerson...) throws -> LinkDecision {
    let decision = try LinkDecision.decide(evidence, candidates: known, in: linkage)
    #expect(try decision == LinkDecision.decide(evidence, candidates: known.reversed(), in: linkage))
    return decision
}

private func person(_ id: Int64, _ notifications: PersonEvidence..., decided: Bool = false) -> KnownPerson {
    KnownPerson(id: PersonID(id), notifications: notifications, humanHasDecided: decided)
}

extension LinkDecision {
    var attachedTo: PersonID? {
        switch self {
        case .attach(let person, _, _, _), .attachAndMerge(let person, _, _, _, _): person
        case .new, .review: nil
        }
    }
    var merged: [PersonID] { if case .attachAndMerge(_, let from, _, _, _) = self { from } else { [] } }
    var reviewed: [PersonID] { if case .review(let candidates) = self { candidates.map(\.person) } else { [] } }
    var offered: [PersonID] {
        switch self {
        case .attach(_, _, _, let offers), .attachAndMerge(_, _, _, _, let offers): offers.map(\.person)
        case .new, .review: []
        }
    }
}

@Suite struct LinkDecisionTests {
    let rona = told(1, "Rona", "Testfield", born: "1980-03-04", chi: Numbers.one, home: "1 Here Road")

    @Test func nobodyFits() throws {
        #expect(try decide(rona) == .new)
        #expect(try decide(rona, person(1, told(2, "Else", "Body", born: "1999-09-09"))) == .new)
    }

    @Test func rule18_everyLinkSaysWhy() throws {
        let again = told(2, "Rona", "Testfield", born: "1980-03-04")
        let decision = try decide(again, person(7, rona))
        guard case .attach(PersonID(7), .exact, let why, []) = decision else {
            Issue.record("attached as it stands, and nothing to ask: \(decision)")
            return
        }
        #expect(why.with == NotificationID(1))
        #expect(why.reasons == [.birthDateAgrees, .fullNameAgrees])
        #expect(why.weights.map(\.field) == [.name, .birth])
        #expect(why.weights.allSatisfy { $0.bits > .zero })
    }

    @Test func rule17_aDoubtBecomesAReviewWithTheBestFirst() throws {
        let doubt = told(9, by: "community", "Rona", "Testfeild", year: 1980)
        let weaker = told(2, "Rona", "Testfield", year: 1980)
        let asked = try decide(doubt, person(8, weaker), person(7, told(1, "Rona", "Testfeild", year: 1980)))
        #expect(asked.reviewed == [PersonID(7), PersonID(8)])
    }

    @Test func aTwinWhoMarriedIsNotJoinedBySlips() throws {
        let mistold = told(
            1, "Joaan", "Testfield", born: "1980-10-03", home: "1 Here Road", scene: "1 Here Road", at: minutes(0))
        let married = told(
            2, by: "police", "Jean", "Otherfield", born: "1980-10-03", home: "1 Here Road", scene: "1 Here Road",
            at: minutes(25))
        let twin = told(3, "Joan", "Testfield", born: "1980-10-03", chi: Numbers.one, home: "1 Here Road")
        #expect(try decide(twin, person(7, mistold, married)).reviewed == [PersonID(7)])
    }

    @Test func aClusterStaysCoherent() throws {
        let other = told(2, "Rona", "Testfield", born: "1980-03-04", chi: Numbers.two)
        let holder = person(7, rona, told(3, "Rona", "Testfield", born: "1980-03-04"))
        #expect(try decide(other, holder).reviewed == [PersonID(7)])
        let fromElsewhere = told(4, "Rona", "Testfield", born: "1980-03-04")
        let both = try decide(fromElsewhere, person(7, rona), person(8, other))
        #expect(both.reviewed == [PersonID(7), PersonID(8)], "namesakes born on one day: it may be either")
    }

    @Test func rule17_theMachineAttachesAPersonKnownFromOneNotification() throws {
        let typed = told(2, "Rna", "Testfield", born: "1980-03-04")
        let late = told(
            3, by: "police", "Rona", "Testfield", born: "1980-03-04", knownAs: ["Rna"])
        let decision = try decide(
            late, person(7, rona, told(4, "Rona", "Testfield", born: "1980-03-04")), person(8, typed))
        #expect(decision.attachedTo == PersonID(7))
        #expect(decision.merged == [PersonID(8)])
        let decided = try decide(
            late, person(7, rona, told(4, "Rona", "Testfield", born: "1980-03-04")), person(8, typed, decided: true))
        #expect(decided.merged == [])
        #expect(decided.offered == [PersonID(8)])
    }

    @Test func rule17_twoWellKnownPeopleJoinOnlyWhereCHIBirthDateAndNameAllAgree() throws {
        let known = person(7, rona, told(2, "Rona", "Testfield", born: "1980-03-04"))
        let withNumber = person(
            8, told(3, "Rona", "Testfield", born: "1980-03-04", chi: Numbers.one), told(4, "Rona", "Testfield"))
        let without = person(
            9, told(5, "Rona", "Testfield", born: "1980-03-04"), told(6, "Rona", "Testfield", born: "1980-03-04"))
        let new = told(20, "Rona", "Testfield", born: "1980-03-04", chi: Numbers.one)
        #expect(try decide(new, known, withNumber).merged == [PersonID(8)])
        #expect(try decide(new, known, without).merged == [])
        #expect(try decide(new, known, without).offered == [PersonID(9)])
    }

    @Test func whatAHumanSeparatedIsNeverOfferedAgain() throws {
        let apart = KnownPerson(
            id: PersonID(7), notifications: [rona], humanHasDecided: true,
            separatedNotifications: [NotificationID(2)])
        #expect(try decide(told(2, "Rona", "Testfield", born: "1980-03-04"), apart) == .new)
        let pair = KnownPerson(
            id: PersonID(8), notifications: [told(3, "Rona", "Testfield", born: "1980-03-04")],
            separatedPeople: [PersonID(9)])
        let other = person(9, told(4, "Rona", "Testfield", born: "1980-03-04"))
        let either = told(5, "Rona", "Testfield", born: "1980-03-04")
        #expect(try decide(either, pair, other).reviewed == [PersonID(8), PersonID(9)])
    }

    @Test func withoutABirthDateANamesakeAtTheDoorMakesItADoubt() throws {
        let parent = told(1, "Allan", "Testfield", born: "1960-07-08", home: "1 Here Road", at: minutes(0))
        let child = told(2, "Allan", "Testfield", born: "2003-09-26", home: "1 Here Road")
        let bare = told(3, by: "police", "Allan", "Testfield", home: "1 Here Road", at: minutes(10))
        #expect(try decide(bare, person(7, parent)).attachedTo == PersonID(7))
        #expect(try Set(decide(bare, person(7, parent), person(8, child)).reviewed) == [PersonID(7), PersonID(8)])
    }

    /// Both were struck that day, and a neighbour's word names neither: a record of the father settles nothing about
    /// it.
    @Test func whatIsTheSonsAsWellIsNotTakenInWithTheFather() throws {
        let father = person(
            7, told(1, "Allan", "Testfield", born: "1960-07-08", chi: Numbers.one, home: "1 Here Road", at: minutes(0)))
        let son = person(8, told(2, "Allan", "Testfield", born: "1985-09-26", home: "1 Here Road", at: minutes(2)))
        let bare = person(9, told(3, by: "community", "Allan", "Testfield", home: "1 Here Road", at: between(0, 900)))
        let arrived = told(
            4, by: "hospital", "Allan", "Testfield", born: "1960-07-08", chi: Numbers.one, home: "1 Here Road",
            at: between(-100, 60))
        #expect(try decide(arrived, father, bare).merged == [PersonID(9)])
        let decision = try decide(arrived, father, son, bare)
        #expect(decision.attachedTo == PersonID(7))
        #expect(decision.merged == [])
    }
}

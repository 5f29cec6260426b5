import NFODEngine
import Testing

private func telling(
    _ number: Int64, by source: String = "ambulance", _ person: Int64?, at overdose: OverdoseInterval,
    scene: String? = "9 Party Street", postcode: String? = "DD9 3CC", sex: Sex? = nil, conveyed: Bool = false
) -> IncidentTelling {
    IncidentTelling(
        notification: NotificationID(number), source: SourceID(source), overdose: overdose,
        scene: FoldedPlace(address: scene, postcode: postcode), person: person.map { PersonID($0) }, sex: sex,
        isConveyed: conveyed)
}

/// Arrived at that minute; called for in the three hours before.
private func arrival(_ number: Int64, _ person: Int64?, at minute: Int64, sex: Sex? = nil) -> IncidentTelling {
    telling(
        number, by: "hospital", person, at: between(minute - 180, minute), scene: nil, postcode: nil, sex: sex)
}

private func incident(_ number: Int64, _ tellings: IncidentTelling...) -> KnownIncident {
    KnownIncident(caseID: CaseID(number), tellings: tellings)
}

private func decide(_ telling: IncidentTelling, _ known: KnownIncident...) -> IncidentMatch {
    IncidentMatch.decide(telling, candidates: known, settings: settings)
}

@Suite struct IncidentMatchTests {
    let first = telling(1, 7, at: minutes(600), sex: .male)

    @Test func rule19_onePersonTwoSourcesOneOverdose() {
        #expect(
            decide(telling(2, by: "police", 7, at: minutes(660)), incident(1, first))
                == .joins(CaseID(1), .samePersonSameTime, absorbing: []))
        #expect(
            decide(telling(3, by: "hospital", 7, at: between(500, 680)), incident(1, first))
                == .joins(CaseID(1), .samePersonSameTime, absorbing: []))
        #expect(decide(telling(4, by: "police", 8, at: minutes(600)), incident(1, first)) == .new, "another person")
    }

    @Test func rule19_twoOverdosesTwentySixHoursApartAreTwo() {
        #expect(decide(telling(2, by: "police", 7, at: minutes(600 + 26 * 60)), incident(1, first)) == .new)
        let arrival = telling(2, by: "hospital", 7, at: between(600 + 23 * 60, 600 + 26 * 60))
        #expect(decide(arrival, incident(1, first)) == .new)
    }

    @Test func rule19_twoReferencesOfOneSourceAreTwo() {
        #expect(decide(telling(2, 7, at: minutes(610)), incident(1, first)) == .new)
        #expect(decide(telling(2, nil, at: minutes(610)), incident(1, first)) == .new)
    }

    @Test func rule19_aDateThatFitsTwoJoinsNeither() {
        let second = incident(2, telling(2, 7, at: minutes(1_200)))
        let day = telling(3, by: "community", 7, at: between(0, 1_440))
        #expect(decide(day, incident(1, first), second) == .doubtful([CaseID(1), CaseID(2)]))
        let nextDay = incident(3, telling(4, 7, at: minutes(1_480)))
        #expect(decide(day, incident(1, first), nextDay) == .joins(CaseID(1), .samePersonNearestTime, absorbing: []))
    }

    @Test func everyTellingOfAnOverdoseMustFitNotOnlyOne() {
        let known = incident(1, first, telling(2, by: "hospital", 7, at: between(480, 610)))
        #expect(decide(telling(3, by: "police", 7, at: minutes(670)), known) == .new)
    }

    @Test func unidentifiedJoinsByPlaceAndTimeUnlessSexSpeaksAgainst() {
        let man = telling(2, by: "police", nil, at: minutes(640), sex: .male)
        let woman = telling(2, by: "police", nil, at: minutes(640), sex: .female)
        #expect(decide(man, incident(1, first)) == .joins(CaseID(1), .sameSceneSameTime, absorbing: []))
        #expect(decide(woman, incident(1, first)) == .new)
        #expect(decide(telling(2, by: "police", nil, at: minutes(700), sex: .male), incident(1, first)) == .new)
        let elsewhere = telling(2, by: "police", nil, at: minutes(640), scene: "10 Party Street", sex: .male)
        #expect(decide(elsewhere, incident(1, first)) == .new)
        let unnamed = incident(2, telling(4, nil, at: minutes(600)))
        #expect(decide(man, unnamed) == .joins(CaseID(2), .sameSceneSameTime, absorbing: []))
    }

    @Test func aNamedRecordJoinsAnUnidentifiedOne() {
        let unnamed = incident(2, telling(4, nil, at: minutes(600), sex: .male))
        #expect(
            decide(telling(5, by: "police", 7, at: minutes(630), sex: .male), unnamed)
                == .joins(CaseID(2), .sameSceneSameTime, absorbing: []))
        #expect(decide(telling(5, by: "police", 7, at: minutes(630), sex: .female), unnamed) == .new)
    }

    @Test func twoNamedMenAtOneSceneLeaveTheUnnamedRecordInDoubt() {
        let friend = incident(2, telling(2, 8, at: minutes(605), sex: .male))
        let unnamed = telling(3, by: "police", nil, at: minutes(610), sex: .male)
        #expect(decide(unnamed, incident(1, first), friend) == .doubtful([CaseID(2), CaseID(1)]))
    }

    @Test func aHostelOrNoFixedAddressWithoutAPostcodeIsNoPlace() {
        for place in ["Some Hostel", "No fixed abode"] {
            let known = incident(1, telling(1, 7, at: minutes(600), scene: place, postcode: nil))
            #expect(decide(telling(2, by: "police", nil, at: minutes(600), scene: place, postcode: nil), known) == .new)
        }
    }

    @Test func theOnlyArrivalThatFitsIsTheUnknownPersonsWhoWasTakenToHospital() {
        let unnamed = telling(2, nil, at: minutes(600), sex: .male, conveyed: true)
        let arrived = arrival(1, 7, at: 660, sex: .male)
        let joins = IncidentMatch.joins(CaseID(1), .onlyArrival, absorbing: [])
        #expect(decide(unnamed, incident(1, arrived)) == joins)
        #expect(decide(arrived, incident(1, unnamed)) == joins, "whichever is told first")
        let other = arrival(3, 8, at: 700, sex: .male)
        #expect(decide(unnamed, incident(1, arrived), incident(2, other)) == .doubtful([CaseID(1), CaseID(2)]))
        let another = telling(4, nil, at: minutes(620), scene: "1 Far Road", postcode: "DD1 1AA", conveyed: true)
        #expect(decide(arrived, incident(1, unnamed), incident(2, another)) == .doubtful([CaseID(1), CaseID(2)]))
    }

    @Test func anArrivalThatCannotBeFromThatCallIsAnotherOverdose() {
        let unnamed = telling(2, nil, at: minutes(600), sex: .male, conveyed: true)
        #expect(decide(unnamed, incident(1, arrival(1, 7, at: 590, sex: .male))) == .new, "arrived before the call")
        #expect(decide(unnamed, incident(1, arrival(1, 7, at: 790, sex: .male))) == .new, "hours later")
        #expect(decide(unnamed, incident(1, arrival(1, 7, at: 660, sex: .female))) == .new)
        let stayed = telling(2, nil, at: minutes(600), sex: .male)
        #expect(decide(stayed, incident(1, arrival(1, 7, at: 660))) == .new, "nobody was taken anywhere")
        let elsewhere = telling(3, by: "police", 7, at: minutes(610), scene: "1 Far Road", postcode: "DD1 1AA")
        #expect(decide(unnamed, incident(1, arrival(1, 7, at: 660), elsewhere)) == .new)
        let call = telling(4, 7, at: minutes(610), scene: "1 Far Road", postcode: "DD1 1AA", conveyed: true)
        #expect(decide(unnamed, incident(1, arrival(1, 7, at: 660), call)) == .new, "that arrival has its call")
    }

    @Test func aRecordThatFitsByPersonBringsTheUnknownCallToIt() {
        let unnamed = incident(2, telling(2, nil, at: minutes(600), conveyed: true))
        let day = telling(3, by: "community", 7, at: between(0, 1_440), scene: nil, postcode: nil)
        let arrived = arrival(1, 7, at: 660)
        #expect(
            decide(arrived, incident(1, day), unnamed)
                == .joins(CaseID(1), .samePersonSameTime, absorbing: [CaseID(2)]))
        let second = incident(3, telling(4, nil, at: minutes(620), scene: "1 Far Road", conveyed: true))
        #expect(
            decide(arrived, incident(1, day), unnamed, second)
                == .joins(CaseID(1), .samePersonSameTime, absorbing: []), "nobody knows which")
    }

    @Test func whoeverIsNamedTakesThePlaceOfTheUnnamedRecordOfTheSameSource() {
        let named = telling(1, by: "police", 7, at: minutes(600))
        let unnamed = telling(2, nil, at: minutes(605))
        let known = KnownIncident(caseID: CaseID(1), tellings: [named, unnamed])
        let second = telling(3, 7, at: minutes(607))
        #expect(decide(second, known) == .joins(CaseID(1), .samePersonSameTime, absorbing: []))
        #expect(known.displaced(by: second) == [NotificationID(2)])
        #expect(known.displaced(by: telling(3, 8, at: minutes(607))) == [], "of somebody else it says nothing")
        #expect(known.displaced(by: telling(3, nil, at: minutes(607))) == [])
    }

    @Test func anArrivalIsTheCallsOnlyAsLongAsNothingElseIsLikelier() {
        let call = telling(2, nil, at: minutes(600), sex: .male, conveyed: true)
        let known = KnownIncident(caseID: CaseID(1), tellings: [arrival(1, 7, at: 660, sex: .male), call])
        #expect(known.unsettled(by: arrival(3, 8, at: 700, sex: .male)) == [NotificationID(2)])
        #expect(known.unsettled(by: arrival(3, 8, at: 700, sex: .female)) == [])
        #expect(known.unsettled(by: arrival(3, 8, at: 590, sex: .male)) == [], "before the call")
        let elsewhere = telling(4, by: "police", 7, at: minutes(610), scene: "1 Far Road", postcode: "DD1 1AA")
        #expect(known.displaced(by: elsewhere) == [NotificationID(2)])
        let there = telling(4, by: "police", 7, at: minutes(610))
        #expect(known.displaced(by: there) == [])
        let sure = KnownIncident(caseID: CaseID(1), tellings: known.tellings + [there])
        #expect(sure.unsettled(by: arrival(3, 8, at: 700, sex: .male)) == [], "the police met the same person there")
        #expect(sure.displaced(by: elsewhere) == [])
    }
}

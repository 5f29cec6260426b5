import NFODEngine
import Testing

/// Every word of the vocabulary: what makes it yes, no and not known.
@Suite struct CaseFactsTests {
    typealias Change = @Sendable (inout NotificationFacts) -> Void

    static let rows: [(FactCode, Truth, Change)] = [
        (.nitazeneSuspected, .yes, { $0.substances = [.heroin, .nitazene] }),
        (.nitazeneSuspected, .no, { $0.substances = [.heroin] }),
        (.nitazeneSuspected, .unknown, { _ in }),
        (.nitazeneSuspected, .unknown, { $0.substances = [.heroin, .unknownTablets] }),
        (
            .nitazeneSuspected, .unknown,
            {
                $0.substances = [.heroin]; $0.flags = [.substanceUnreadable]
            }
        ),
        (.opioidSuspected, .yes, { $0.substances = [.methadone] }),
        (.opioidSuspected, .no, { $0.substances = [.cocaine] }),
        (.benzodiazepineWithOpioid, .yes, { $0.substances = [.streetBenzodiazepine, .heroin] }),
        (.benzodiazepineWithOpioid, .no, { $0.substances = [.heroin] }),
        (.alcoholWithOpioid, .no, { $0.substances = [.alcohol, .cocaine] }),
        (.polySubstance, .yes, { $0.substances = [.alcohol, .cocaine] }),
        (.polySubstance, .no, { $0.substances = [.alcohol] }),
        (.polySubstance, .unknown, { _ in }),
        (.substancesUnknown, .yes, { $0.substances = [.unknownTablets] }),
        (.substancesUnknown, .no, { $0.substances = [.heroin] }),
        (.naloxoneGiven, .yes, { $0.naloxoneDoses = 1 }),
        (.naloxoneGiven, .no, { $0.naloxoneGiven = .no }),
        (.naloxoneGiven, .unknown, { _ in }),
        (.notConveyed, .yes, { $0.conveyedToHospital = .no }),
        (.notConveyed, .no, { $0.arrivedAt = Sample.at }),
        (.notConveyed, .no, { $0.whereabouts = .leftHospitalBeforeTreatment }),
        (.notConveyed, .unknown, { _ in }),
        (.inHospital, .yes, { $0.whereabouts = .inHospital }),
        (
            .inHospital, .no,
            {
                $0.whereabouts = .inHospital; $0.departedAt = Sample.at
            }
        ),
        (.inHospital, .no, { $0.conveyedToHospital = .no }),
        (.inHospital, .unknown, { $0.conveyedToHospital = .yes }),
        (.leftHospitalBeforeTreatment, .yes, { $0.whereabouts = .leftHospitalBeforeTreatment }),
        (.leftHospitalBeforeTreatment, .no, { $0.whereabouts = .dischargedFromHospital }),
        (.leftHospitalBeforeTreatment, .unknown, { $0.conveyedToHospital = .yes }),
        (.dischargedFromHospital, .no, { $0.whereabouts = .inHospital }),
        (
            .dischargedFromHospital, .yes,
            {
                $0.whereabouts = .inHospital; $0.departedAt = Sample.at
            }
        ),
        (.inCustody, .yes, { $0.whereabouts = .inCustody }),
        (.inCustody, .unknown, { _ in }),
        (.liberated, .yes, { $0.whereabouts = .liberated }),
        (.liberated, .no, { $0.whereabouts = .community }),
        (.liberated, .unknown, { $0.whereabouts = .dischargedFromHospital }),
        (.selfHarm, .yes, { $0.selfHarm = .yes }),
        (.childrenPresent, .no, { $0.childrenPresent = .no }),
        (.childConcern, .unknown, { _ in }),
        (.domesticAbuse, .yes, { $0.domesticAbuse = .yes }),
        (.adultConcern, .yes, { $0.adultConcern = .yes }),
        (.noFixedAddress, .yes, { $0.noFixedAddress = true }),
        (.noFixedAddress, .no, { _ in }),
        (.objectionTold, .yes, { $0.objection = .yes }),
        (.under18, .yes, { $0.ageStatus = .under16 }),
        (.under18, .no, { $0.ageStatus = .adult }),
        (.under18, .unknown, { $0.ageStatus = .possiblyUnder18 }),
        (.possiblyUnder18, .yes, { $0.ageStatus = .possiblyUnder18 }),
        (.possiblyUnder18, .no, { $0.ageStatus = .aged16or17 }),
        (.possiblyUnder18, .unknown, { _ in }),
    ]

    @Test func oneNotificationAnswersEachWord() throws {
        for (row, (code, truth, change)) in Self.rows.enumerated() {
            #expect(Sample.one(change).find(try Sample.fact(code)).truth == truth, "row \(row): \(code)")
        }
    }

    @Test(arguments: [
        // given       doses    at least  truth
        (Told.yes, Optional(2), 2, Truth.yes), (.yes, 1, 2, .no), (.yes, nil, 1, .yes), (.yes, nil, 2, .unknown),
        (.no, nil, 2, .no), (.unknown, nil, 1, .unknown), (.unknown, 3, 2, .yes), (.no, 0, 1, .no),
        (.yes, 0, 1, .yes),
        (.unknown, 0, 1, .no),
    ])
    func dosesAreCounted(given: Told, doses: Int?, atLeast: Int, truth: Truth) throws {
        let facts = Sample.one {
            $0.naloxoneGiven = given
            $0.naloxoneDoses = doses
        }
        #expect(facts.find(try Sample.fact(.naloxoneDosesAtLeast, atLeast)).truth == truth)
    }

    @Test func sourcesThatDifferSaySo() throws {
        let ambulance = Sample.notification { $0.childrenPresent = .no }
        let police = Sample.notification { $0.childrenPresent = .yes }
        for order in [[0, 1], [1, 0]] {
            let both = [(Sample.ambulance, ambulance), (Sample.police, police)]
            let found = Sample.facts(order.map { both[$0] }).find(try Sample.fact(.childrenPresent))
            #expect(found.truth == .yes)
            #expect(found.sources == [Sample.police])
            #expect(found.sourcesDiffer == true)
            #expect(Wording().text(found) == "children were present (told by police; sources differ)")
        }
    }

    @Test func theLastWordSaysWhereSomebodyIs() throws {
        let hospital = Sample.notification {
            $0.whereabouts = .inHospital
            $0.arrivedAt = Sample.overdoseAt + .hours(1)
        }
        let police = Sample.notification { $0.whereabouts = .inCustody }
        let facts = Sample.facts([(Sample.hospital, hospital), (Sample.police, police)])
        #expect(facts.find(try Sample.fact(.inCustody)).truth == .yes)
        #expect(facts.find(try Sample.fact(.inHospital)).truth == .no)
        let later = Sample.facts([(Sample.police, police)], whereabouts: .liberated)
        #expect(later.find(try Sample.fact(.inCustody)).truth == .no)
        #expect(later.find(try Sample.fact(.liberated)).truth == .yes)
    }

    @Test(arguments: [
        // hours after the overdose, hours left, below 12?
        (4, 68, Truth.no), (60, 12, .no), (61, 11, .yes), (72, 0, .yes), (73, -1, .yes),
    ])
    func hoursLeft(after: Int, left: Int, below: Truth) throws {
        let facts = Sample.one(at: Sample.overdoseAt + .hours(Int64(after)))
        #expect(facts.hoursLeft == left)
        #expect(facts.find(try Sample.fact(.hoursLeftBelow, 12)).truth == below)
    }

    @Test func anHourBegunAfterTheDueTimeIsBelowZero() {
        #expect(Sample.one(at: Sample.overdoseAt + .hours(72) + .minutes(1)).hoursLeft == -1)
        #expect(Sample.one(at: Sample.overdoseAt + .hours(71) + .minutes(1)).hoursLeft == 0)
    }

    /// Rule 4: told late is a matter of the first notification, not of now.
    @Test(arguments: [(Int64(59), Truth.no), (60, .no), (61, .yes), (80, .yes)])
    func toldLate(hours: Int64, truth: Truth) throws {
        let facts = Sample.facts(
            [(Sample.ambulance, Sample.notification())], at: Sample.overdoseAt + .hours(90),
            notifiedAt: Sample.overdoseAt + .hours(hours))
        #expect(facts.find(try Sample.fact(.toldLate)).truth == truth)
    }

    @Test(arguments: [
        // days before   identified  review    two in 365 days   another within 24 h
        ([10], true, false, Truth.yes, Truth.no),
        ([], true, false, .no, .no),
        ([400], true, false, .no, .no),
        ([], false, false, .unknown, .unknown),
        ([], true, true, .unknown, .unknown),
        ([10], true, true, .yes, .unknown),
        ([1], true, false, .yes, .yes),
        ([0], true, false, .yes, .yes),
    ])
    func historyOfSomebodyUncertainIsNotKnown(
        days: [Int], identified: Bool, review: Bool, year: Truth, day: Truth
    ) throws {
        let history = PersonHistory(otherOverdoses: days.map { Sample.overdoseAt - .days(Int64($0)) })
        let facts = Sample.one(history: history, identified: identified, openReview: review)
        #expect(facts.find(.overdoses(atLeast: 2, inLastDays: 365)).truth == year)
        #expect(facts.find(try Sample.fact(.anotherOverdoseWithinHours, 24)).truth == day)
    }

    @Test func endingsAndContactsOfOtherResponses() throws {
        let facts = Sample.one(
            history: PersonHistory(
                contacts: [Sample.at - .days(40), Sample.at - .days(10)], endings: [.reached, .notReached],
                keyWorker: .yes))
        #expect(facts.find(try Sample.fact(.spokenWithInLastDays, 30)).truth == .yes)
        #expect(facts.find(try Sample.fact(.spokenWithInLastDays, 5)).truth == .no)
        #expect(facts.find(try Sample.fact(.notReachedBefore)).truth == .yes)
        #expect(facts.find(try Sample.fact(.deathRecordedBefore)).truth == .no)
        #expect(facts.find(try Sample.fact(.keyWorkerKnown)).truth == .yes)
    }
}

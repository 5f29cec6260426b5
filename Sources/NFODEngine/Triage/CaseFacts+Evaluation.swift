/// How each word of the vocabulary is answered. Missing data is "not known", never "no".
extension CaseFacts {
    /// What is known about `fact`, and the values it rests on.
    public func find(_ fact: Fact) -> FactUsed {
        switch fact.code {
        case .nitazeneSuspected, .opioidSuspected, .benzodiazepineSuspected, .benzodiazepineWithOpioid,
            .alcoholWithOpioid, .polySubstance, .anySubstanceOf, .substancesUnknown:
            findSubstance(fact)
        case .inHospital, .leftHospitalBeforeTreatment, .dischargedFromHospital, .inCustody, .liberated:
            FactUsed(fact, whereabouts(fact.code))
        case .naloxoneGiven, .naloxoneDosesAtLeast, .notConveyed, .selfHarm, .childrenPresent, .childConcern,
            .domesticAbuse, .adultConcern, .noFixedAddress, .objectionTold:
            findTold(fact)
        case .under16, .under18, .possiblyUnder18, .keyWorkerKnown, .unidentified, .identityInReview:
            FactUsed(fact, aboutPerson(fact.code))
        case .hoursLeftBelow, .toldLate, .timeUnknown:
            findTime(fact)
        case .overdosesInLast, .anotherOverdoseWithinHours, .spokenWithInLastDays, .notReachedBefore,
            .deathRecordedBefore:
            findHistory(fact)
        }
    }

    private func findTold(_ fact: Fact) -> FactUsed {
        switch fact.code {
        case .naloxoneGiven: FactUsed(fact, told.naloxone)
        case .naloxoneDosesAtLeast: FactUsed(fact, dosesReach(fact.limit ?? 1), number: told.naloxoneDoses)
        case .notConveyed: FactUsed(fact, told.conveyed.negated)
        case .selfHarm: FactUsed(fact, told.selfHarm)
        case .childrenPresent: FactUsed(fact, told.childrenPresent)
        case .childConcern: FactUsed(fact, told.childConcern)
        case .domesticAbuse: FactUsed(fact, told.domesticAbuse)
        case .adultConcern: FactUsed(fact, told.adultConcern)
        case .noFixedAddress: FactUsed(fact, told.noFixedAddress)
        default: FactUsed(fact, told.objection)
        }
    }

    /// A count of doses settles it; without one, "none given" is fewer and "given" is one or more.
    private func dosesReach(_ atLeast: Int) -> Truth {
        if let doses = told.naloxoneDoses, doses > 0 { return Truth(doses >= atLeast) }
        switch told.naloxone.truth {
        case .yes: return atLeast <= 1 ? .yes : .unknown
        case .no: return .no
        case .unknown: return .unknown
        }
    }

    private func aboutPerson(_ code: FactCode) -> Truth {
        switch code {
        case .under16: told.age.isUnder16
        case .under18: told.age.isUnder18
        case .possiblyUnder18: told.age == .unknown ? .unknown : Truth(told.age == .possiblyUnder18)
        case .keyWorkerKnown: Truth(history.keyWorker)
        case .unidentified: Truth(!identified)
        default: Truth(openReview)
        }
    }

    private func findTime(_ fact: Fact) -> FactUsed {
        switch fact.code {
        case .hoursLeftBelow:
            let isBelow = contactDueAt - at < .hours(Int64(fact.limit ?? 0))
            return FactUsed(fact, Truth(isBelow), number: hoursLeft, instant: contactDueAt)
        case .toldLate:
            return FactUsed(fact, Truth(contactDueAt - notifiedAt < shortNotice), instant: notifiedAt)
        default:
            return FactUsed(fact, Truth(overdose.origin == .receipt))
        }
    }
}

/// Words for the facts that rules use: one phrase for yes, one for no, one for not known.
extension Wording {
    /// "naloxone was given (told by ambulance; sources differ)", "not known: whether children were present".
    public func text(_ used: FactUsed) -> String {
        let phrase = phrase(used)
        switch used.truth {
        case .unknown: return "not known: \(phrase.question)"
        case .yes: return phrase.yes + notes(used)
        case .no: return phrase.no + notes(used)
        }
    }

    private func notes(_ used: FactUsed) -> String {
        var notes: [String] = []
        if let substances = used.substances { notes.append(substances.map(text).joined(separator: ", ")) }
        if let sources = used.sources { notes.append("told by " + sources.map(\.name).joined(separator: ", ")) }
        if used.sourcesDiffer == true { notes.append("sources differ") }
        return notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"
    }

    struct Phrase {
        let yes: String
        let no: String
        let question: String

        init(_ yes: String, _ no: String, _ question: String) {
            self.yes = yes
            self.no = no
            self.question = question
        }
    }

    private func phrase(_ used: FactUsed) -> Phrase {
        substancePhrase(used.fact) ?? placePhrase(used.fact.code) ?? personPhrase(used.fact.code)
            ?? timePhrase(used) ?? historyPhrase(used)
    }

    private func substancePhrase(_ fact: Fact) -> Phrase? {
        switch fact.code {
        case .nitazeneSuspected:
            Phrase("a nitazene is suspected", "no nitazene is suspected", "whether a nitazene was taken")
        case .opioidSuspected:
            Phrase("an opioid is suspected", "no opioid is suspected", "whether an opioid was taken")
        case .benzodiazepineSuspected:
            Phrase(
                "a benzodiazepine is suspected", "no benzodiazepine is suspected", "whether a benzodiazepine was taken")
        case .benzodiazepineWithOpioid:
            Phrase(
                "benzodiazepine and opioid together", "not benzodiazepine and opioid together",
                "whether benzodiazepine and opioid were taken together")
        case .alcoholWithOpioid:
            Phrase(
                "alcohol and opioid together", "not alcohol and opioid together",
                "whether alcohol and opioid were taken together")
        case .polySubstance:
            Phrase(
                "more than one substance", "not more than one substance", "whether more than one substance was taken")
        case .anySubstanceOf: listedPhrase(fact.substances ?? [])
        case .substancesUnknown:
            Phrase("nobody told what was taken", "what was taken is told", "what was taken")
        default: nil
        }
    }

    private func listedPhrase(_ substances: [Substance]) -> Phrase {
        let list = substances.map(text).joined(separator: " or ")
        return Phrase("\(list) was named", "\(list) was not named", "whether \(list) was taken")
    }

    private func placePhrase(_ code: FactCode) -> Phrase? {
        switch code {
        case .notConveyed:
            Phrase("was not taken to hospital", "was taken to hospital", "whether the person was taken to hospital")
        case .inHospital: Phrase("is in hospital", "is not in hospital", "whether the person is in hospital")
        case .leftHospitalBeforeTreatment:
            Phrase(
                "left hospital before treatment", "did not leave hospital before treatment",
                "whether the person left hospital before treatment")
        case .dischargedFromHospital:
            Phrase(
                "was discharged from hospital", "was not discharged from hospital",
                "whether the person was discharged from hospital")
        case .inCustody: Phrase("is in custody", "is not in custody", "whether the person is in custody")
        case .liberated:
            Phrase(
                "was released from custody", "was not released from custody",
                "whether the person was released from custody")
        case .noFixedAddress: Phrase("no fixed address", "an address, or none told", "whether there is a fixed address")
        default: nil
        }
    }
}

/// Words for facts about the person and those near, about time and about history.
extension Wording {
    func personPhrase(_ code: FactCode) -> Phrase? {
        switch code {
        case .naloxoneGiven: Phrase("naloxone was given", "naloxone was not given", "whether naloxone was given")
        case .selfHarm:
            Phrase("self-harm was told", "no self-harm was told", "whether there was an intent of self-harm")
        case .childrenPresent: Phrase("children were present", "no children present", "whether children were present")
        case .childConcern: Phrase("concern about a child", "no concern about a child", "whether a child is of concern")
        case .domesticAbuse:
            Phrase("domestic abuse was told", "no domestic abuse was told", "whether there is domestic abuse")
        case .adultConcern:
            Phrase("adult concern was raised", "no adult concern was raised", "whether there is an adult concern")
        case .under16: Phrase("under 16", "16 or over", "whether the person is under 16")
        case .under18: Phrase("under 18", "18 or over", "whether the person is under 18")
        case .possiblyUnder18:
            Phrase("possibly under 18", "age is known", "whether the person could be under 18")
        case .objectionTold:
            Phrase(
                "told a source that they do not want follow-up",
                "told a source that follow-up is welcome or did not object",
                "whether the person objects to follow-up")
        case .keyWorkerKnown:
            Phrase("has a key worker", "has no key worker", "whether the person has a key worker")
        case .unidentified:
            Phrase("not identified yet", "the person is identified", "who the person is")
        case .identityInReview:
            Phrase("a review asks who this is", "no review about who this is", "who the person is")
        default: nil
        }
    }

    func timePhrase(_ used: FactUsed) -> Phrase? {
        switch used.fact.code {
        case .hoursLeftBelow:
            Phrase(hoursLeft(used.number ?? 0), hoursLeft(used.number ?? 0), "how many hours are left")
        case .toldLate: Phrase("we were told late", "we were told in good time", "whether we were told late")
        case .timeUnknown:
            Phrase("no time of the overdose was told", "the time of the overdose was told", "when the overdose was")
        default: nil
        }
    }

    private func hoursLeft(_ hours: Int) -> String {
        if hours < 0 { return "the 72 hours are over" }
        return hours == 1 ? "1 full hour left" : "\(hours) full hours left"
    }

    func historyPhrase(_ used: FactUsed) -> Phrase {
        let limit = used.fact.limit ?? 0
        let days = used.fact.days ?? 0
        switch used.fact.code {
        case .overdosesInLast:
            let counted = "\(overdose.counted(used.number ?? 1)) notified in \(days) days"
            return Phrase(counted, counted, "whether there were \(limit) or more in \(days) days")
        case .anotherOverdoseWithinHours:
            return Phrase(
                "another \(overdose.one) within \(limit) hours", "no other \(overdose.one) within \(limit) hours",
                "whether there was another within \(limit) hours")
        case .spokenWithInLastDays:
            return Phrase(
                "spoken with in the last \(limit) days", "not spoken with in the last \(limit) days",
                "whether anybody spoke with the person in the last \(limit) days")
        case .notReachedBefore:
            return Phrase(
                "not reached after an earlier one", "reached after earlier ones, or there were none",
                "whether the person was reached after earlier ones")
        case .deathRecordedBefore:
            return Phrase(
                "a death is recorded for this person: check who this is", "no death is recorded",
                "whether a death is recorded")
        default:
            return Phrase(
                doses(used.number, limit), doses(used.number, limit),
                "whether \(limit) or more doses of naloxone were given")
        }
    }

    private func doses(_ told: Int?, _ limit: Int) -> String {
        guard let told else { return limit == 1 ? "naloxone was given" : "fewer than \(limit) doses of naloxone" }
        return told == 1 ? "1 dose of naloxone" : "\(told) doses of naloxone"
    }
}

/// Words for the response: time, priority, endings, alerts.
extension Wording {
    public func text(_ level: TriageLevel) -> String {
        switch level {
        case .red: "red"
        case .amber: "amber"
        case .green: "green"
        }
    }

    public func text(_ precision: OverdoseInterval.Precision) -> String {
        switch precision {
        case .exact: "to the minute"
        case .day: "some time that day"
        case .estimated: "estimated"
        }
    }

    public func text(_ origin: OverdoseInterval.Origin) -> String {
        switch origin {
        case .told: "as told"
        case .arrival: "worked out from the arrival in hospital"
        case .receipt: "no time told: worked out from when we heard"
        case .person: "set by a member of staff"
        }
    }

    public func text(_ ending: PersonHistory.Ending) -> String {
        if let own = endings[ending] { return own }
        return switch ending {
        case .reached: "reached (spoke with the person)"
        case .objected: "the person does not want follow-up"
        case .died: "has died"
        case .transferred: "handed over to another service"
        case .notAnOverdose: "not an overdose"
        case .enteredByMistake: "entered by mistake"
        case .mergedInto: "joined with another response"
        case .beforeGoLive: "before this service began"
        case .notReached: "not reached"
        }
    }

    public func text(_ kind: Alert.Kind) -> String {
        switch kind {
        case .escalation: "a response needs you"
        case .gathered: "several responses need you"
        case .assignment: "a response was given to you"
        case .standDown: "no need to go"
        case .alarm: "the service needs somebody"
        case .canary: "a test of the way alerts take: nothing to do"
        }
    }

    public func text(_ reason: AdultOutreachBar.Reason) -> String {
        switch reason {
        case .under18: "under 18: the young people's lead decides, no adult outreach by default"
        case .possiblyUnder18: "possibly under 18: the young people's lead decides, no adult outreach by default"
        }
    }

    public func text(_ age: AgeReading) -> String {
        switch age {
        case .under16: text(AgeStatus.under16)
        case .aged16or17: text(AgeStatus.aged16or17)
        case .possiblyUnder18: text(AgeStatus.possiblyUnder18)
        case .adult: text(AgeStatus.adult)
        case .unknown: text(AgeStatus.unknown)
        }
    }

    /// One reason for a priority in a sentence: the rule's own words, then what it rests on.
    public func text(_ reason: TriageReason, rules: TriageRules) -> String {
        let facts = reason.facts.map(text).joined(separator: "; ")
        switch reason.kind {
        case .rule:
            let words = reason.rule.map { rules[$0]?.reason ?? "by the rule \($0), no longer in the file" } ?? ""
            return facts.isEmpty ? words : "\(words) (\(facts))"
        case .notKnown: return facts
        case .noRule: return "no rule speaks about this \(overdose.one): look at it together"
        }
    }
}

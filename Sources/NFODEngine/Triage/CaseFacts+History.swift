/// The person's other overdoses, contacts and endings. While nobody is identified, or a review asks who this is, what
/// is there counts and what is not there is "not known".
extension CaseFacts {
    func findHistory(_ fact: Fact) -> FactUsed {
        switch fact.code {
        case .overdosesInLast: return overdoses(fact)
        case .anotherOverdoseWithinHours: return another(fact)
        case .spokenWithInLastDays: return spokenWith(fact)
        case .notReachedBefore: return FactUsed(fact, orUncertain(history.endings.contains(.notReached)))
        default: return FactUsed(fact, orUncertain(history.endings.contains(.died)))
        }
    }

    /// A no about the history is certain only when we know whose history it is.
    private func orUncertain(_ holds: Bool) -> Truth { holds ? .yes : historyIsCertain ? .no : .unknown }

    /// Counts back from this overdose, and what came after it up to now: a later overdose makes this one more urgent.
    private func overdoses(_ fact: Fact) -> FactUsed {
        let from = overdose.earliest - .days(Int64(fact.days ?? 0))
        let others = history.otherOverdoses.filter { from <= $0 && $0 <= at }
        let count = others.count + 1
        return FactUsed(fact, orUncertain(count >= fact.limit ?? 1), number: count, instant: others.max())
    }

    private func another(_ fact: Fact) -> FactUsed {
        let reach = Span.hours(Int64(fact.limit ?? 0))
        let near = history.otherOverdoses.filter {
            $0 <= at && overdose.earliest - reach <= $0 && $0 <= overdose.latest + reach
        }
        return FactUsed(fact, orUncertain(!near.isEmpty), instant: near.max())
    }

    private func spokenWith(_ fact: Fact) -> FactUsed {
        let from = at - .days(Int64(fact.limit ?? 0))
        let last = history.contacts.filter { from <= $0 && $0 <= at }.max()
        return FactUsed(fact, orUncertain(last != nil), instant: last)
    }
}

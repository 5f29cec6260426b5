/// A case that was taken in, with what is needed to give it back exactly (rules 18, 19).
public struct AbsorbedCase: Hashable, Sendable {
    public let id: CaseID
    /// What it brought.
    public let had: CaseHoldings
    /// What stood here before and after, of which there is only one.
    var before: Single
    var after: Single
    /// Before it came.
    var contactDueAt: Instant
    var plan: Plan?
    /// Somebody has worked on the plan since, so that it cannot simply go back.
    var isPlanTouched = false
    var owner: Owner
    var assignment: WorkerAssignment?
    var handOn: HandOn?
    /// Whom the case went to because of what came: the liaison, the young people's lead.
    var movedTo: Owner?

    mutating func takeHands(of other: AbsorbedCase) {
        (owner, assignment, handOn) = (other.owner, other.assignment, other.handOn)
    }

    /// What a case has one of: the one that came may take the place of the one that was there.
    struct Single: Hashable, Sendable {
        var person: PersonID?
        var screening: Screening?
        var whereabouts: Whereabouts?
        var followUp: FollowUp?
        var timeFixed: FixedOverdose?

        /// What still stands as it was left goes back to what it was before; what people have changed since stays.
        mutating func goBack(from after: Single, to before: Single) {
            if person == after.person { person = before.person }
            if screening == after.screening { screening = before.screening }
            if whereabouts == after.whereabouts { whereabouts = before.whereabouts }
            if followUp == after.followUp { followUp = before.followUp }
            if timeFixed == after.timeFixed { timeFixed = before.timeFixed }
        }
    }
}

extension CaseState {
    var single: AbsorbedCase.Single {
        get {
            AbsorbedCase.Single(
                person: person, screening: screening, whereabouts: whereabouts, followUp: followUp,
                timeFixed: overdoseTimeFixedByPerson)
        }
        set {
            person = newValue.person
            screening = newValue.screening
            whereabouts = newValue.whereabouts
            followUp = newValue.followUp
            overdoseTimeFixedByPerson = newValue.timeFixed
        }
    }

    /// Takes in what the other case had.
    mutating func take(_ event: CaseAbsorbed) {
        var record = AbsorbedCase(
            id: event.other, had: event.had, before: single, after: single, contactDueAt: contactDueAt, plan: plan,
            owner: owner, assignment: assignment, handOn: handOn, movedTo: event.movesTo)
        let had = event.had
        notifications += had.notifications
        attempts += had.attempts
        single = single.joined(with: had)
        (overdose, contactDueAt) = (event.overdose, event.contactDueAt)
        record.after = single
        absorbed.append(record)
    }

    /// Gives the other case back; what it brought goes with it.
    mutating func giveBack(_ event: CaseReleased) {
        guard let index = absorbed.firstIndex(where: { $0.id == event.other }) else { return }
        single = singleWithout(absorbed[index])
        let record = absorbed.remove(at: index)
        notifications.removeAll { record.had.holds($0.id) }
        for attempt in record.had.attempts {
            if let last = attempts.lastIndex(of: attempt) { attempts.remove(at: last) }
        }
        (overdose, contactDueAt) = (event.overdose, event.contactDueAt)
        if let returnsTo = event.returnsTo {
            owner = returnsTo
            assignment = returnsTo == record.owner ? record.assignment : nil
            handOn = returnsTo == record.owner ? record.handOn : nil
        }
        forget(record, in: index...)
        // It stays where it is because of one that is still here.
        guard event.returnsTo == nil, let movedTo = record.movedTo, owner == movedTo, let last = absorbed.indices.last,
            !absorbed.contains(where: { $0.movedTo == movedTo })
        else { return }
        absorbed[last].movedTo = movedTo
        absorbed[last].takeHands(of: record)
    }

    /// As if this one had never come: what the others brought counts as it would have.
    func singleWithout(_ record: AbsorbedCase) -> AbsorbedCase.Single {
        var left = (was: record.after, is: record.before)
        for later in absorbed.drop(while: { $0.id != record.id }) where later.id != record.id {
            var before = later.before
            before.goBack(from: left.was, to: left.is)
            left = (later.after, before.joined(with: later.had))
        }
        var single = single
        single.goBack(from: left.was, to: left.is)
        return single
    }

    /// Those that came later found what this one had left; now it was never here.
    private mutating func forget(_ record: AbsorbedCase, in later: PartialRangeFrom<Int>) {
        var left = (was: record.after, is: record.before)
        for index in absorbed.indices[later] {
            let later = absorbed[index]
            absorbed[index].before.goBack(from: left.was, to: left.is)
            absorbed[index].after = absorbed[index].before.joined(with: later.had)
            left = (later.after, absorbed[index].after)
            absorbed[index].plan = record.plan
            guard let movedTo = record.movedTo, absorbed[index].owner == movedTo else { continue }
            absorbed[index].takeHands(of: record)
            // It stays where it is because of this one now.
            if absorbed[index].movedTo == nil, owner == movedTo { absorbed[index].movedTo = movedTo }
        }
        forgetDue(since: record.contactDueAt)
    }

    /// What came after found an earlier due time, which was never this case's own.
    mutating func forgetDue(since before: Instant) {
        for index in absorbed.indices { absorbed[index].contactDueAt = max(absorbed[index].contactDueAt, before) }
        dueBeforeAttaching = dueBeforeAttaching.mapValues { max($0, before) }
    }

    /// The due time that a person has set counts whatever is given back.
    mutating func keepDueTimeSet(_ dueAt: Instant) {
        contactDueAt = dueAt
        for index in absorbed.indices { absorbed[index].contactDueAt = dueAt }
        dueBeforeAttaching = dueBeforeAttaching.mapValues { _ in dueAt }
    }
}

extension AbsorbedCase.Single {
    /// The newest screening, the later opened case's word on where the person is, the earlier follow-up.
    func joined(with had: CaseHoldings) -> Self {
        var joined = self
        joined.person = person ?? had.person
        if let other = had.screening, screening.map({ other.at > $0.at }) ?? true { joined.screening = other }
        joined.whereabouts = had.whereabouts ?? whereabouts
        if let other = had.followUp, followUp?.doneAt != nil || other.dueAt < followUp?.dueAt ?? .distantFuture {
            joined.followUp = FollowUp(cause: other.cause, dueAt: other.dueAt)
        }
        if timeFixed == nil, let timeSet = had.timeSet {
            joined.timeFixed = FixedOverdose(timeSet, knowing: had.notifications)
        }
        return joined
    }
}

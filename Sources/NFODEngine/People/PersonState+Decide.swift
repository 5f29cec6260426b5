extension PersonState {
    /// What a command comes to, or why it cannot be. Changes nothing.
    ///
    /// - Parameter reason: why a human decided so; codes of ``ReviewReason``.
    public func decide(
        _ command: PersonCommand, at instant: Instant, reason: ReviewReason? = nil
    ) throws(PersonRefusal) -> [Decided<PersonEvent>] {
        guard case .recordWishes(let told, let knownFrom) = command else {
            return [Decided(try event(for: command), happenedAt: instant, reason: reason?.rawValue)]
        }
        guard isKnown else { throw .personNotKnown }
        if let mergedInto { throw .personIsAlias(of: mergedInto.into) }
        guard told.wishes != wishes else { return [] }
        return [Decided(.wishesRecorded(told), happenedAt: instant, reason: knownFrom.rawValue)]
    }

    private func event(for command: PersonCommand) throws(PersonRefusal) -> PersonEvent {
        if case .know(let notification, let status) = command { return try know(notification, status) }
        guard isKnown else { throw .personNotKnown }
        if case .standAlone(let isApart) = command {
            guard let mergedInto else { throw .personNotAlias }
            return .mergedIntoUndone(
                MergedIntoUndone(into: mergedInto.into, isApart: isApart || mergedInto.decider == .machine))
        }
        // A confirmed review stays on the stream of the alias, so its answer is taken back there.
        if case .undoReview(let review) = command { return try undoReview(review) }
        // What was joined first can be taken apart first: this person may have become an alias since.
        if case .undoAbsorb(let other, let isApart) = command {
            guard let decider = aliases[other] else { throw .notAbsorbed }
            return .mergeUndone(PersonMergeUndone(absorbed: other, isApart: isApart || decider == .machine))
        }
        if case .unlink(let notification) = command { return try unlink(notification) }
        if let mergedInto { throw .personIsAlias(of: mergedInto.into) }
        switch command {
        case .link(let notification, let status, let why): return try link(notification, status, why)
        case .absorb(let other, let decider, let why): return try absorb(other, decider, why)
        case .becomeAlias(let other, let decider):
            try checkMerge(with: other, decider)
            return .mergedInto(MergedInto(into: other, decider: decider))
        default: return try review(command)
        }
    }

    private func know(_ notification: NotificationID, _ status: LinkStatus) throws(PersonRefusal) -> PersonEvent {
        guard !isKnown else { throw .personAlreadyKnown }
        guard status == .new || status == .review else { throw .statusDoesNotFit }
        return .known(PersonKnown(person: id, notification: notification, status: status))
    }

    private func unlink(_ notification: NotificationID) throws(PersonRefusal) -> PersonEvent {
        guard notifications[notification] != nil else { throw .notificationNotLinked }
        guard notifications.count > 1 else { throw .onlyNotification }
        return .unlinked(NotificationUnlinked(notification: notification))
    }

    private func link(
        _ notification: NotificationID, _ status: LinkStatus, _ why: LinkEvidence?
    ) throws(PersonRefusal) -> PersonEvent {
        guard notifications[notification] == nil else { throw .notificationAlreadyLinked }
        let isByHuman = status == .confirmed && why == nil
        let isByMachine = (status == .exact || status == .automatic) && why != nil
        guard isByHuman || isByMachine else { throw .statusDoesNotFit }
        guard isByHuman || !unlinkedNotifications.contains(notification) else { throw .notificationWasTakenOut }
        return .linked(NotificationLinked(notification: notification, status: status, why: why))
    }

    private func absorb(
        _ other: PersonID, _ decider: LinkDecider, _ why: LinkEvidence?
    ) throws(PersonRefusal) -> PersonEvent {
        guard aliases[other] == nil else { throw .alreadyAbsorbed }
        guard (decider == .human) == (why == nil) else { throw .statusDoesNotFit }
        try checkMerge(with: other, decider)
        return .merged(PersonMerged(absorbed: other, decider: decider, why: why))
    }

    /// Rule 17 for both sides of a merge. Whether both are well known is asked by ``LinkDecision``, which sees the
    /// details.
    private func checkMerge(with other: PersonID, _ decider: LinkDecider) throws(PersonRefusal) {
        guard other != id else { throw .samePerson }
        guard decider == .human || !humanHasDecided else { throw .humanHasDecided }
        guard decider == .human || !separatedPeople.contains(other) else { throw .pairSeparated }
        guard !reviews.values.contains(where: { $0.separated.contains(other) }) else { throw .pairSeparated }
    }
}

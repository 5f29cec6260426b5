extension PersonState {
    /// Takes an event as it is: no rules here.
    public mutating func apply(_ event: PersonEvent) {
        switch event {
        case .known(let event):
            isKnown = true
            notifications[event.notification] = event.status
        case .linked(let event):
            notifications[event.notification] = event.status
            unlinkedNotifications.remove(event.notification)
        case .unlinked(let event):
            notifications[event.notification] = nil
            unlinkedNotifications.insert(event.notification)
        case .merged(let event): aliases[event.absorbed] = event.decider
        case .mergeUndone(let event):
            undoMerge(with: event.absorbed, decider: aliases.removeValue(forKey: event.absorbed))
        case .mergedInto(let event): mergedInto = event
        case .mergedIntoUndone(let event):
            undoMerge(with: event.into, decider: mergedInto?.decider)
            mergedInto = nil
        case .reviewOpened, .reviewConfirmed, .reviewSeparated, .reviewUndone: applyReview(event)
        case .wishesRecorded(let event): wishes = event.wishes
        case .detailsOpened: break
        }
    }

    /// What the machine joined and a human took apart stays apart. Where a human takes back a human's merge, everything
    /// is as it was before: the pair may be offered again.
    private mutating func undoMerge(with other: PersonID, decider: LinkDecider?) {
        if decider == .machine { undoneMerges.insert(other) }
    }

    private mutating func applyReview(_ event: PersonEvent) {
        switch event {
        case .reviewOpened(let event):
            reviews[event.review] = PersonReview(
                id: event.review, notification: event.notification, candidates: event.candidates)
        case .reviewConfirmed(let event):
            reviews[event.review]?.answers.append(.confirmed(event.candidate, merge: event.merge))
        case .reviewSeparated(let event): reviews[event.review]?.answers.append(.separated(event.candidates))
        case .reviewUndone(let event): _ = reviews[event.review]?.answers.popLast()
        default: break
        }
    }
}

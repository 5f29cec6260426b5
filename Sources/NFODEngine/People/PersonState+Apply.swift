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
            aliases[event.absorbed] = nil
            if event.isApart { undoneMerges.insert(event.absorbed) }
        case .mergedInto(let event): mergedInto = event
        case .mergedIntoUndone(let event):
            mergedInto = nil
            if event.isApart { undoneMerges.insert(event.into) }
        case .reviewOpened, .reviewConfirmed, .reviewSeparated, .reviewUndone: applyReview(event)
        case .wishesRecorded(let event): wishes = event.wishes
        case .detailsOpened: break
        }
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

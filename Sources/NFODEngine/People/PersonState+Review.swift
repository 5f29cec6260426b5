/// The questions to a human (rule 17): opened, confirmed, separated, taken back.
extension PersonState {
    func review(_ command: PersonCommand) throws(PersonRefusal) -> PersonEvent {
        switch command {
        case .openReview(let review, let notification, let candidates):
            return try openReview(review, notification, candidates)
        case .confirmReview(let review, let candidate, let merge):
            let asked = try remaining(in: review)
            guard asked.contains(candidate) else { throw .notACandidate }
            return .reviewConfirmed(ReviewConfirmed(review: review, candidate: candidate, merge: merge))
        case .separateReview(let review, let candidates):
            let asked = try remaining(in: review)
            let apart = candidates ?? asked
            guard !apart.isEmpty, apart.allSatisfy(asked.contains) else { throw .notACandidate }
            return .reviewSeparated(ReviewSeparated(review: review, candidates: apart))
        default: preconditionFailure("not a command about a review")
        }
    }

    func undoReview(_ review: ReviewID) throws(PersonRefusal) -> PersonEvent {
        guard let asked = reviews[review] else { throw .reviewNotFound }
        guard !asked.answers.isEmpty else { throw .reviewHasNoAnswer }
        return .reviewUndone(ReviewUndone(review: review))
    }

    private func openReview(
        _ review: ReviewID, _ notification: NotificationID, _ candidates: [RankedCandidate]
    ) throws(PersonRefusal) -> PersonEvent {
        guard reviews[review] == nil else { throw .reviewExists }
        // One that an alias holds can raise a question too: the person who asks is the one they are both.
        guard notifications[notification] != nil || !aliases.isEmpty else { throw .notificationNotLinked }
        guard !candidates.isEmpty else { throw .reviewHasNoCandidates }
        guard !candidates.contains(where: { $0.person == id }) else { throw .samePerson }
        guard !candidates.contains(where: { separatedPeople.contains($0.person) }) else { throw .pairSeparated }
        return .reviewOpened(ReviewOpened(review: review, notification: notification, candidates: candidates))
    }

    private func remaining(in review: ReviewID) throws(PersonRefusal) -> [PersonID] {
        guard let asked = reviews[review].map(stillAsking) else { throw .reviewNotFound }
        guard asked.isOpen else { throw .reviewNotOpen }
        return asked.remaining.map(\.person)
    }
}

import NFODConfig
import NFODEngine
import NFODStore

/// A question about who somebody is, as the command line shows it: numbers and reasons, nothing personal.
struct ReviewAnswer: Codable, Sendable {
    let review: Int64
    /// The person whose stream the question stands on.
    let person: String
    let openedAt: String
    /// Best first.
    let candidates: [Candidate]

    struct Candidate: Codable, Sendable {
        let person: String
        let reasons: [String]
    }

    var text: String {
        let lines = candidates.map { "    \($0.person): \($0.reasons.joined(separator: "; "))" }
        return (["\(review)  \(person), asked \(openedAt): the same as"] + lines).joined(separator: "\n")
    }
}

extension OperationRunner {
    func review(_ request: Operation.ReviewRequest, by actor: Actor, asJSON: Bool) throws -> Answer {
        guard request.action != .list else { return try listReviews(asJSON: asJSON) }
        guard let number = request.review else {
            throw InvalidInput([.init(field: "review", code: "missing", expected: "a number from `nfodd review list`")])
        }
        let review = ReviewID(number)
        let candidate = request.candidate.map { PersonID($0) }
        try daemon.workflow.perform(as: actor) { work in
            switch request.action {
            case .confirm: try work.confirm(review, candidate: candidate, reason: request.reason ?? .compared)
            case .separate: try work.separate(review, candidate: candidate, reason: request.reason ?? .compared)
            case .undo: try work.undo(review, reason: request.reason ?? .mistake)
            case .list: break
            }
        }
        return try listReviews(asJSON: asJSON)
    }

    /// What still waits for an answer.
    private func listReviews(asJSON: Bool) throws -> Answer {
        let zone = daemon.workflow.configuration.zone
        let reviews = try daemon.workflow.read { reading in
            let people = KnownPeople(reading)
            return try reading.tx.people.openReviews().compactMap { row -> ReviewAnswer? in
                guard let review = try people.openReview(row) else { return nil }
                return ReviewAnswer(
                    review: row.id.number, person: PageText.label(of: row.person), openedAt: zone.iso8601(row.openedAt),
                    candidates: review.remaining.map {
                        .init(person: PageText.label(of: $0.person), reasons: $0.reasons.map(\.sentence))
                    })
            }
        }
        guard !asJSON else { return Answer(output: JSONText.of(reviews)) }
        return Answer(output: reviews.isEmpty ? "nothing to check" : reviews.map(\.text).joined(separator: "\n"))
    }
}

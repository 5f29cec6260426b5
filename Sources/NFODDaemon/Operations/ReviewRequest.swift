public import NFODEngine

/// What a human says about who somebody is, from the command line or over HTTP.
public struct ReviewRequest: Codable, Hashable, Sendable {
    public enum Action: String, Codable, Sendable, CaseIterable { case confirm, separate, undo }

    /// What it is about.
    public enum Subject: Hashable, Sendable {
        /// A question: `12`.
        case review(ReviewID)
        /// Somebody who is one with somebody else, or shall be: `P0042`.
        case person(PersonID)
        /// A record, to be taken out of its person: `N00012`.
        case notification(NotificationID)

        /// Nil for anything else.
        public init?(_ text: String) {
            let folded = text.uppercased()
            guard let number = Int64(folded.drop { "PN".contains($0) }), number > 0 else { return nil }
            switch folded.prefix(while: { !$0.isNumber }) {
            case "": self = .review(ReviewID(number))
            case "P": self = .person(PersonID(number))
            case "N": self = .notification(NotificationID(number))
            default: return nil
            }
        }
    }

    public let action: Action
    /// As ``Subject/init(_:)`` reads it.
    public let subject: String
    /// The person chosen, such as `P0042`; nil: the first candidate, or all of them for `separate`.
    public let candidate: String?
    /// Why; nil: the details were compared, or for `undo` the answer was a mistake.
    public let reason: String?
    /// Of the stream that was seen; nil: whatever it is now.
    public let version: Int64?

    public init(
        action: Action, subject: String, candidate: String? = nil, reason: String? = nil, version: Int64? = nil
    ) {
        self.action = action
        self.subject = subject
        self.candidate = candidate
        self.reason = reason
        self.version = version
    }
}

extension ReviewRequest {
    /// The request, with every field read.
    struct Read {
        let subject: Subject
        let candidate: PersonID?
        let reason: ReviewReason
    }

    /// - Throws: ``InvalidInput`` with every field that is wrong.
    func read() throws(InvalidInput) -> Read {
        var problems: [InvalidInput.Problem] = []
        let subject = Subject(subject)
        if subject == nil {
            let expected = "a question such as 12, a person such as P0042, or a notification such as N00012"
            problems.append(.init(field: "subject", code: "unknown", expected: expected))
        }
        var chosen: PersonID?
        if let candidate {
            if case .person(let person)? = Subject("P" + candidate.drop { "Pp".contains($0) }) { chosen = person }
            if chosen == nil {
                problems.append(.init(field: "candidate", code: "unknown", expected: "a person such as P0042"))
            }
        }
        let reason = reason.map(ReviewReason.init) ?? .some(action == .undo ? .mistake : .compared)
        if reason == nil {
            let known = ReviewReason.allCases.map(\.rawValue).joined(separator: ", ")
            problems.append(.init(field: "reason", code: "unknown", expected: "one of " + known))
        }
        guard let subject, let reason, problems.isEmpty else { throw InvalidInput(problems) }
        return Read(subject: subject, candidate: chosen, reason: reason)
    }
}

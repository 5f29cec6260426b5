public import NFODEngine
import NFODStore

/// What a human has said about who somebody is: who, when, why; and how it is taken back.
public struct IdentityAnswer: Hashable, Sendable {
    public let at: Instant
    public let by: Actor
    /// Nil where no closed list gave one.
    public let reason: ReviewReason?
    public let said: Said
    /// What `nfodd review undo` takes back: `12`, `P0042`. Nil once it has been taken back, or where nothing can be.
    public internal(set) var undo: String?
    /// Of the stream that the taking back is checked against.
    public internal(set) var version: Int64 = 0

    public enum Said: Hashable, Sendable {
        /// The person of the question and the candidate are one.
        case confirmed(ReviewID, PersonID, PersonID)
        /// The person of the question is none of these.
        case separated(ReviewID, PersonID, [PersonID])
        case takenBack(ReviewID)
        /// Nothing had asked.
        case joined(PersonID, PersonID)
        /// Whoever had joined them. `isApart`: they are two people.
        case takenApart(PersonID, PersonID, isApart: Bool)
        case takenOut(NotificationID, PersonID)
    }

    /// `Question 5: P0044 and P0042 are one person; said by rhona, Mon 1 Mar 11:04: the details were compared.`
    public func sentence(_ text: PageText, now: Instant) -> String {
        let when = TimePhrase.moment(at, in: text.zone, now: now)
        let why = reason.map { ": " + $0.words } ?? ""
        return PageText.sentence("\(words(text)); said by \(by.onPages), \(when)\(why)")
    }

    private func words(_ text: PageText) -> String {
        switch said {
        case .confirmed(let review, let one, let other):
            "Question \(review.number): \(text.person(one)) and \(text.person(other)) are one person"
        case .separated(let review, let one, let others):
            "Question \(review.number): \(text.person(one)) is not \(PageText.list(others.map { text.person($0) }))"
        case .takenBack(let review): "Question \(review.number): the last answer was taken back"
        case .joined(let one, let other): "\(text.person(one)) and \(text.person(other)) are one person"
        case .takenApart(let one, let other, true): "\(text.person(one)) and \(text.person(other)) are two people"
        case .takenApart(let one, let other, false):
            "The joining of \(text.person(one)) and \(text.person(other)) was taken back"
        case .takenOut(let told, let person):
            "\(PageText.label(of: told)) is about somebody else than \(text.person(person))"
        }
    }

    /// `{at, by, reason, sentence, undo, version}`
    func json(_ text: PageText, now: Instant) -> JSONValue {
        .object([
            "at": text.iso8601(at), "by": .string(by.text), "reason": .string(reason?.rawValue),
            "sentence": .string(sentence(text, now: now)), "undo": .string(undo), "version": .integer(version),
        ])
    }

    var people: [PersonID] {
        switch said {
        case .confirmed(_, let one, let other), .joined(let one, let other), .takenApart(let one, let other, _):
            [one, other]
        case .separated(_, let one, let others): [one] + others
        case .takenBack: []
        case .takenOut(_, let person): [person]
        }
    }
}

extension IdentityAnswer {
    /// What one command of a human said, from the events it left; nil where it said nothing about who somebody is.
    init?(_ events: [StoredEvent]) {
        guard let first = events.first, first.stamp.actor.isHuman else { return nil }
        let all = events.compactMap(IdentityAnswer.said)
        let apart = all.first { if case .takenApart(_, _, true) = $0 { true } else { false } }
        guard let said = apart ?? all.first else { return nil }
        at = first.stamp.knownAt
        by = first.stamp.actor
        reason = first.reason.flatMap(ReviewReason.init)
        self.said = said
    }

    private static func said(_ event: StoredEvent) -> Said? {
        guard case .person(let person) = event.stream else { return nil }
        switch event.payload {
        case let event as ReviewConfirmed: return .confirmed(event.review, person, event.candidate)
        case let event as ReviewSeparated: return .separated(event.review, person, event.candidates)
        case let event as ReviewUndone: return .takenBack(event.review)
        case let event as PersonMerged: return event.decider == .human ? .joined(event.absorbed, person) : nil
        case let event as PersonMergeUndone: return .takenApart(event.absorbed, person, isApart: event.isApart)
        case let event as NotificationUnlinked: return .takenOut(event.notification, person)
        default: return nil
        }
    }
}

extension IdentityView {
    /// What humans have said since then, the newest first.
    func answers(since: Instant) throws -> [IdentityAnswer] {
        let events = try reading.tx.events.identityDecisions(after: since, through: at)
        let commands = Dictionary(grouping: events, by: \.stamp.command).values
        let ordered = commands.sorted { ($0.first?.sequence ?? 0) > ($1.first?.sequence ?? 0) }
        var undone: Set<String> = []
        return try ordered.compactMap(IdentityAnswer.init).map { answer in
            var answer = answer
            if let (subject, person) = try undo(of: answer), undone.insert(subject).inserted {
                answer.undo = subject
                answer.version = try reading.tx.events.version(of: .person(person))
            }
            return answer
        }
    }

    /// What takes it back, and whose stream that is on; only of the last answer to a question.
    private func undo(of answer: IdentityAnswer) throws -> (String, PersonID)? {
        switch answer.said {
        case .confirmed(let review, let person, _), .separated(let review, let person, _):
            try people.isAnswered(review, of: person) ? (String(review.number), person) : nil
        case .joined(let absorbed, let into):
            try people.parent(of: absorbed) == into ? (PageText.label(of: absorbed), absorbed) : nil
        case .takenBack, .takenApart, .takenOut: nil
        }
    }
}

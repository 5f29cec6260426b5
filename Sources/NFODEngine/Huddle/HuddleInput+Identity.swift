extension HuddleInput {
    /// A question for a human: who is this notification about (rule 17)? Clock and ladder of the case run meanwhile.
    public struct Review: Hashable, Sendable {
        public struct Candidate: Hashable, Sendable {
            public var person: PersonID
            /// What speaks for and against, without personal values.
            public var evidence: EvidenceWords

            public init(person: PersonID, evidence: EvidenceWords) {
                self.person = person
                self.evidence = evidence
            }
        }

        public var id: ReviewID
        /// Nil where the notification is part of no response.
        public var code: CaseCode?
        public var source: SourceID
        /// The person the notification stands under until somebody has answered.
        public var person: PersonID
        public var askedAt: Instant
        /// Likeliest first.
        public var candidates: [Candidate]

        public init(
            id: ReviewID, code: CaseCode?, source: SourceID, person: PersonID, askedAt: Instant,
            candidates: [Candidate]
        ) {
            self.id = id
            self.code = code
            self.source = source
            self.person = person
            self.askedAt = askedAt
            self.candidates = candidates
        }
    }

    /// Two people who were found to be one (rule 18). Can be taken apart again.
    public struct Join: Hashable, Sendable {
        public var absorbed: PersonID
        public var into: PersonID
        public var at: Instant
        /// Nil: the machine.
        public var by: Actor?
        /// Why a human said so.
        public var reason: ReviewReason?
        /// Nil where a human joined them.
        public var evidence: EvidenceWords?
        /// Questions that it answered, which nobody else had.
        public var settled: [ReviewID]
        /// Their responses that have not ended, or the newest.
        public var codes: [CaseCode]

        public init(
            absorbed: PersonID, into: PersonID, at: Instant, by: Actor? = nil, reason: ReviewReason? = nil,
            evidence: EvidenceWords?, settled: [ReviewID], codes: [CaseCode]
        ) {
            self.absorbed = absorbed
            self.into = into
            self.at = at
            self.by = by
            self.reason = reason
            self.evidence = evidence
            self.settled = settled
            self.codes = codes
        }
    }
}

extension HuddleInput.Review {
    /// `Question 5, K7QX-12, told by Police Scotland: is P0044 the same as 1. P0042 (same birth date; ...)?`
    public func sentence(_ text: PageText) -> String {
        let place = code.map { ", " + $0.name } ?? ""
        let head = "Question \(id.number)\(place), told by \(text.source(source)): "
        let candidates = candidates.enumerated().map { index, candidate in
            "\(index + 1). \(text.person(candidate.person)) (\(candidate.evidence.whole))"
        }
        return head + "is \(text.person(person)) the same as \(candidates.joined(separator: "; "))?"
    }

    /// `{review, case, source, person, askedAt, candidates}`
    public func json(_ text: PageText) -> JSONValue { .object(members(text)) }

    public func members(_ text: PageText) -> [String: JSONValue] {
        [
            "review": .integer(id.number), "case": .string(code?.name), "source": .string(source.name),
            "person": .string(PageText.label(of: person)), "askedAt": text.iso8601(askedAt),
            "candidates": .array(
                candidates.map { candidate in
                    var members = candidate.evidence.members
                    members["person"] = .string(PageText.label(of: candidate.person))
                    if let name = text.name(of: candidate.person) { members["name"] = .string(name) }
                    return .object(members)
                }),
        ].merging(text.name(of: person).map { ["name": .string($0)] } ?? [:]) { first, _ in first }
    }
}

extension HuddleInput.Join {
    /// `P0044 and P0042 are one person: found by the machine on ...: same CHI number (...). It settles question 5.`
    public func sentence(_ text: PageText, now: Instant) -> String {
        let who = by.map { "said by " + $0.onPages } ?? "found by the machine"
        let moment = TimePhrase.moment(at, in: text.zone, now: now)
        let why = (evidence?.whole ?? reason?.words).map { ": " + $0 } ?? ""
        let numbers = settled.map { String($0.number) }
        let answered =
            numbers.isEmpty
            ? "" : ". It settles \(numbers.count == 1 ? "question" : "questions") \(PageText.list(numbers))"
        let place = codes.isEmpty ? "" : " (\(PageText.list(codes.map(\.name))))"
        return PageText.sentence(
            "\(text.person(absorbed)) and \(text.person(into)) are one person\(place), \(who) \(moment)\(why)"
                + answered)
    }

    /// `{person, into, at, by, reason, evidence, settled, cases}`
    public func json(_ text: PageText) -> JSONValue { .object(members(text)) }

    public func members(_ text: PageText) -> [String: JSONValue] {
        [
            "person": .string(PageText.label(of: absorbed)), "into": .string(PageText.label(of: into)),
            "at": text.iso8601(at), "by": .string(by?.text), "reason": .string(reason?.rawValue),
            "evidence": evidence.map { .object($0.members) } ?? .null,
            "settled": .array(settled.map { .integer($0.number) }), "cases": .strings(codes.map(\.name)),
        ]
    }
}

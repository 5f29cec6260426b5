import NFODConfig
public import NFODEngine
import NFODStore

/// Questions about who somebody is, and who was found to be whom: for `nfodd review list`, the page and programs.
public struct ReviewService: Sendable {
    private let workflow: Workflow

    public init(_ workflow: Workflow) { self.workflow = workflow }

    /// - Parameter withNames: each opening is in the log before they are given out (rule 42).
    public func list(withNames: Bool, by actor: Actor) throws -> ReviewList {
        let now = workflow.clock.now()
        let (list, people) = try workflow.read { reading in
            let identity = IdentityView(reading, at: now, isPast: false)
            let questions = try identity.questions(code: identity.code)
            let since = reading.huddles.previousHuddle(before: now)
            let joins = try identity.machineJoins(since: since)
            let answers = try identity.answers(since: since)
            let people = Set(
                questions.flatMap { [$0.person] + $0.candidates.map(\.person) }
                    + joins.flatMap { [$0.absorbed, $0.into] } + answers.flatMap(\.people))
            var names: [PersonID: String] = [:]
            if withNames { for person in people.sorted() { names[person] = try identity.people.name(of: person) } }
            var versions: [PersonID: Int64] = [:]
            for person in questions.map(\.person) + joins.map(\.absorbed) {
                versions[person] = try reading.tx.events.version(of: .person(person))
            }
            let text = PageText(
                zone: reading.configuration.zone, names: names,
                sourceNames: reading.configuration.sources.mapValues(\.label))
            let list = ReviewList(
                at: now, since: since, questions: questions, joins: joins, answers: answers, versions: versions,
                text: text)
            return (list, people)
        }
        if withNames { try workflow.logOpening(of: people, on: .reviewList, by: actor) }
        return list
    }
}

/// What waits for somebody to say who it is, and what the machine has joined since the last huddle.
public struct ReviewList: Sendable {
    public let at: Instant
    /// The last huddle.
    public let since: Instant
    /// Oldest first.
    public let questions: [HuddleInput.Review]
    public let joins: [HuddleInput.Join]
    /// Since the last huddle, the newest first.
    public let answers: [IdentityAnswer]
    /// Of the streams that a command is checked against.
    public let versions: [PersonID: Int64]
    public let text: PageText

    /// For programs.
    public var json: JSONValue {
        .object([
            "at": text.iso8601(at), "since": text.iso8601(since),
            "reviews": .array(
                questions.map { question in
                    .object(
                        question.members(text).merging(["version": .integer(versions[question.person] ?? 0)]) { $1 })
                }),
            "joined": .array(
                joins.map { join in
                    .object(join.members(text).merging(["version": .integer(versions[join.absorbed] ?? 0)]) { $1 })
                }),
            "answered": .array(answers.map { $0.json(text, now: at) }),
        ])
    }

    /// For people at a terminal.
    public var terminalText: String {
        var lines = questions.isEmpty ? ["nothing to check"] : questions.flatMap { $0.lines(text, now: at) }
        if !joins.isEmpty { lines += ["", "found to be one person by the machine since the last huddle:"] }
        for join in joins {
            lines.append("  " + join.sentence(text, now: at))
            lines.append("    wrong? nfodd review separate \(PageText.label(of: join.absorbed))")
        }
        if !answers.isEmpty { lines += ["", "said since the last huddle:"] }
        for answer in answers {
            lines.append("  " + answer.sentence(text, now: at))
            if let undo = answer.undo { lines.append("    a mistake? nfodd review undo \(undo)") }
        }
        return lines.joined(separator: "\n")
    }
}

extension HuddleInput.Review {
    fileprivate func lines(_ text: PageText, now: Instant) -> [String] {
        let asked = TimePhrase.moment(askedAt, in: text.zone, now: now)
        let place = code.map { ", response " + $0.name } ?? ""
        let told = "\(id.number)  \(text.person(person))\(place), told by \(text.source(source))"
        return [told + ", asked \(asked): the same as"]
            + candidates.flatMap { candidate in
                let evidence = candidate.evidence
                return [
                    "    \(text.person(candidate.person)): \(evidence.sentence)",
                    "      \(evidence.weight) (\(evidence.weightWords))",
                ] + (evidence.doubt.map { ["      not joined by the machine: \($0)"] } ?? [])
            }
    }
}

import NFODConfig
import NFODEngine

/// A case as the command line shows it: for support and tests. Ids, times and enumerated values, nothing personal.
public struct CaseAnswer: Codable, Hashable, Sendable {
    public let code: String
    /// To be given back with the next command, so that nobody overwrites what another has done meanwhile.
    public let version: Int64
    /// `open`, or the kind of the ending.
    public let stage: String
    /// `P0042`; nil while nobody is identified.
    public let person: String?
    public let owner: String
    public let assignment: Assignment?
    /// ISO 8601.
    public let contactDueAt: String
    /// No huddle meets before then.
    public let isDueBeforeHuddle: Bool
    public let isOverdue: Bool
    public let isScreened: Bool
    public let attempts: Int
    /// By when the second follow-up is to be made; nil where none waits.
    public let followUpDueAt: String?
    public let triage: Priority?
    public let plan: PlanShown?
    /// Who should have it, of whom nobody has accepted it; nil elsewhere, and in the answer to a command.
    public let proposed: Proposed?
    /// Who was told what, and how we know; nil in the answer to a command.
    public let told: [Told]?
    /// Why each notification is thought to be about this person.
    public let links: [Link]
    /// Who was found to be this person, and what waits to be checked: sentences.
    public let joined: [String]
    public let questions: [String]

    public struct Link: Codable, Hashable, Sendable {
        public let notification: String
        public let source: String
        public let person: String?
        /// `exact`, `automatic`, `confirmed`, `new`, `review`; nil where nobody is named.
        public let status: String?
        /// For people, with everything that follows.
        public let words: String
        public let bits: Double?
        /// Bits by field.
        public let weights: [String: Double]
    }

    public struct Assignment: Codable, Hashable, Sendable {
        public let worker: String
        public let kind: String
        public let acceptBy: String
        public let isAccepted: Bool
        /// What pages call the agency whose duty desk is asked, or for which the worker took it; nil without one.
        public let desk: String?
    }

    public struct Priority: Codable, Hashable, Sendable {
        public let level: String
        public let reasons: [String]
    }

    public struct PlanShown: Codable, Hashable, Sendable {
        public let standing: String
        public let items: [Item]
    }

    public struct Item: Codable, Hashable, Sendable {
        public let item: Int64
        public let kind: String
        public let title: String
        public let owner: String
        public let dueAt: String
        /// `open`, `done`, `notNeeded`; of safeguarding items `undecided`, or what was decided last and how far the
        /// referral is.
        public let state: String
    }
}

extension CaseAnswer {
    init(
        _ loaded: Reading.Loaded<CaseState>, _ identity: ResponseIdentity, proposal: Proposal? = nil,
        told trail: AlertTrail? = nil, at now: Instant, configuration: Configuration, huddles: HuddleCalendar
    ) {
        told = trail.map { Told.all($0, configuration.alertLines(at: now), zone: configuration.zone) }
        proposed = proposal.map { Proposed($0, team: configuration.team) }
        let text = PageText(zone: configuration.zone, sourceNames: configuration.sources.mapValues(\.label))
        links = identity.links.map { Link($0, text) }
        joined = identity.joins.map { $0.sentence(text, now: now) }
        questions = identity.questions.map { $0.sentence(text) }
        let (state, zone) = (loaded.state, configuration.zone)
        let wording = Wording()
        code = state.code.name
        version = loaded.version
        stage = state.ending?.ending.kind.rawValue ?? "open"
        person = state.person.map(PageText.label(of:))
        owner = state.owner.text
        assignment = state.assignment.map {
            Assignment(
                worker: $0.worker.name, kind: $0.kind.rawValue, acceptBy: zone.iso8601($0.acceptBy),
                isAccepted: $0.acceptedAt != nil, desk: ($0.worker.deskOf ?? $0.desk).map(configuration.team.label))
        }
        contactDueAt = zone.iso8601(state.contactDueAt)
        isDueBeforeHuddle =
            state.isOpen && state.contactDueAt > now && huddles.nextHuddle(after: now) >= state.contactDueAt
        isOverdue = state.isOverdue(at: now)
        isScreened = state.screening != nil
        attempts = state.attempts.count
        followUpDueAt = state.openFollowUp.map { zone.iso8601($0.dueAt) }
        triage = state.triage.map { triage in
            Priority(
                level: triage.level.rawValue,
                reasons: triage.reasons.map { wording.text($0, rules: configuration.triage) })
        }
        plan = state.plan.map { plan in
            let items = plan.current.entries.map { entry in
                Item(
                    item: entry.id.number, kind: entry.kind.rawValue,
                    title: wording.text(entry, rules: configuration.plan), owner: entry.owner.text,
                    dueAt: zone.iso8601(entry.dueAt), state: CaseAnswer.state(of: entry.id, in: plan))
            }
            return PlanShown(standing: plan.standing.rawValue, items: items)
        }
    }

    private static func state(of item: PlanItemID, in plan: Plan) -> String {
        if let guarded = plan.safeguarding.first(where: { $0.item == item }) {
            let referral = guarded.referral.map { ", \($0.stage.rawValue)" } ?? ""
            return (guarded.decision?.outcome.rawValue ?? "undecided") + referral
        }
        switch plan.progress.first(where: { $0.item == item })?.state {
        case .done: return "done"
        case .notNeeded: return "notNeeded"
        case .open, nil: return "open"
        }
    }

    private var accepted: String {
        guard let assignment else { return "" }
        let desk = assignment.desk.map { "for the duty desk of \($0), " } ?? ""
        return assignment.isAccepted ? "  (\(desk)accepted)" : "  (\(desk)accept by \(assignment.acceptBy))"
    }

    /// For people at a terminal.
    public var text: String {
        var lines = [
            "\(code)  version \(version)  \(stage)\(isOverdue ? "  OVERDUE" : "")",
            "person        \(person ?? "not yet known")",
            "owner         \(owner)\(accepted)",
            "contact due   \(contactDueAt)\(isDueBeforeHuddle ? ", no huddle before then" : "")",
            "screened      \(isScreened ? "yes" : "NOT SCREENED: phone first, no lone visit")",
            "attempts      \(attempts)",
        ]
        if let followUpDueAt { lines.append("follow-up     due \(followUpDueAt)") }
        if let triage { lines += ["priority      \(triage.level)"] + triage.reasons.map { "              " + $0 } }
        if let plan {
            lines.append("plan          \(plan.standing)")
            lines += plan.items.map { "  \($0.item). \($0.title), \($0.owner), due \($0.dueAt): \($0.state)" }
        }
        lines += proposed?.lines ?? []
        lines += (told ?? []).enumerated().map { ($0 == 0 ? "told          " : "              ") + $1.words }
        lines += links.enumerated().map { ($0 == 0 ? "who           " : "              ") + $1.words }
        lines += (joined + questions).map { "              " + $0 }
        return lines.joined(separator: "\n")
    }
}

extension CaseAnswer.Link {
    fileprivate init(_ linked: LinkedNotification, _ text: PageText) {
        notification = PageText.label(of: linked.notification)
        source = linked.source.name
        person = linked.person.map(PageText.label(of:))
        status = linked.status?.rawValue
        words = linked.sentence(text)
        bits = linked.evidence.map { Double($0.bits.tenths) / 10 }
        weights = (linked.evidence?.weights ?? []).reduce(into: [:]) {
            $0["\($1.field)"] = Double($1.bits.tenths) / 10
        }
    }
}

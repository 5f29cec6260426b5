import NFODEngine

/// What a ladder has done and will do if nothing happens, as the command line shows it: ids, times and enumerated
/// values, nothing personal. Instants are ISO 8601 with the local offset.
public struct LadderAnswer: Encodable, Hashable, Sendable {
    /// Nil for a preview.
    public let code: String?
    /// The time zone of all times.
    public let zone: String
    /// `open`, or the kind of the ending.
    public let stage: String
    public let overdose: String
    public let notifiedAt: String
    public let contactDueAt: String
    public let nextHuddleAt: String
    /// `timeOver` or `shortNotice`, where it was told late.
    public let toldLate: String?
    public let owner: String
    public let ladder: Ladder?
    /// What has become of each level so far.
    public let soFar: [Past]
    /// What will happen if nothing happens.
    public let toCome: [Step]
    public let digest: Digest?

    public struct Ladder: Encodable, Hashable, Sendable {
        public let name: String
        public let run: Int
        /// Of its content; a running ladder keeps what it began with.
        public let policy: String
        /// It is the one of today's `escalation.yaml`.
        public let isCurrent: Bool
        public let takenUntil: String?
        public let pausedUntil: String?
        public let keepTryingUntil: String?
    }

    public struct Past: Encodable, Hashable, Sendable {
        public let level: Int
        public let name: String
        /// `waiting`, `fired` or `skipped`.
        public let state: String
        public let firstAt: String?
        public let latestAt: String?
        public let occurrences: Int
        public let reachedSomebody: Bool
    }

    public struct Step: Encodable, Hashable, Sendable {
        public let at: String
        /// `level`, `acceptTimeOut`, `shiftEnd`, `followUp` or `confirmation`.
        public let kind: String
        /// From 1; nil for what is no level.
        public let level: Int?
        public let what: String
        public let why: String
        public let to: [Entry]
        /// What may be done where nobody is told, or in hours declared uncovered.
        public let meanwhile: String?
        /// It may wait so many minutes for others to the same recipient, to go with them; nil: it goes at once.
        public let gathersForMinutes: Int64?
        public let repeats: Int
        public let lastAt: String
    }

    public struct Entry: Encodable, Hashable, Sendable {
        public let audience: String
        public let workers: [String]
        public let areDeputies: Bool
        /// The declaration by which the duty has nobody then, by its number.
        public let declaredUncovered: Int64?
    }

    public struct Digest: Encodable, Hashable, Sendable {
        public let firstAt: String
        public let to: [Entry]
    }
}

extension LadderAnswer {
    init(_ explained: LadderExplanation) {
        let (state, context) = (explained.state, explained.context)
        let said = { (instant: Instant) in context.zone.iso8601(instant) }
        let wording = Wording()
        code = explained.isPreview ? nil : state.code.name
        zone = context.zone.name
        stage = state.ending?.ending.kind.rawValue ?? "open"
        overdose = said(state.overdose.earliest)
        notifiedAt = said(state.notifiedAt)
        contactDueAt = said(state.contactDueAt)
        nextHuddleAt = said(context.huddles.nextHuddle(after: context.now))
        toldLate = state.toldLate?.rawValue
        owner = state.owner.text
        ladder = explained.policy.map { policy, running in
            Ladder(
                name: policy.name, run: running.run, policy: policy.hash.name,
                isCurrent: policy.hash == context.ladders.current.hash,
                takenUntil: explained.takenUntil.map(said), pausedUntil: explained.pausedUntil.map(said),
                keepTryingUntil: explained.keepTryingUntil.map(said))
        }
        soFar = explained.past.enumerated().map { Past(number: $0 + 1, $1.level.name, $1.state, said) }
        toCome = explained.forecast.steps.map { Step($0, wording, context.zone) }
        digest = explained.forecast.digest.map { Digest(firstAt: said($0.firstAt), to: $0.found.map(Entry.init)) }
    }
}

extension LadderAnswer.Past {
    fileprivate init(
        number: Int, _ name: String, _ state: LadderState.LevelState, _ said: (Instant) -> String
    ) {
        level = number
        self.name = name
        switch state {
        case .waiting:
            (self.state, firstAt, latestAt, occurrences, reachedSomebody) = ("waiting", nil, nil, 0, false)
        case .skipped:
            (self.state, firstAt, latestAt, occurrences, reachedSomebody) = ("skipped", nil, nil, 0, false)
        case .fired(let first, let latest, let occurrences, let reached):
            self.state = "fired"
            (firstAt, latestAt) = (said(first), said(latest))
            (self.occurrences, reachedSomebody) = (occurrences, reached)
        }
    }
}

extension LadderAnswer.Step {
    fileprivate init(_ step: LadderForecast.Step, _ wording: Wording, _ zone: ZoneRules) {
        at = zone.iso8601(step.at)
        switch step.kind {
        case .level(let place, _, _): (kind, level) = ("level", place + 1)
        case .acceptTimeOut: (kind, level) = ("acceptTimeOut", nil)
        case .shiftEnd: (kind, level) = ("shiftEnd", nil)
        case .followUp: (kind, level) = ("followUp", nil)
        case .confirmation: (kind, level) = ("confirmation", nil)
        }
        what = wording.text(step.kind)
        why = wording.text(step.why, in: zone)
        to = step.found.map(LadderAnswer.Entry.init)
        meanwhile = step.meanwhile
        gathersForMinutes = step.gathersFor?.wholeMinutes
        repeats = step.repeats?.count ?? 0
        lastAt = zone.iso8601(step.repeats?.last ?? step.at)
    }
}

extension LadderAnswer.Entry {
    fileprivate init(_ found: AudienceFound) {
        audience = found.owner?.text ?? found.audience.text
        workers = found.workers.map(\.name)
        areDeputies = found.areDeputies
        declaredUncovered = found.declared?.number
    }
}

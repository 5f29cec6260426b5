/// The plan of one response with all its versions, how far each item has got, and its safeguarding decisions (rules 21
/// and 22). A pure value: every transformation returns a new plan or throws a ``PlanRefusal``.
///
/// drafted -> changed (as often as needed) -> agreed -> changed -> agreed ...; an agreed plan becomes the safety plan
/// once it is made with the person.
public struct Plan: Hashable, Sendable {
    /// Oldest first; never empty.
    public private(set) var versions: [PlanVersion]
    /// The ordinary items of the current version, in its order.
    public private(set) var progress: [PlanProgress]
    /// The safeguarding items of the current version, in its order.
    public private(set) var safeguarding: [SafeguardingItem]
    /// The version last made with the person, by whom and when; nil until then.
    public private(set) var safetyPlan: SafetyPlan?

    /// When a version of the plan was made with the person.
    public struct SafetyPlan: Hashable, Codable, Sendable {
        public let version: Int
        public let by: Actor
        public let at: Instant
    }

    /// The plan as the rules drafted it: agreed by nobody.
    public init(_ draft: PlanDraft, by actor: Actor) {
        let entries = draft.items.enumerated().map { PlanEntry($1, id: PlanItemID(Int64($0 + 1))) }
        versions = [PlanVersion(number: 1, by: actor, at: draft.at, entries: entries)]
        progress = []
        safeguarding = []
        open(entries)
    }

    /// The version that counts.
    public var current: PlanVersion { versions[versions.count - 1] }

    public var standing: PlanStanding {
        guard current.agreement != nil else { return versions.count == 1 ? .drafted : .changed }
        return safetyPlan?.version == current.number ? .safetyPlan : .agreed
    }

    public func entry(_ item: PlanItemID) -> PlanEntry? { current.entries.first { $0.id == item } }

    /// Safeguarding items nobody has decided yet: a case cannot end while there is one (rule 22).
    public var undecidedSafeguarding: [SafeguardingItem] { safeguarding.filter { !$0.isDecided } }

    /// Items still to be seen to, in order of their due times: open ones, undecided safeguarding, referrals to be made.
    public var outstanding: [PlanEntry] {
        let open = progress.filter { $0.state == .open }.map(\.item)
        let guarded = safeguarding.filter { !$0.isDecided || $0.referral?.stage == .toBeMade }.map(\.item)
        return current.entries.filter { open.contains($0.id) || guarded.contains($0.id) }
            .sorted { ($0.dueAt, $0.id) < ($1.dueAt, $1.id) }
    }

    /// Somebody decided to refer, and nobody has made the referral yet (rule 22).
    public var hasReferralToBeMade: Bool { safeguarding.contains { $0.referral?.stage == .toBeMade } }

    /// Something that was agreed, or referred, is still to be done.
    public var isUnfinished: Bool {
        hasReferralToBeMade
            || (versions.contains { $0.agreement != nil } && progress.contains { $0.state == .open })
    }

    /// A plan read back: what is not said about an item is that it is open, or undecided.
    init(
        versions: [PlanVersion], progress: [PlanProgress], safeguarding: [SafeguardingItem], safetyPlan: SafetyPlan?
    ) {
        self.versions = versions
        self.safetyPlan = safetyPlan
        self.progress = []
        self.safeguarding = []
        open(current.entries)
        for said in progress { self = replacing(said.state, of: said.item) }
        for said in safeguarding { self = replacing(said) }
    }

    // MARK: steps for the transformations, which live in files of their own

    private mutating func open(_ entries: [PlanEntry]) {
        progress += entries.filter { !$0.kind.isSafeguarding }.map { PlanProgress(item: $0.id, state: .open) }
        safeguarding += entries.filter(\.kind.isSafeguarding).map { SafeguardingItem(item: $0.id, kind: $0.kind) }
    }

    /// One more version: the entries given, and new ones opened.
    func adding(_ new: [PlanEntry], to kept: [PlanEntry], by actor: Actor, at instant: Instant) -> Plan {
        var plan = self
        plan.versions.append(
            PlanVersion(number: current.number + 1, by: actor, at: instant, entries: kept + new))
        plan.open(new)
        return plan
    }

    /// One more version, without these.
    func removing(_ gone: Set<PlanItemID>, by actor: Actor, at instant: Instant) -> Plan {
        var plan = adding([], to: current.entries.filter { !gone.contains($0.id) }, by: actor, at: instant)
        plan.progress.removeAll { gone.contains($0.item) }
        plan.safeguarding.removeAll { gone.contains($0.item) }
        return plan
    }

    func replacing(_ state: PlanItemState, of item: PlanItemID) -> Plan {
        var plan = self
        plan.progress = progress.map { $0.item == item ? PlanProgress(item: item, state: state) : $0 }
        return plan
    }

    func replacing(_ item: SafeguardingItem) -> Plan {
        var plan = self
        plan.safeguarding = safeguarding.map { $0.item == item.item ? item : $0 }
        return plan
    }

    func replacingCurrent(_ version: PlanVersion) -> Plan {
        var plan = self
        plan.versions[versions.count - 1] = version
        return plan
    }

    func madeWithPerson(_ made: SafetyPlan) -> Plan {
        var plan = self
        plan.safetyPlan = made
        return plan
    }

    var nextItemID: PlanItemID { PlanItemID((current.entries.map(\.id.number).max() ?? 0) + 1) }
}

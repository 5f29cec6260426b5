/// What everybody who has to do with one response of a person must keep to: told anywhere about the person, under
/// whatever number. The stricter of everything holds (rule 18). Worked out when read, so that undoing a merge takes it
/// apart exactly.
public struct PersonCautions: Hashable, Sendable {
    public var wishes = PersonWishes()
    /// An objection that still stands, recorded on another response of the person: nobody goes before the huddle has
    /// looked at it, and a new overdose always comes to the huddle again (rule 34).
    public var objection: Objection.Scope?
    /// Told in the screening of any response.
    public var riskToStaff = false
    public var domesticAbuse = false
    /// A death was told on another response. It is never inherited (rule 34): somebody has to look.
    public var deathTold = false

    public init() {}

    /// - Parameters:
    ///   - wishes: of the person first, then of everybody absorbed into it.
    ///   - others: the other responses of all of these.
    public init(wishes: [PersonWishes], response: CaseState, others: [CaseState]) {
        self.wishes = PersonWishes.strictest(of: wishes)
        let all = others + [response]
        riskToStaff = all.contains { $0.screening?.riskToStaff == .yes }
        domesticAbuse = all.contains { $0.screening?.domesticAbuse == .yes }
        deathTold = others.contains {
            $0.ending?.ending.kind == .diedReported || $0.ending?.ending.kind == .diedConfirmed
        }
        objection = others.compactMap { $0.standingObjection(against: all) }.max()
    }
}

extension CaseState {
    /// How far the person's objection goes beyond this response; nil where it was taken back since, or they have asked
    /// for support since.
    fileprivate func standingObjection(against all: [CaseState]) -> Objection.Scope? {
        guard let ending, case .objects(let objection) = ending.ending, objection.scope != .thisOverdose else {
            return nil
        }
        let isOver = all.contains { $0.objectionIsOver(since: ending.at) }
        return isOver ? nil : objection.scope
    }

    private func objectionIsOver(since objected: Instant) -> Bool {
        if let withdrawn = objectionWithdrawnAt, withdrawn >= objected { return true }
        guard case .reached(let contact)? = ending?.ending else { return false }
        return contact.at > objected && contact.outcome == .wantsSupport
    }
}

extension Objection.Scope: Comparable {
    /// The further it goes, the greater.
    public static func < (left: Objection.Scope, right: Objection.Scope) -> Bool { left.reach < right.reach }

    private var reach: Int {
        switch self {
        case .thisOverdose: 0
        case .outreach: 1
        case .allSharing: 2
        }
    }
}

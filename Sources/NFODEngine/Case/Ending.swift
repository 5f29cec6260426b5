/// Why a response is over. Only these end a ladder (rule 34).
public enum Ending: Hashable, Sendable {
    /// Somebody spoke with the person. Recorded by the worker who did.
    case reached(Contact)
    /// A contact recorded on another case of the same person covers this one too (rule 8).
    case coveredBy(CaseID, at: Instant)
    /// The person's own words: no contact, please. Stands at once; a second person confirms within a working day. A new
    /// overdose always comes to the huddle again.
    case objects(Objection)
    /// Somebody said that the person has died: all visits stop, the coordinator is told.
    case diedReported
    /// An official source says so: review and legal hold. Never inherited through a merge.
    case diedConfirmed
    /// A named receiver in another area or service has accepted; until then case and clock are ours.
    case transferred(to: AgencyID, acceptedBy: VaultID)
    case notAnOverdose
    case wrongOrDoubled
    /// This overdose is the one of an earlier-opened case.
    case mergedInto(CaseID)
    /// From an old list, taken in for the person's history; nobody was alerted.
    case beforeGoLive
    /// By the huddle only, after the minimum attempts, with a plan to reopen.
    case notReached(planToReopen: VaultID)

    /// A stable code for events, exports and pages.
    public var kind: Kind {
        switch self {
        case .reached: .reached
        case .coveredBy: .coveredBy
        case .objects: .objects
        case .diedReported: .diedReported
        case .diedConfirmed: .diedConfirmed
        case .transferred: .transferred
        case .notAnOverdose: .notAnOverdose
        case .wrongOrDoubled: .wrongOrDoubled
        case .mergedInto: .mergedInto
        case .beforeGoLive: .beforeGoLive
        case .notReached: .notReached
        }
    }

    public enum Kind: String, Codable, Sendable, CaseIterable {
        case reached, coveredBy, objects, diedReported, diedConfirmed, transferred, notAnOverdose, wrongOrDoubled
        case mergedInto, beforeGoLive, notReached
    }

    /// When contact with the person was made, where this ending rests on one.
    public var contactAt: Instant? {
        switch self {
        case .reached(let contact): contact.at
        case .coveredBy(_, let at): at
        default: nil
        }
    }
}

/// A person's wish not to be contacted: to what, how far it goes, how we know. The words themselves are in the vault.
public struct Objection: Hashable, Codable, Sendable {
    public let scope: Scope
    public let knownFrom: KnownFrom
    public let words: VaultID?

    public enum Scope: String, Codable, Sendable, CaseIterable { case thisOverdose, outreach, allSharing }
    public enum KnownFrom: String, Codable, Sendable, CaseIterable { case spoken, written, throughSource }

    public init(scope: Scope, knownFrom: KnownFrom, words: VaultID? = nil) {
        self.scope = scope
        self.knownFrom = knownFrom
        self.words = words
    }
}

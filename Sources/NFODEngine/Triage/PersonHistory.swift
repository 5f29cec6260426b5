/// What we know of a person from before and beside this overdose, in instants and enumerated values only. Empty for
/// somebody who is not identified: then every question about it is answered "not known", never "no".
public struct PersonHistory: Hashable, Sendable {
    /// The earliest possible instant of each of this person's *other* overdoses, in any order; this one is not among
    /// them.
    public var otherOverdoses: [Instant]
    /// When somebody last spoke with the person, over all responses (rule 7).
    public var contacts: [Instant]
    /// How this person's earlier responses ended.
    public var endings: [Ending]
    /// A service has a key worker for this person (rule 24).
    public var keyWorker: Told

    /// The endings of rule 34, as far as a later response looks at them.
    public enum Ending: String, Codable, Sendable, CaseIterable {
        case reached, objected, died, transferred, notAnOverdose, enteredByMistake, mergedInto, beforeGoLive, notReached
    }

    public init(
        otherOverdoses: [Instant] = [], contacts: [Instant] = [], endings: [Ending] = [], keyWorker: Told = .unknown
    ) {
        self.otherOverdoses = otherOverdoses
        self.contacts = contacts
        self.endings = endings
        self.keyWorker = keyWorker
    }
}

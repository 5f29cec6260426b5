/// Why this worker: what the coordinator saw, kept with the assignment (rule 25). Codes, not sentences; the words are
/// in ``Wording``.
public struct AssignmentExplanation: Hashable, Codable, Sendable {
    public let basis: Basis
    /// What spoke for the worker, strongest first.
    public let because: [String]
    /// Everybody else who was looked at, and what each lacked.
    public let passedOver: [PassedOver]
    /// What the chosen lacked all the same, as codes; a named person chose them over it.
    public let lacked: [String]
    /// Why, where they lacked something.
    public let despite: Why?

    /// Why somebody is given a response although they lack something that a proposal asks for.
    public enum Why: String, Codable, Sendable, CaseIterable {
        case extraShift, personAgreed, knowsPerson, nobodyElse, huddleDecided, other
    }

    public enum Basis: String, Codable, Sendable {
        /// A named person chose.
        case person
        /// The proposal was taken as it stood.
        case proposal
        /// The worker before did not answer in time.
        case acceptTimeOut
        /// The worker before gave it back.
        case handedBack
        /// The worker who had been asked makes room for another response.
        case madeRoom
    }

    public struct PassedOver: Hashable, Codable, Sendable {
        public let worker: WorkerID
        public let lacked: [String]

        public init(worker: WorkerID, lacked: [String]) {
            self.worker = worker
            self.lacked = lacked
        }
    }

    public init(
        basis: Basis, because: [String] = [], passedOver: [PassedOver] = [], lacked: [String] = [], despite: Why? = nil
    ) {
        self.lacked = lacked
        self.despite = despite
        self.basis = basis
        self.because = because
        self.passedOver = passedOver
    }
}

/// Why this worker: what the coordinator saw, kept with the assignment (rule 25). Codes, not sentences; the words are
/// in ``Wording``.
public struct AssignmentExplanation: Hashable, Codable, Sendable {
    public let basis: Basis
    /// What spoke for the worker, strongest first.
    public let because: [String]
    /// Everybody else who was looked at, and what each lacked.
    public let passedOver: [PassedOver]

    public enum Basis: String, Codable, Sendable {
        /// A named person chose.
        case person
        /// The proposal was taken as it stood.
        case proposal
        /// The worker before did not answer in time.
        case acceptTimeOut
        /// The worker before gave it back.
        case handedBack
    }

    public struct PassedOver: Hashable, Codable, Sendable {
        public let worker: WorkerID
        public let lacked: [String]

        public init(worker: WorkerID, lacked: [String]) {
            self.worker = worker
            self.lacked = lacked
        }
    }

    public init(basis: Basis, because: [String] = [], passedOver: [PassedOver] = []) {
        self.basis = basis
        self.because = because
        self.passedOver = passedOver
    }
}

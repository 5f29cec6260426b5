/// Who should own one case, and why: a computed view, never an event (rule 25).
public struct Proposal: Hashable, Sendable {
    public let caseID: CaseID
    public let choice: Choice
    public let route: Route
    /// What speaks for the choice, weightiest first; empty for nobody.
    public let reasons: [Reason]
    /// What each other worker of the team lacked: all hard limits in the way, or else the first point on which the
    /// choice was better.
    public let others: [WorkerID: [Shortfall]]
    public let conditions: Set<Condition>

    public enum Choice: Hashable, Sendable {
        case worker(WorkerID)
        /// A two-worker visit; the first of the two owns the case.
        case pair(WorkerID, WorkerID)
        /// Nobody keeps every limit: the case stays with the duty that holds it.
        case nobody

        public var workers: [WorkerID] {
            switch self {
            case .worker(let one): [one]
            case .pair(let first, let second): [first, second]
            case .nobody: []
            }
        }
    }

    /// What must be kept by whoever takes the case.
    public enum Condition: String, Hashable, Sendable {
        /// Not screened: phone first, no lone visit (rule 26).
        case notScreenedPhoneFirstNoLoneVisit
        /// Any visit is made by two.
        case twoWorkersForAnyVisit
    }

    /// Something that speaks for a choice.
    public enum Reason: Hashable, Sendable {
        case holdsDuty(RoleID)
        case isKeyWorker
        /// No other worker keeps every hard limit.
        case onlyOneWhoCan
        /// Can be there before the due time, after what this round has given them already.
        case inTime
        case knowsPerson
        case meetsWishes(Int)
        /// Open responses before this one.
        case hasRoom(open: Int, capacity: Int)
        case coversLocality
    }

    /// What would have to change for somebody to take a case that nobody can: for each worker with the fewest hard
    /// limits in the way, all of them changeable, what they lack. Empty when somebody was chosen, or when nothing may
    /// be changed.
    public var changes: [WorkerID: [Shortfall]] {
        guard choice == .nobody else { return [:] }
        let within = others.filter { $0.value.allSatisfy(\.canBeChanged) }
        let fewest = within.values.map(\.count).min() ?? 0
        return within.filter { $0.value.count == fewest }
    }
}

extension Proposal.Reason {
    /// Stable, for programs and events.
    public var code: String {
        switch self {
        case .holdsDuty: "holdsDuty"
        case .isKeyWorker: "isKeyWorker"
        case .onlyOneWhoCan: "onlyOneWhoCan"
        case .inTime: "inTime"
        case .knowsPerson: "knowsPerson"
        case .meetsWishes: "meetsWishes"
        case .hasRoom: "hasRoom"
        case .coversLocality: "coversLocality"
        }
    }

    /// For people, as half a sentence after the worker's name.
    public var sentence: String {
        switch self {
        case .holdsDuty(let role): "is on duty as \(role)"
        case .isKeyWorker: "is the person's key worker"
        case .onlyOneWhoCan: "is the only choice that keeps every limit"
        case .inTime: "can be there before the due time"
        case .knowsPerson: "knows the person"
        case .meetsWishes(let count): count == 1 ? "meets a wish of the person" : "meets \(count) wishes of the person"
        case .hasRoom(let open, let capacity): "has \(open) of at most \(capacity) open responses"
        case .coversLocality: "covers the locality"
        }
    }
}

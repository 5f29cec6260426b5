/// What one open case asks of the person who is to own it: the input of a proposal. Holds nothing by which anybody
/// could be recognised beyond a postcode district or sector, and is never stored.
public struct CaseNeed: Hashable, Sendable {
    public let caseID: CaseID
    public let triage: TriageLevel
    public let contactDueAt: Instant
    /// Where the person is to be found, as district or sector.
    public var locality: Locality?
    public var asksForFemaleWorker: Bool
    /// Workers who must not have this case: a relative, somebody the person does not want.
    public var excluded: Set<WorkerID>
    /// Workers who gave this response back or did not answer in time.
    public var passedOn: Set<WorkerID> = []
    /// An objection was told and nobody has settled it: nobody is proposed (rule 34).
    public var hasObjection = false
    public var needsTwoWorkers: Bool
    /// A named person has answered the screening (rule 26).
    public var isScreened: Bool
    /// Under 18, or possibly so (rule 23).
    public var isPossiblyUnder18: Bool
    public var whereabouts: Whereabouts?
    /// Agencies that may know of this case; nil allows all.
    public var agenciesAllowed: Set<AgencyID>?
    /// Workers the person has met before.
    public var knownWorkers: Set<WorkerID>
    public var wishes: Set<Wish>
    /// In treatment with this key worker. Once they have let the time to confirm pass it goes to outreach (rule 24).
    public var keyWorker: WorkerID?
    /// Asked already; it stays with them unless more is gained by another choice than evenness or a short way.
    public var offered: Offer?

    /// Whom a case was offered to.
    public struct Offer: Hashable, Sendable {
        public let worker: WorkerID
        /// Who goes with them on a visit by two.
        public let partner: WorkerID?

        public init(worker: WorkerID, partner: WorkerID? = nil) {
            self.worker = worker
            self.partner = partner
        }
    }

    /// What the person would like, where it can be done.
    public enum Wish: Hashable, Sendable {
        case worker(WorkerID)
        case agency(AgencyID)
        case skill(Worker.Skill)
    }

    public init(
        caseID: CaseID, triage: TriageLevel, contactDueAt: Instant, locality: Locality? = nil,
        asksForFemaleWorker: Bool = false, excluded: Set<WorkerID> = [], needsTwoWorkers: Bool = false,
        isScreened: Bool = false, isPossiblyUnder18: Bool = false, whereabouts: Whereabouts? = nil,
        agenciesAllowed: Set<AgencyID>? = nil, knownWorkers: Set<WorkerID> = [], wishes: Set<Wish> = [],
        keyWorker: WorkerID? = nil
    ) {
        self.caseID = caseID
        self.triage = triage
        self.contactDueAt = contactDueAt
        self.locality = locality
        self.asksForFemaleWorker = asksForFemaleWorker
        self.excluded = excluded
        self.needsTwoWorkers = needsTwoWorkers
        self.isScreened = isScreened
        self.isPossiblyUnder18 = isPossiblyUnder18
        self.whereabouts = whereabouts
        self.agenciesAllowed = agenciesAllowed
        self.knownWorkers = knownWorkers
        self.wishes = wishes
        self.keyWorker = keyWorker
    }

    /// Order in which cases choose: priority first, then the fewest hours left (rule 25), then the case's number.
    static func isMoreUrgent(_ left: CaseNeed, _ right: CaseNeed) -> Bool {
        (left.triage, left.contactDueAt, left.caseID) < (right.triage, right.contactDueAt, right.caseID)
    }

    func isMet(_ wish: Wish, by worker: Worker) -> Bool {
        switch wish {
        case .worker(let wished): worker.id == wished
        case .agency(let wished): worker.agency == wished
        case .skill(let wished): worker.skills.contains(wished)
        }
    }
}

extension CaseNeed {
    /// What bars this worker because of the person and what was told: hard limits that no time of day and no shift
    /// changes (rule 25).
    public func bars(_ worker: Worker) -> [Shortfall] {
        var bars: [Shortfall] = []
        if excluded.contains(worker.id) { bars.append(.excluded) }
        if hasObjection { bars.append(.personObjects) }
        if let allowed = agenciesAllowed, !allowed.contains(worker.agency) {
            bars.append(.agencyMayNotKnow(worker.agency))
        }
        // Of a desk it is asked of whoever takes the case.
        if asksForFemaleWorker, !worker.isDesk, worker.sex != .female { bars.append(.femaleWorkerAskedFor) }
        return bars
    }
}

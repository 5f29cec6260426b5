/// The numbers by which a case is run. All are settings; the defaults stand in `config/nfodd.yaml`.
public struct CasePolicy: Hashable, Codable, Sendable {
    /// From the earliest possible time of the overdose to the outer limit for contact (rule 1). 72 h.
    public var contactWithin: Span
    /// Less than this left at opening counts as told late (rule 4). 12 h.
    public var shortNotice: Span
    /// The goal kept beside the due time, from the notification (rule 4). 24 h.
    public var goalAfterNotification: Span
    /// The second follow-up after discharge or liberation (rule 10). 24 h.
    public var followUpWithin: Span
    /// The longest silence (rule 31). 12 h.
    public var silenceAtMost: Span
    /// How soon it is looked again for somebody to take a case, after nobody was found (rule 27). 60 min.
    public var offerAgainEvery: Span
    /// What must have been tried before the huddle may end a case as not reached (rule 34).
    public var beforeNotReached: MinimumAttempts

    public struct MinimumAttempts: Hashable, Codable, Sendable {
        /// Attempts in all.
        public var number: Int
        /// Different ways (phone, visit, message, letter).
        public var ways: Int
        /// Different parts of the day (morning, afternoon, evening, night), by local time.
        public var partsOfDay: Int
        /// Visits among them.
        public var visits: Int

        public init(number: Int, ways: Int, partsOfDay: Int, visits: Int) {
            self.number = number
            self.ways = ways
            self.partsOfDay = partsOfDay
            self.visits = visits
        }
    }

    public init(
        contactWithin: Span = .hours(72), shortNotice: Span = .hours(12), goalAfterNotification: Span = .hours(24),
        followUpWithin: Span = .hours(24), silenceAtMost: Span = .hours(12), offerAgainEvery: Span = .minutes(60),
        beforeNotReached: MinimumAttempts = MinimumAttempts(number: 5, ways: 2, partsOfDay: 2, visits: 1)
    ) {
        self.contactWithin = contactWithin
        self.shortNotice = shortNotice
        self.goalAfterNotification = goalAfterNotification
        self.followUpWithin = followUpWithin
        self.offerAgainEvery = offerAgainEvery
        self.silenceAtMost = silenceAtMost
        self.beforeNotReached = beforeNotReached
    }
}

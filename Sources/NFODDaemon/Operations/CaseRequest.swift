import NFODEngine

/// One command of the workflow on one case, as people and other programs ask for it: over HTTP, over the socket, on the
/// command line. Flat on purpose: only the fields of its action are looked at.
public struct CaseRequest: Codable, Sendable, Hashable {
    public var action: Action
    public var code: String
    /// The version the caller saw; the command is refused when the case has changed since, other than by a note that an
    /// alert arrived.
    public var version: Int64?
    public var worker: String?
    /// When it happened; now when it is left out.
    public var at: String?
    public var until: String?
    public var way: String?
    public var outcome: String?
    public var reason: String?
    /// `outreach` or `keyWorker`.
    public var kind: String?
    public var offerAgainOn: String?
    public var aboutThisOverdose: Bool?
    public var supportOffered: Bool?
    public var identityChecked: Bool?
    public var byHuddle: Bool?
    public var agency: String?
    /// The agency whose duty desk is asked, in the place of `worker`.
    public var desk: String?
    public var otherCase: String?
    public var earliest: String?
    public var latest: String?
    public var riskToStaff: String?
    public var domesticAbuse: String?
    public var safeContactKnown: String?
    public var children: String?
    /// The three answers of the adult protection test: `yes`, `no`, `unknown`.
    public var unableToSafeguard: String?
    public var atRiskOfHarm: String?
    public var moreVulnerable: String?
    /// Wishes: `yes` or `no`.
    public var femaleWorker: String?
    /// A worker's id, or `none`.
    public var keyWorker: String?
    /// A worker who must not have this person's responses, with `reason`.
    public var exclude: String?
    /// A worker who is excluded no longer.
    public var allow: String?
    /// Ways that are not safe for the person, with commas; `none` for no such way.
    public var unsafeWays: String?
    /// `worker:ID`, `agency:ID`, `skill:NAME`, with commas; `none` for nothing.
    public var preferences: String?
    /// Number of a plan item.
    public var item: Int64?
    /// Who sees to a plan item: `owner`, `role:ID`, `worker:ID`.
    public var planOwner: String?
    /// How many, where a plan item is counted.
    public var quantity: Int64?
    /// The second worker of a visit by two.
    public var partner: String?
    /// To whom it is proposed for; with `worker`, only while that is who is proposed.
    public var proposed: Bool?
    /// In somebody's own words: goes to the vault, never into an event.
    public var note: String?

    public enum Action: String, Codable, Sendable, CaseIterable {
        case show, assign, accept, handBack, acknowledge, silence, keepTrying, notToday, screen, attempt, contact
        case withdrawContact, followUp, whereabouts, overdoseTime, end, confirmEnd, reopen, merge, restartLadder
        case agreePlan, planMade, planDone, planNotNeeded, planAdd, planChange, planReopen, safeguarding, referralMade
        case referralConfirmed, wishes
    }

    public init(action: Action, code: String) {
        self.action = action
        self.code = code
    }
}

/// What was wrong with a request: each field by its path, all at once.
public struct InvalidInput: Error, Hashable, Sendable {
    public struct Problem: Hashable, Sendable, Codable {
        public let field: String
        public let code: String
        public let expected: String

        public init(field: String, code: String, expected: String) {
            self.field = field
            self.code = code
            self.expected = expected
        }
    }

    public let problems: [Problem]

    public init(_ problems: [Problem]) { self.problems = problems }
}

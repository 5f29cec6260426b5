/// The sections of the huddle report, in the order of rule 37, headed by what was not discussed last time (rule 38) and
/// by what the service says about itself. The raw value is the key in JSON. Title, emptiness and membership are said
/// here once; every renderer walks this list and shows empty sections too, so that nothing can be missing in silence.
public enum HuddleSection: String, CaseIterable, Sendable {
    case notDiscussed
    case alarms
    case silentSources
    case needsFixing
    case deaths
    case new
    case reviews
    case joined
    case notYetReached
    case overdue
    case dueBeforeNextHuddle
    case closedDays
    case inHospitalOrCustody
    case under18
    case outOfArea
    case repeats = "repeat"
    case mattersArising
    case visitsPlanned
    case capacity
    case willNotBeReached
    case notes

    public var title: String {
        switch self {
        case .notDiscussed: "Not discussed last time"
        case .alarms: "The service itself"
        case .silentSources: "Silent sources"
        case .needsFixing: "Needs fixing"
        case .deaths: "Deaths"
        case .new: "New"
        case .reviews: "Check who this is"
        case .joined: "Found to be one person"
        case .notYetReached: "Not yet reached"
        case .overdue: "Overdue"
        case .dueBeforeNextHuddle: "Due before the next huddle"
        case .closedDays: "Before a weekend or holidays"
        case .inHospitalOrCustody: "In hospital or custody"
        case .under18: "Under 18, or age not known"
        case .outOfArea: "Out of area"
        case .repeats: "Repeat overdoses"
        case .mattersArising: "Matters arising"
        case .visitsPlanned: "Visits planned"
        case .capacity: "Who can take what"
        case .willNotBeReached: "Will not be reached today"
        case .notes: "Trends and notes"
        }
    }

    /// What stands in the section when there is nothing to list.
    public var emptiness: String {
        switch self {
        case .alarms: "Nothing: no alarm stands."
        case .silentSources: "None: every source sent when it should have."
        case .needsFixing: "Nothing: every row could be read."
        case .deaths: "None reported."
        case .reviews: "Nothing to check."
        case .joined: "Nobody since the last huddle."
        case .closedDays: "No day without a huddle lies ahead before the next one."
        case .mattersArising: "Nothing is open from earlier huddles."
        case .visitsPlanned: "None."
        case .capacity: "Nobody is on the team list."
        case .notes: "None."
        default: "Nobody."
        }
    }

    /// One sentence under the title, where the title does not say it all.
    public var explanation: String? {
        switch self {
        case .alarms: "People may be missing from this report, or not have been told."
        case .needsFixing: "Each row may be a person nobody visits."
        case .deaths: "All visits stop."
        case .joined: "Joined by the machine since the last huddle. If it is wrong, take them apart."
        case .notYetReached: "Everybody nobody has spoken with yet, the new ones included."
        case .overdue: "More than 72 hours since the overdose, and nobody has spoken with them."
        case .under18: "Own route and own named owner; no default adult outreach."
        case .repeats: "Same day first."
        case .closedDays: "Who is on duty and at work on the days without a huddle, and what falls due."
        case .willNotBeReached: "Nobody can take these today, or nobody has the time. Decide here."
        default: nil
        }
    }

    /// The sections that list cases.
    public static let listingCases: [HuddleSection] = allCases.filter { section in
        switch section {
        case .notDiscussed, .new, .notYetReached, .overdue, .dueBeforeNextHuddle, .inHospitalOrCustody, .under18,
            .outOfArea, .repeats, .willNotBeReached:
            true
        case .alarms, .silentSources, .needsFixing, .deaths, .reviews, .joined, .closedDays, .mattersArising,
            .visitsPlanned, .capacity, .notes:
            false
        }
    }
}

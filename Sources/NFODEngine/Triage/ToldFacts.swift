/// All notifications of one overdose folded into one: what the sources say together, and where they differ. The order
/// in which the notifications arrived makes no difference.
public struct ToldFacts: Hashable, Sendable {
    public let naloxone: Answer
    /// The most doses that any source told.
    public let naloxoneDoses: Int?
    public let conveyed: Answer
    public let selfHarm: Answer
    public let childrenPresent: Answer
    public let domesticAbuse: Answer
    public let childConcern: Answer
    public let adultConcern: Answer
    public let objection: Answer
    public let noFixedAddress: Answer
    /// All substances that any source told.
    public let substances: Set<Substance>
    /// At least one source named something unreadable, or tablets that nobody could name.
    public let substancesIncomplete: Bool
    public let age: AgeReading
    /// Every whereabouts that any source told.
    public let whereaboutsTold: Set<Whereabouts>
    /// Where the person is now, by the last word about it; nil when nobody told.
    public let whereaboutsNow: Whereabouts?
    public let flags: Set<IntakeFlag>
    private let tellers: [Substance: [SourceID]]

    init(_ notifications: [(SourceID, NotificationFacts)], whereabouts: Whereabouts?, at: Instant) {
        let all = notifications.map { $0.1 }
        func fold(_ answer: (NotificationFacts) -> Told) -> Answer {
            Answer(notifications.map { (source: $0.0, answer: answer($0.1)) })
        }
        naloxone = fold(\.naloxoneAnswer)
        naloxoneDoses = all.compactMap(\.naloxoneDoses).max()
        conveyed = fold(\.conveyedAnswer)
        selfHarm = fold(\.selfHarm)
        childrenPresent = fold(\.childrenPresent)
        domesticAbuse = fold(\.domesticAbuse)
        childConcern = fold(\.childConcern)
        adultConcern = fold(\.adultConcern)
        objection = fold(\.objection)
        // The field has no "not told": a source that gives an address, or none, counts as "not said".
        noFixedAddress = fold { $0.noFixedAddress ? .yes : .no }.withoutDifference
        let substances = Set(all.flatMap(\.substances))
        self.substances = substances
        flags = Set(all.flatMap(\.flags))
        substancesIncomplete = substances.contains(.unknownTablets) || flags.contains(.substanceUnreadable)
        age = AgeReading(all.map(\.ageStatus), flags: flags, childConcern: childConcern.truth)
        whereaboutsTold = Set(all.compactMap(\.whereabouts)).union(whereabouts.map { [$0] } ?? [])
        whereaboutsNow = whereabouts ?? ToldFacts.lastWhereabouts(notifications, at: at)
        tellers = Dictionary(grouping: notifications.flatMap { told in told.1.substances.map { ($0, told.0) } }) {
            $0.0
        }
        .mapValues { Set($0.map(\.1)).sorted() }
    }

    /// The sources that told any of these substances, in order.
    public func sources(telling substances: Set<Substance>) -> [SourceID] {
        Set(substances.flatMap { tellers[$0] ?? [] }).sorted()
    }

    /// The last word about where the person is, by the time it speaks of.
    private static func lastWhereabouts(_ notifications: [(SourceID, NotificationFacts)], at: Instant) -> Whereabouts? {
        let words = notifications.compactMap {
            source, facts -> (when: Instant, source: SourceID, place: Whereabouts)? in
            guard let place = facts.whereabouts, let when = facts.whereaboutsAt else { return nil }
            if place == .inHospital, let departed = facts.departedAt, departed <= at {
                return (departed, source, .dischargedFromHospital)
            }
            return (when, source, place)
        }
        return words.max { ($0.when, $0.source) < ($1.when, $1.source) }?.place
    }
}

extension Answer {
    /// For fields in which "no" means "did not say": a yes beside it is no difference of opinion.
    var withoutDifference: Answer { truth == .yes ? Answer(sources.map { (source: $0, answer: .yes) }) : self }
}

extension NotificationFacts {
    /// A number of doses answers too where the yes or no was left out: none is no.
    var naloxoneAnswer: Told {
        guard let naloxoneDoses else { return naloxoneGiven }
        if naloxoneDoses > 0 { return .yes }
        return naloxoneGiven == .unknown ? .no : naloxoneGiven
    }

    /// Whoever arrived at, left or is in a hospital got there somehow.
    var conveyedAnswer: Told {
        if arrivedAt != nil { return .yes }
        switch whereabouts {
        case .inHospital, .leftHospitalBeforeTreatment, .dischargedFromHospital: return .yes
        default: return conveyedToHospital
        }
    }
}

/// Is it the same overdose (rule 19)?
public enum IncidentMatch: Hashable, Sendable {
    /// `absorbing`: overdoses at the same time and place of which nobody knew whose they are, and now one does.
    case joins(CaseID, Why, absorbing: [CaseID])
    /// A new case.
    case new
    /// It fits several, best first: a new case and a question for a human.
    case doubtful([CaseID])

    /// Why a notification joined an overdose.
    public enum Why: String, Codable, Sendable {
        /// The same person, at times that meet.
        case samePersonSameTime
        /// Nobody named on one side; the same scene, at times that meet.
        case sameSceneSameTime
        /// Nobody named on one side, and taken to hospital; the only arrival there that can be from that call.
        case onlyArrival
        /// As the first two; another overdose fits too, but its time is clearly further off.
        case samePersonNearestTime, sameSceneNearestTime

        public var sentence: String {
            switch self {
            case .samePersonSameTime: "same person; the times fit"
            case .sameSceneSameTime: "nobody is named in one record; same place, and the times fit"
            case .onlyArrival: "nobody is named in one record; taken to hospital, and only this arrival fits"
            case .samePersonNearestTime: "same person; the nearest of several times"
            case .sameSceneNearestTime: "nobody is named in one record; same place, the nearest of several times"
            }
        }
    }

    /// `candidates`: incidents of the person, and incidents at the scene, or on the way to hospital, where nobody is
    /// named on either side. Each source tells of an overdose once: an incident that this source has told of already is
    /// another one (rule 19), unless it named nobody and this record says who it was.
    public static func decide(
        _ telling: IncidentTelling, candidates: [KnownIncident], settings: IncidentSettings
    ) -> IncidentMatch {
        let all = candidates.compactMap { IncidentFit(telling, $0, settings: settings) }
            .sorted { ($0.gap, $0.caseID) < ($1.gap, $1.caseID) }
        let best = all.map(\.link).min()
        let fits = all.filter { $0.link == best }
        guard let nearest = fits.first else { return .new }
        let isOnlyOne = fits.count == 1
        let isNearest = nearest.link != .arrival && !isOnlyOne && fits[1].gap - nearest.gap >= settings.clearlyNearer
        guard isOnlyOne || isNearest else { return .doubtful(fits.map(\.caseID)) }
        let nameless = nearest.link == .person ? nearest.nameless(among: all, settings) : []
        return .joins(nearest.caseID, nearest.why(isOnlyOne: isOnlyOne), absorbing: nameless)
    }
}

/// A known overdose that a notification could be about.
struct IncidentFit: PersonalData {
    let incident: KnownIncident
    var caseID: CaseID { incident.caseID }
    /// Elapsed time between the intervals that lie furthest apart; zero where all overlap.
    let gap: Span
    let link: Link

    /// What the two have in common; the strongest first.
    enum Link: Int, Comparable {
        case person, scene, arrival

        static func < (left: Link, right: Link) -> Bool { left.rawValue < right.rawValue }
    }

    /// Nil where it cannot be the same overdose.
    init?(_ telling: IncidentTelling, _ incident: KnownIncident, settings: IncidentSettings) {
        let displaced = incident.displaced(by: telling)
        let known = incident.tellings.filter { !displaced.contains($0.notification) }
        let timesMeet = known.allSatisfy {
            $0.source != telling.source
                && $0.overdose.meets(telling.overdose, slack: settings.slack($0.source, telling.source))
        }
        guard timesMeet, !known.isEmpty, let link = IncidentFit.link(telling, known) else { return nil }
        self.incident = incident
        self.link = link
        gap = known.map { $0.overdose.gap(to: telling.overdose) }.max() ?? .zero
    }

    private static func link(_ telling: IncidentTelling, _ known: [IncidentTelling]) -> Link? {
        let people = known.compactMap(\.person)
        if let person = telling.person, !people.isEmpty { return people.contains(person) ? .person : nil }
        if known.contains(where: { FieldComparison.sex($0.sex, telling.sex) == .differ }) { return nil }
        if known.contains(where: { $0.isAtOnePlace(with: telling) }) { return .scene }
        let isArrival =
            known.contains { $0.isArrival(of: telling) || telling.isArrival(of: $0) }
            && !known.contains { $0.scene.isElsewhere(than: telling.scene) }
        return isArrival ? .arrival : nil
    }

    /// Overdoses of nobody knew whom that turn out to be this one. Of arrivals only the one that there is: of several,
    /// nobody knows which.
    func nameless(among all: [IncidentFit], _ settings: IncidentSettings) -> [CaseID] {
        let possible = all.filter { $0.link != .person && $0.incident.mayBe(incident, settings) }
        let isOnlyOne = possible.count == 1
        return possible.filter { $0.link == .scene || (isOnlyOne && !$0.incident.isElsewhere(than: incident)) }
            .map(\.caseID)
    }

    func why(isOnlyOne: Bool) -> IncidentMatch.Why {
        switch (link, isOnlyOne) {
        case (.person, true): .samePersonSameTime
        case (.person, false): .samePersonNearestTime
        case (.scene, true): .sameSceneSameTime
        case (.scene, false): .sameSceneNearestTime
        case (.arrival, _): .onlyArrival
        }
    }
}

extension OverdoseInterval {
    /// Elapsed time between two intervals; zero where they overlap.
    func gap(to other: OverdoseInterval) -> Span {
        max(.zero, max(earliest, other.earliest) - min(latest, other.latest))
    }
}

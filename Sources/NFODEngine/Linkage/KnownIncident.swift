/// An overdose known already: its case and every notification of it.
public struct KnownIncident: Hashable, Sendable, PersonalData {
    public let caseID: CaseID
    public let tellings: [IncidentTelling]

    public init(caseID: CaseID, tellings: [IncidentTelling]) {
        self.caseID = caseID
        self.tellings = tellings
    }
}

extension KnownIncident {
    /// Records that name nobody, by the source of one that names whose overdose this is: they are about somebody else,
    /// because a source tells of an overdose once.
    public func displaced(by telling: IncidentTelling) -> [NotificationID] {
        guard let person = telling.person, tellings.contains(where: { $0.person == person }) else { return [] }
        return tellings.filter { $0.source == telling.source && $0.person == nil }.map(\.notification)
    }

    /// Every source tells of an overdose once, and all the times meet.
    func mayBe(_ other: KnownIncident, _ settings: IncidentSettings) -> Bool {
        tellings.allSatisfy { mine in
            other.tellings.allSatisfy {
                $0.source != mine.source
                    && $0.overdose.meets(mine.overdose, slack: settings.slack($0.source, mine.source))
                    && FieldComparison.sex($0.sex, mine.sex) != .differ
            }
        }
    }

    /// One of each tells of a scene, and they are two places.
    func isElsewhere(than other: KnownIncident) -> Bool {
        tellings.contains { mine in other.tellings.contains { $0.scene.isElsewhere(than: mine.scene) } }
    }
}

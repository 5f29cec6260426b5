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
    /// Records that name nobody and are about somebody else, now that one names whose overdose this is: those of the
    /// same source, because a source tells of an overdose once; and those of a call at another place, of which this
    /// seemed to be the arrival.
    public func displaced(by telling: IncidentTelling) -> [NotificationID] {
        guard let person = telling.person, tellings.contains(where: { $0.person == person }) else { return [] }
        return tellings.filter {
            guard $0.person == nil else { return false }
            return $0.source == telling.source || (isByArrival($0) && $0.scene.isElsewhere(than: telling.scene))
        }.map(\.notification)
    }

    /// Calls for somebody unknown that came to this overdose as to the only arrival, where `telling` is another.
    public func unsettled(by telling: IncidentTelling) -> [NotificationID] {
        guard let person = telling.person, !tellings.contains(where: { $0.person == person }) else { return [] }
        return tellings.filter {
            telling.isArrival(of: $0) && FieldComparison.sex($0.sex, telling.sex) != .differ && isByArrival($0)
        }.map(\.notification)
    }

    /// Nothing but the way to hospital brings it here.
    private func isByArrival(_ call: IncidentTelling) -> Bool {
        tellings.contains { $0.isArrival(of: call) }
            && !tellings.contains { $0.notification != call.notification && $0.isAtOnePlace(with: call) }
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

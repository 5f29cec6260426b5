/// A person as linkage sees one: an id and everything that was told, with what humans have decided.
public struct KnownPerson: Hashable, Sendable, PersonalData {
    public let id: PersonID
    /// Of this person and of all who were absorbed into it; at least one.
    public let notifications: [PersonEvidence]
    /// A human has confirmed, separated or undone something about this person: the machine merges it with nobody.
    public let humanHasDecided: Bool
    /// Notifications a human said are not this person's: never offered again.
    public let separatedNotifications: Set<NotificationID>
    /// People a human said are not this person: never offered again.
    public let separatedPeople: Set<PersonID>

    public init(
        id: PersonID, notifications: [PersonEvidence], humanHasDecided: Bool = false,
        separatedNotifications: Set<NotificationID> = [], separatedPeople: Set<PersonID> = []
    ) {
        self.id = id
        self.notifications = notifications
        self.humanHasDecided = humanHasDecided
        self.separatedNotifications = separatedNotifications
        self.separatedPeople = separatedPeople
    }

    /// The same, with the words of all names taken from `book`.
    func sharing(_ book: inout NameBook) -> KnownPerson {
        KnownPerson(
            id: id, notifications: notifications.map { $0.sharing(&book) }, humanHasDecided: humanHasDecided,
            separatedNotifications: separatedNotifications, separatedPeople: separatedPeople)
    }

    /// A human said they are two.
    func isSeparated(from other: KnownPerson) -> Bool {
        separatedPeople.contains(other.id) || other.separatedPeople.contains(id)
            || other.notifications.contains { separatedNotifications.contains($0.notification) }
            || notifications.contains { other.separatedNotifications.contains($0.notification) }
    }

    /// Rule 17: one known from a single notification; or both well known where CHI, birth date and name all agree; and
    /// never where a human has decided anything about either.
    func machineMayAbsorb(_ other: KnownPerson) -> Bool {
        guard !humanHasDecided, !other.humanHasDecided else { return false }
        if other.notifications.count == 1 || notifications.count == 1 { return true }
        return !Set(notifications.compactMap(\.chi)).isDisjoint(with: other.notifications.compactMap(\.chi))
            && !Set(notifications.compactMap(\.birthDate)).isDisjoint(with: other.notifications.compactMap(\.birthDate))
            && !Set(notifications.flatMap(\.names)).isDisjoint(with: other.notifications.flatMap(\.names))
    }
}

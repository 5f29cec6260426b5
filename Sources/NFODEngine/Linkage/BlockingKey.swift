/// A normalised piece of what is known about somebody, by which others who share it are found. The vault keeps a keyed
/// hash of it as a blind index; the text itself is personal.
public struct BlockingKey: Hashable, Comparable, Sendable, PersonalData {
    public let kind: Kind
    public let text: String

    /// What a key is made of. The raw value names the index column.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case chi
        /// One name and the birth date; made for forename and surname alike, so that swapped names still meet.
        case nameBirthDate
        /// An initial and the birth date, for names with a slip in them.
        case initialBirthDate
        /// A surname, the year, and day and month in either order.
        case nameSwappedBirthDate
        /// Both names, in alphabetical order.
        case fullName
        case namePostcode, nameAddress, nameScene
        /// Where and on which day (UTC) it happened, for notifications that name nobody.
        case sceneDay
        /// On which day somebody unknown was taken to hospital, and on which days an arrival may have been called for.
        case conveyedDay, arrivalDay
        /// Not looked under: counted, because a rare name weighs more than a common one.
        case forename, surname
    }

    public init(_ kind: Kind, _ parts: String...) {
        self.kind = kind
        text = parts.joined(separator: "|")
    }

    public static func < (left: BlockingKey, right: BlockingKey) -> Bool {
        (left.kind.rawValue, left.text) < (right.kind.rawValue, right.text)
    }
}

/// Keys under which a person is filed and looked for: two records of one person with any one field wrong still share
/// one.
public enum BlockingKeys {
    /// Sorted, each once; empty when nobody is named.
    public static func of(_ evidence: PersonEvidence) -> [BlockingKey] {
        var keys: Set<BlockingKey> = []
        if let chi = evidence.chi { keys.insert(BlockingKey(.chi, chi.text)) }
        for form in evidence.names {
            if !form.forename.isEmpty && !form.surname.isEmpty {
                let both = [form.firstForename, form.surname].map(NameFolding.foldedSurname).sorted()
                keys.insert(BlockingKey(.fullName, both[0], both[1]))
            }
            for name in words(of: form) { keys.formUnion(self.keys(name: name, evidence)) }
        }
        return keys.sorted()
    }

    /// What the notification's main name is counted under.
    public static func names(of evidence: PersonEvidence) -> [BlockingKey] {
        guard let form = evidence.names.first else { return [] }
        return (form.forename.isEmpty ? [] : [BlockingKey(.forename, form.forename)])
            + (form.surname.isEmpty ? [] : [BlockingKey(.surname, form.surname)])
    }

    private static func words(of form: NameForm) -> Set<String> {
        Set([form.forename, form.firstForename, form.surname] + form.surnameParts).subtracting([""])
            .reduce(into: []) { $0.insert(NameFolding.foldedSurname($1)) }
    }

    private static func keys(name: String, _ evidence: PersonEvidence) -> [BlockingKey] {
        var keys: [BlockingKey] = []
        if let birth = evidence.birthDate {
            keys.append(BlockingKey(.nameBirthDate, name, birth.iso8601))
            keys.append(BlockingKey(.initialBirthDate, String(name.prefix(1)), birth.iso8601))
            let (low, high) = (min(birth.day, birth.month), max(birth.day, birth.month))
            keys.append(BlockingKey(.nameSwappedBirthDate, name, String(birth.year), String(low), String(high)))
        }
        if let postcode = evidence.home.postcode { keys.append(BlockingKey(.namePostcode, name, postcode)) }
        if evidence.home.isOneDoor, let address = evidence.home.address {
            keys.append(BlockingKey(.nameAddress, name, address))
        }
        if let postcode = evidence.scene.postcode { keys.append(BlockingKey(.nameScene, name, postcode)) }
        return keys
    }
}

/// Keys by which notifications of one place and time find each other when nobody is named.
public enum SceneKeys {
    /// One key for each day the interval widened by `slack` touches, for the postcode and for the address.
    public static func of(_ scene: FoldedPlace, _ overdose: OverdoseInterval, slack: Span) -> [BlockingKey] {
        let first = day(of: overdose.earliest - slack)
        let last = day(of: overdose.latest + slack)
        return (first...last).flatMap { day in
            [scene.postcode, scene.address].compactMap { $0 }.map { BlockingKey(.sceneDay, $0, String(day)) }
        }.sorted()
    }

    /// Under which a notification is filed, so that the other side of somebody's way to hospital finds it: a crew that
    /// does not know whom it took there, and an arrival of which no scene is told.
    public static func filed(_ told: PersonEvidence) -> [BlockingKey] {
        if told.isConveyedUnnamed { return days(.conveyedDay, told.overdose) }
        return told.isArrival ? days(.arrivalDay, told.overdose) : []
    }

    /// Under which the other side is found.
    public static func sought(_ told: PersonEvidence) -> [BlockingKey] {
        if told.isConveyedUnnamed { return days(.arrivalDay, told.overdose) }
        return told.isArrival ? days(.conveyedDay, told.overdose) : []
    }

    private static func days(_ kind: BlockingKey.Kind, _ overdose: OverdoseInterval) -> [BlockingKey] {
        (day(of: overdose.earliest)...day(of: overdose.latest)).map { BlockingKey(kind, String($0)) }
    }

    private static func day(of instant: Instant) -> Int64 {
        let whole = instant.milliseconds / 86_400_000
        return instant.milliseconds < whole * 86_400_000 ? whole - 1 : whole
    }
}

extension PersonEvidence {
    /// A crew took somebody to hospital and does not know whom.
    fileprivate var isConveyedUnnamed: Bool { isUnidentified && isConveyed && overdose.precision == .exact }

    fileprivate var isArrival: Bool { overdose.origin == .arrival }
}

/// What one notification tells about who it is, folded and ready to be compared. Lives in memory and in the vault only.
public struct PersonEvidence: Hashable, Sendable, PersonalData {
    public private(set) var notification: NotificationID
    public let source: SourceID
    /// The main name first, then "known as" and other names. Empty when nobody was named.
    public private(set) var names: [NameForm]
    public let birthDate: CivilDate?
    /// The year told alone, or that of the birth date.
    public let birthYear: Int?
    /// Only a number that passes a check: any other tells nothing (rule 16).
    public let chi: CHIDigits?
    public let sex: Sex?
    public let home: FoldedPlace
    public let scene: FoldedPlace
    public let overdose: OverdoseInterval
    /// The source says that it took the person to hospital.
    public let isConveyed: Bool

    public init(
        notification: NotificationID, source: SourceID, names: [NameForm], birthDate: CivilDate? = nil,
        birthYear: Int? = nil, chi: CHIDigits? = nil, sex: Sex? = nil, home: FoldedPlace = .unknown,
        scene: FoldedPlace = .unknown, overdose: OverdoseInterval, isConveyed: Bool = false
    ) {
        self.notification = notification
        self.source = source
        self.names = names
        self.birthDate = birthDate
        self.birthYear = birthDate?.year ?? birthYear
        self.chi = chi
        self.sex = sex
        self.home = home
        self.scene = scene
        self.overdose = overdose
        self.isConveyed = isConveyed
    }

    /// Folds what a source told.
    public init(
        notification: NotificationID, source: SourceID, details: NotificationDetails, facts: NotificationFacts
    ) {
        self.init(
            notification: notification, source: source, names: NameForm.all(in: details),
            birthDate: details.birthDate, birthYear: details.birthYear, chi: details.chi.flatMap(CHIDigits.init),
            sex: facts.sex ?? details.sex, home: FoldedPlace(details.home), scene: FoldedPlace(details.scene),
            overdose: facts.overdose, isConveyed: facts.conveyedToHospital == .yes)
    }

    /// The same, as told by this notification.
    public func about(_ notification: NotificationID) -> PersonEvidence {
        var told = self
        told.notification = notification
        return told
    }

    /// The same, with the words of its names taken from `book`.
    func sharing(_ book: inout NameBook) -> PersonEvidence {
        var told = self
        told.names = names.map { $0.sharing(&book) }
        return told
    }

    /// Where it happened, or at least where they live.
    public var place: FoldedPlace { scene == .unknown ? home : scene }

    /// Nobody was named and no usable number was told: such a notification can join an overdose, never a person.
    public var isUnidentified: Bool { names.isEmpty && chi == nil }
}

/// One name of a person, folded. Either half may be empty, not both.
public struct NameForm: Hashable, Sendable, PersonalData {
    let given: NameWord
    /// The first of several forenames; ``given`` where there is one.
    let first: NameWord
    let family: NameWord
    /// The parts of a double-barrelled surname; empty where it is simple.
    private let familyParts: [String]

    /// All forenames run together.
    public var forename: String { given.text }
    /// The first of several forenames; equal to ``forename`` where there is one.
    public var firstForename: String { first.text }
    public var surname: String { family.text }
    /// The parts of a double-barrelled surname, one where it is simple.
    public var surnameParts: [String] { familyParts.isEmpty && !family.isEmpty ? [family.text] : familyParts }

    /// Nil when nothing is left after folding.
    public init?(forename: String?, surname: String?) {
        let forenames = NameFolding.parts(forename ?? "")
        let parts = NameFolding.parts(surname ?? "").map(NameFolding.foldedSurname)
        let (given, family) = (forenames.joined(), NameFolding.foldedSurname(surname ?? ""))
        if given.isEmpty && family.isEmpty { return nil }
        self.given = given.isEmpty ? .empty : NameWord(given)
        first = forenames.count > 1 ? NameWord(forenames[0]) : self.given
        self.family = family.isEmpty ? .empty : NameWord(family)
        familyParts = parts.count > 1 ? parts : []
    }

    private init(given: NameWord, first: NameWord, family: NameWord, familyParts: [String]) {
        self.given = given
        self.first = first
        self.family = family
        self.familyParts = familyParts
    }

    /// With forename and surname in each other's place, as a clerk may have typed them.
    var swapped: NameForm { NameForm(given: family, first: family, family: given.asSurname, familyParts: []) }

    func sharing(_ book: inout NameBook) -> NameForm {
        NameForm(
            given: book.word(given), first: book.word(first), family: book.word(family), familyParts: familyParts)
    }

    /// One of the surnames is a part of the other.
    func isPart(of other: NameForm) -> Bool {
        if familyParts.isEmpty && other.familyParts.isEmpty { return false }
        return max(1, familyParts.count) != max(1, other.familyParts.count)
            && (familyParts.contains(other.family.text) || other.familyParts.contains(family.text))
    }

    /// The main name, and each other name once: one word stands for the forename, several for a whole name.
    static func all(in details: NotificationDetails) -> [NameForm] {
        var forms = [NameForm(forename: details.forename, surname: details.surname)].compactMap { $0 }
        for other in details.otherNames {
            let words = other.split(separator: " ").map(String.init)
            let surname = words.count > 1 ? words.last : details.surname
            let forename = words.count > 1 ? words.dropLast().joined(separator: " ") : words.first
            guard let form = NameForm(forename: forename, surname: surname), !forms.contains(form) else { continue }
            forms.append(form)
        }
        return forms
    }
}

/// Where somebody lives or where it happened, folded.
public struct FoldedPlace: Hashable, Codable, Sendable, PersonalData {
    /// Letters and digits only, without the postcode; nil when unknown or no fixed address.
    public let address: String?
    public let postcode: String?

    public init(address: String?, postcode: String?) {
        self.address = NameFolding.foldedAddress(address)
        self.postcode = NameFolding.foldedPostcode(postcode)
    }

    public init(_ place: Place?) { self.init(address: place?.address, postcode: place?.postcode) }

    public static let unknown = FoldedPlace(nil)

    /// The address names one door: it has a number in it. A hostel or a street without one is the home of many.
    public var isOneDoor: Bool { address?.utf8.contains { (0x30...0x39).contains($0) } ?? false }
}

import NFODEngine

/// Invented people, told about by invented sources. A day is a number, a time is minutes since its midnight.
func told(
    _ number: Int64, by source: String = "ambulance", _ forename: String?, _ surname: String?, born: String? = nil,
    year: Int? = nil, chi: String? = nil, sex: Sex? = nil, home: String? = nil, homePostcode: String? = nil,
    scene: String? = nil, scenePostcode: String? = nil, knownAs: [String] = [],
    at overdose: OverdoseInterval? = nil
) -> PersonEvidence {
    let details = NotificationDetails(
        forename: forename, surname: surname, otherNames: knownAs, birthDate: born.flatMap { CivilDate(iso8601: $0) },
        birthYear: year, chi: chi, sex: sex, home: Place(address: home, postcode: homePostcode),
        scene: Place(address: scene, postcode: scenePostcode))
    // Far apart unless a test says otherwise, so that no two notifications meet by accident.
    let interval = overdose ?? minutes(number * 100_000)
    return PersonEvidence(
        notification: NotificationID(number), source: SourceID(source), details: details,
        facts: NotificationFacts(overdose: interval, sentAt: interval.latest, sex: sex))
}

func minutes(_ count: Int64) -> OverdoseInterval { .exact(Instant(milliseconds: count * 60_000)) }

func between(_ first: Int64, _ last: Int64) -> OverdoseInterval {
    OverdoseInterval(
        earliest: Instant(milliseconds: first * 60_000), latest: Instant(milliseconds: last * 60_000),
        precision: .estimated, origin: .arrival)
}

let ambulance = SourceID("ambulance")
let police = SourceID("police")

let settings = IncidentSettings(
    slack: [IncidentSettings.Pair(ambulance, police): .minutes(75)], otherSlack: .minutes(45),
    clearlyNearer: .minutes(30))

/// As shipped, in a town of a thousand people of whom nobody's name is known.
let linkage = LinkageContext(
    model: .shipped, settings: LinkageSettings(joinAt: Bits(tenths: 80), askAt: Bits(tenths: -30)), incident: settings,
    names: NameCounts(), people: 1_000)

func likeness(_ left: PersonEvidence, _ right: PersonEvidence) throws -> PersonLikeness {
    try PersonLikeness([left], [right], in: linkage)
}

/// What the machine makes of two records.
enum Outcome { case joined, asked, apart }

func outcome(_ left: PersonEvidence, _ right: PersonEvidence) throws -> Outcome {
    let known = KnownPerson(id: PersonID(1), notifications: [left])
    switch try LinkDecision.decide(right, candidates: [known], in: linkage) {
    case .new: return .apart
    case .review: return .asked
    case .attach, .attachAndMerge: return .joined
    }
}

/// Numbers of Public Health Scotland's documentation, and one a digit away from the first that passes modulus 10.
enum Numbers {
    static let one = "0211165794"
    static let slipFromOne = "0211168794"
    static let two = "0101011237"
}

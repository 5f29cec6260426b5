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

func compare(_ left: PersonEvidence, _ right: PersonEvidence) -> MatchResult {
    PersonMatch.compare(left, right, settings: settings)
}

extension MatchResult {
    var isSame: Bool { if case .same = self { true } else { false } }
    var isPossible: Bool { if case .possible = self { true } else { false } }
    var isDifferent: Bool { if case .different = self { true } else { false } }
    var rule: LinkRule? { if case .same(let rule, _) = self { rule } else { nil } }
}

/// Numbers of Public Health Scotland's documentation, and one a digit away from the first that passes modulus 10.
enum Numbers {
    static let one = "0211165794"
    static let slipFromOne = "0211168794"
    static let two = "0101011237"
}

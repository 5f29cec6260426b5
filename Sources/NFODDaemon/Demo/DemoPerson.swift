import NFODEngine

/// Somebody invented. Neither the names nor the streets nor the numbers belong to anybody.
struct DemoPerson: Sendable {
    let forename: String
    let surname: String
    let isFemale: Bool
    let birthDate: CivilDate
    let street: String
    let postcode: String

    /// A number that passes the check, made from the birth date.
    var chi: String {
        let birth = [birthDate.day, birthDate.month, birthDate.year % 100].map(DemoRow.twoDigits).joined()
        let sequences = stride(from: isFemale ? 402 : 411, through: 999, by: 2)
        for sequence in sequences {
            for check in 0...9 {
                let text = "\(birth)\(sequence)\(check)"
                if CHINumber(told: text)?.isValid == true { return text }
            }
        }
        return ""
    }

    /// One of many, the same for the same number.
    static func invented(_ number: Int) -> DemoPerson {
        let isFemale = number.isMultiple(of: 2)
        let forenames = isFemale ? femaleNames : maleNames
        let surname = surnames[number % surnames.count]
        let age = 22 + number * 7 % 33
        let birth = DemoCalendar.friday.adding(days: -age * 365 - number * 53 % 360)
        return DemoPerson(
            forename: forenames[(number / 2 + number / surnames.count * 3) % forenames.count], surname: surname,
            isFemale: isFemale, birthDate: birth, street: "\(3 + number * 11 % 90) \(streets[number % streets.count])",
            postcode: "DD\(1 + number % 5) \(1 + number % 7)ZZ")
    }

    private static let femaleNames = [
        "Isla", "Fiona", "Karen", "Donna", "Shona", "Eilidh", "Lorna", "Heather", "Gemma", "Rhona", "Moira", "Tracey",
    ]
    private static let maleNames = [
        "Callum", "Scott", "Fergus", "Darren", "Keith", "Murdo", "Ross", "Wayne", "Angus", "Craig", "Lewis", "Neil",
    ]
    private static let surnames = [
        "Exampleson", "Placeholder", "Inventit", "Madeupson", "Samplewood", "Notrealby", "Fabricant", "Storyton",
        "Pretendie", "Mockingham", "Figment", "Ficthorne", "Testwell", "Dummyfield", "Specimore", "Instancely",
        "Trialburgh", "Patternock", "Outlinder", "Draftmuir", "Sketchley", "Modelrie", "Templeform", "Proxywick",
        "Stubbington", "Blankenhope", "Whatsit", "Somebodie", "Anyoneson", "Nobodyrie", "Thingummy", "Makebelieve",
    ]
    private static let streets = ["Invented Street", "Madeup Road", "Example Terrace", "Nowhere Lane", "Story Place"]
}

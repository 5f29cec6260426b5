import NFODEngine

/// The people of the story, none of whom lives anywhere.
extension DemoStory {
    static let weekend = person("Gregor", "Elsewhere", 1_984, 3, 9, postcode: "DD4 6ZZ", isFemale: false)
    static let toldTwice = person("Leanne", "Twicetold", 1_990, 11, 2, postcode: "DD1 3ZZ", isFemale: true)
    static let misspelled = person("Catriona", "Fernlea", 1_979, 7, 23, postcode: "DD2 5ZZ", isFemale: true)
    static let again = person("Robbie", "Onceagain", 1_988, 1, 17, postcode: "DD3 2ZZ", isFemale: false)
    static let toldLate = person("Agnes", "Latecomer", 1_971, 5, 30, postcode: "DD5 1ZZ", isFemale: true)
    static let underAge = person("Jay", "Youngson", 2_005, 2, 11, postcode: "DD4 2ZZ", isFemale: false)

    private static func person(
        _ forename: String, _ surname: String, _ year: Int, _ month: Int, _ day: Int, postcode: String, isFemale: Bool
    ) -> DemoPerson {
        DemoPerson(
            forename: forename, surname: surname, isFemale: isFemale,
            birthDate: CivilDate(year: year, month: month, day: day) ?? DemoCalendar.friday,
            street: "\(day + month) Invented Street", postcode: postcode)
    }
}

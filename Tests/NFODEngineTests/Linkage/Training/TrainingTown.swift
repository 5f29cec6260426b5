import NFODEngine

/// Notifications about invented people who have nothing to do with each other, with slips at planted rates.
struct TrainingTown {
    /// How often a record tells it otherwise than it is, in hundredths.
    struct Slips {
        var surname = 10
        var birthDate = 20
        var home = 30
    }

    private var random: SeededNumbers
    private let slips: Slips
    private(set) var owners: [NotificationID: Int] = [:]

    init(seed: UInt64, slips: Slips = Slips()) {
        random = SeededNumbers(seed: seed)
        self.slips = slips
    }

    private static let forenames = [
        "James", "Steven", "Tracey", "Liam", "Marek", "Donna", "Rhona", "Jade", "Anne", "Karen", "Colin", "Craig",
        "Gary", "Fiona", "Hamish", "Moira", "Duncan", "Elspeth", "Gordon", "Isla",
    ]

    /// - Parameters:
    ///   - people: each told about by as many sources as `records` says.
    mutating func records(people: Int, each records: Int) -> [PersonEvidence] {
        var told: [PersonEvidence] = []
        for person in 0..<people {
            let human = human()
            for record in 0..<records {
                let number = Int64(told.count + 1)
                owners[NotificationID(number)] = person
                told.append(self.record(of: human, number, by: record.isMultiple(of: 2) ? "ambulance" : "police"))
            }
        }
        return told
    }

    private struct Human {
        let forename: String
        let surname: String
        let born: CivilDate
        let home: String
    }

    private mutating func human() -> Human {
        let letters = Array("BCDFGHJKLMNPRSTVWZ")
        let surname = "\(random.pick(letters))o\(random.pick(letters))a\(random.pick(letters))u\(random.pick(letters))e"
        return Human(
            forename: random.pick(Self.forenames), surname: surname,
            born: CivilDate(dayNumber: random.below(14_000)), home: "\(random.below(900) + 1) \(surname) Road")
    }

    private mutating func record(of human: Human, _ number: Int64, by source: String) -> PersonEvidence {
        var surname = human.surname
        if random.below(100) < slips.surname { surname.insert("x", at: surname.index(after: surname.startIndex)) }
        let isWrongDate = random.below(100) < slips.birthDate
        let born = isWrongDate ? human.born.adding(days: 1 + random.below(2)) : human.born
        let home = random.below(100) < slips.home ? "\(random.below(900) + 1) Elsewhere Street" : human.home
        return told(number, by: source, human.forename, surname, born: born.iso8601, home: home)
    }
}

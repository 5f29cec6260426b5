@testable import NFODEngine

/// A made-up list of people with a birth date, some with a number, each told of several times with slips.
struct InventedList {
    /// One row: forename, surname, birth date, CHI, postcode, address, sex.
    typealias Row = (name: String, owner: Int, cells: [String])

    struct Human {
        var forename: String
        var surname: String
        var born: CivilDate
        var chi: String
        var postcode: String
        var address: String
        var sex: String

        var cells: [String] { [forename, surname, born.iso8601, chi, postcode, address, sex] }
    }

    static let forenames = [
        "Dean", "Sean", "Kerry", "Kelly", "James", "Steven", "Stuart", "Tracey", "Stacey", "Liam", "Ian", "Marek",
        "Donna", "Shona", "Rhona", "Jade", "Jean", "Anne", "Karen", "Darren", "Colin", "Craig", "Gary", "Mary",
    ]

    private(set) var rows: [Row] = []
    private(set) var random: SeededNumbers
    private var people = 0
    private var given: Set<String> = []

    init(seed: UInt64) { random = SeededNumbers(seed: seed) }

    /// Nobody is related to anybody.
    mutating func addStrangers(_ count: Int, times: Int = 2) {
        for _ in 0..<count { tell(of: human(), times: times) }
    }

    /// Twins, a parent and a child of one name, a sibling, a namesake elsewhere and a partner.
    mutating func addHousehold() {
        let first = human()
        var twin = first
        twin.forename = another(than: first.forename)
        twin.chi = number(first.born)
        var parent = first
        parent.born = first.born.adding(days: -(6_000 + random.below(5_000)))
        parent.chi = number(parent.born)
        var sibling = twin
        sibling.forename = another(than: twin.forename)
        sibling.born = first.born.adding(days: 400 + random.below(2_000))
        sibling.chi = number(sibling.born)
        var namesake = human()
        (namesake.forename, namesake.surname, namesake.sex) = (first.forename, first.surname, first.sex)
        var partner = human()
        (partner.postcode, partner.address) = (first.postcode, first.address)
        for human in [first, twin, parent, sibling, namesake, partner] { tell(of: human, times: 2) }
    }

    /// Someone told of once without a slip, and three who contradict that: the twin and the parent under the same
    /// number, and somebody with another valid number of whom all else is the same.
    /// - Returns: names of the four records; the first is in contradiction with each of the others.
    mutating func addContradictions() -> [String] {
        let first = human()
        var (twin, parent, other) = (first, first, first)
        twin.forename = another(than: first.forename)
        parent.born = first.born.adding(days: -(6_000 + random.below(5_000)))
        other.chi = number(first.born)
        while Nearness.isAtMostOneSlip(first.chi, other.chi) { other.chi = number(first.born) }
        tell(of: first, times: 2)
        let names = [first, twin, parent, other].map { human in
            people += 1
            rows.append(("r\(rows.count)", people, human.cells))
            return "r\(rows.count - 1)"
        }
        return names
    }

    mutating func tell(of human: Human, times: Int) {
        people += 1
        for _ in 0..<times {
            rows.append(("r\(rows.count)", people, slipped(human.cells)))
        }
    }

    mutating func human() -> Human {
        let born = CivilDate(dayNumber: 3_000 + random.below(9_000))
        let syllables = ["bra", "dun", "ker", "lin", "mor", "pol", "ros", "tay", "wes", "fal"]
        return Human(
            forename: random.pick(Self.forenames), surname: (0..<3).map { _ in random.pick(syllables) }.joined(),
            born: born, chi: number(born), postcode: "DD\(random.below(9) + 1)\(random.below(9))\(letter())\(letter())",
            address: "\(random.below(90) + 1) \(random.pick(syllables))\(random.pick(syllables)) Street",
            sex: random.pick(["M", "F"]))
    }

    private mutating func another(than name: String) -> String {
        let others = Self.forenames.filter { $0 != name && !Forenames.areForms(NameFolding.folded($0), name) }
        return random.pick(others)
    }

    /// A valid number for the birth date that nobody else has.
    private mutating func number(_ born: CivilDate) -> String {
        let parts = born.iso8601.split(separator: "-")
        while true {
            let digits = "\(parts[2])\(parts[1])\(parts[0].suffix(2))\(1_000 + random.below(9_000))"
            if CHIDigits(digits) != nil, given.insert(digits).inserted { return digits }
        }
    }

    private mutating func letter() -> String { random.pick("ABDEFGHJLN".map(String.init)) }

    /// Four numbers in ten are missing, of other cells one in thirty; one cell in twelve has a slip.
    private mutating func slipped(_ cells: [String]) -> [String] {
        var told = cells
        for field in told.indices {
            if random.below(100) < (field == 3 ? 40 : 3) {
                told[field] = ""
            } else if field < 6, random.oneIn(12) {
                told[field] = slip(told[field])
            }
        }
        return told
    }

    private mutating func slip(_ text: String) -> String {
        var letters = Array(text)
        let place = random.below(letters.count - 1)
        guard letters[place].isLetter || letters[place].isNumber else { return text }
        switch random.below(3) {
        case 0 where letters[place + 1] != "-": letters.swapAt(place, place + 1)
        case 1 where letters[place].isLetter: letters.remove(at: place)
        default:
            letters[place] = letters[place].isNumber ? random.pick(["1", "4", "7"]) : random.pick(["a", "e", "r"])
        }
        return String(letters)
    }

    // MARK: linking

    static let fields = [
        ListField(name: "forename", column: "forename", kind: .forename),
        ListField(name: "surname", column: "surname", kind: .surname),
        ListField(name: "birthDate", column: "born", kind: .date),
        ListField(name: "chi", column: "chi", kind: .chi),
        ListField(name: "postcode", column: "postcode", kind: .code),
        ListField(name: "address", column: "address", kind: .address),
        ListField(name: "sex", column: "sex", kind: .sex),
    ]

    /// As config/linkage/people.yaml has it.
    static var profile: ListProfile {
        var profile = ListProfile(
            idColumn: "record", fields: fields,
            comparisons: [
                ListComparison(fields: [0, 1], isInterchangeable: true), ListComparison(fields: [4, 5], given: 1),
                ListComparison(fields: [3], given: 2), ListComparison(fields: [2]), ListComparison(fields: [6]),
            ],
            blocking: [
                BlockingRule([.init(3)]), BlockingRule([.init(2), .init(1, .sound)]),
                BlockingRule([.init(2), .init(0)]), BlockingRule([.init(2), .init(4)]),
                BlockingRule([.init(0), .init(1)]), BlockingRule([.init(1), .init(4)]),
                BlockingRule([.init(0), .init(4)]), BlockingRule([.init(5), .init(0, .initial)]),
            ])
        profile.dates = ["yyyy-MM-dd"].compactMap(DatePattern.init)
        profile.joinAt = 0.99
        let unsure: Set<AgreementLevel> = [.slip, .loose, .differ, .missing]
        func rule(_ name: String, _ levels: [Int: Set<AgreementLevel>]) -> Contradiction {
            let conditions = levels.map { Contradiction.Condition(field: $0.key, levels: $0.value) }
            return Contradiction(name: name, conditions: conditions.sorted { $0.field < $1.field })
        }
        profile.contradictions = [
            rule("two forenames", [0: [.loose, .differ]]), rule("two birth dates", [2: [.loose, .differ]]),
            rule("forename not told", [0: [.missing], 3: unsure]),
            rule("birth date not told", [2: [.missing], 3: unsure]),
        ]
        return profile
    }

    static func records(_ rows: [Row], profile: ListProfile = profile) -> RecordTable {
        var builder = RecordTable.Builder(profile: profile)
        for row in rows { builder.add(list: 0, name: row.name, cells: row.cells) }
        return builder.build()
    }

    static func link(_ rows: [Row], profile: ListProfile = profile) throws -> LinkedList {
        guard let linkage = ListLinkage(records: records(rows, profile: profile), profile: profile) else {
            throw TooManyFields()
        }
        return linkage.link()
    }

    struct TooManyFields: Error {}

    /// Names of the records of each person of two records and more.
    static func groups(_ list: LinkedList) -> Set<Set<String>> {
        let people = Dictionary(grouping: list.records.indices) { list.person[$0] }
        return Set(people.values.filter { $0.count > 1 }.map { Set($0.map { list.records[$0] }) })
    }
}

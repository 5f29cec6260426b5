import Testing

@testable import NFODEngine

/// Small lists of people who are easily mixed up, each by itself (shipped weights) and among others (learnt weights).
@Suite struct NamedPeopleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// Forename, surname, birth date, CHI, postcode, address, sex.
        let rows: [[String]]
        /// Positions of the rows of each person of two and more.
        let people: [Set<Int>]
        var testDescription: String { name }
    }

    private static let door = ["DD1 1AA", "14 Example Street"]
    /// Valid numbers of one day, more than a slip apart from each other.
    private static let (deans, liams) = ("1203851235", "1203854021")

    private static func row(
        _ names: String, _ born: String, _ chi: String, _ place: [String] = door, _ sex: String = "M"
    ) -> [String] {
        names.split(separator: " ").map(String.init) + [born, chi] + place + [sex]
    }

    static let cases = [
        Case(
            name: "twins",
            rows: [
                row("Dean Testfield", "1985-03-12", deans), row("Dean Testfield", "1985-03-12", ""),
                row("Liam Testfield", "1985-03-12", liams), row("Liam Testfield", "1985-12-03", ""),
            ], people: [[0, 1], [2, 3]]),
        Case(
            name: "twins under one number",
            rows: [
                row("Dean Testfield", "1985-03-12", deans), row("Liam Testfield", "1985-03-12", deans),
                row("Dean Testfield", "1985-03-12", deans),
            ], people: [[0, 2]]),
        Case(
            name: "two numbers, everything else the same",
            rows: [row("Dean Testfield", "1985-03-12", deans), row("Dean Testfield", "1985-03-12", liams)], people: []),
        Case(
            name: "parent and child of one name",
            rows: [
                row("James Testfield", "1985-03-12", deans), row("Jim Testfield", "1985-03-12", ""),
                row("James Testfield", "1958-07-01", ""), row("James Testfield", "1958-07-01", ""),
            ], people: [[0, 1], [2, 3]]),
        Case(
            name: "a child's number in the parent's record",
            rows: [row("James Testfield", "1985-03-12", deans), row("James Testfield", "1958-07-01", deans)],
            people: []),
        Case(
            name: "siblings",
            rows: [
                row("Dean Testfield", "1985-03-12", ""), row("Donna Testfield", "1987-05-21", "", door, "F"),
                row("Liam Testfield", "1985-12-30", ""), row("Donna Testfield", "1987-05-12", "", door, "F"),
            ], people: [[1, 3]]),
        Case(
            name: "namesakes",
            rows: [
                row("James Testfield", "1985-03-12", ""),
                row("James Testfield", "1991-11-02", "", ["DD4 9ZZ", "3 Sample Road"]),
                row("James Testfield", "", "", ["DD4 9ZZ", "3 Sample Road"]),
            ], people: []),
        Case(
            name: "a couple at one scene",
            rows: [
                row("Dean Testfield", "1985-03-12", deans), row("Donna Probe", "1985-03-21", "", door, "F"),
                row("Donna Probe", "1985-03-21", "", door, "F"), row("Dean Testfield", "", deans),
            ], people: [[0, 3], [1, 2]]),
    ]

    @Test(arguments: cases) func whoIsEasilyMixedUpIsNot(_ example: Case) throws {
        let rows = example.rows.enumerated().map { (name: "x\($0)", owner: $0, cells: $1) }
        let expected = Set(example.people.map { Set($0.map { "x\($0)" }) })
        #expect(InventedList.groups(try InventedList.link(rows)) == expected)
        var others = InventedList(seed: 41)
        others.addStrangers(150)
        let among = try InventedList.link(others.rows + rows)
        #expect(among.learnt.ending == .converged)
        #expect(InventedList.groups(among).filter { $0.contains { $0.hasPrefix("x") } } == expected)
    }

    @Test func theNumbersAreValidAndMoreThanASlipApart() throws {
        for number in [Self.deans, Self.liams] { #expect(CHIDigits(number) != nil, "\(number)") }
        #expect(!Nearness.isAtMostOneSlip(Self.deans, Self.liams))
    }
}

import Testing

@testable import NFODEngine

/// What each kind of field makes of two cells.
@Suite struct ValueComparisonTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let kind: ListFieldKind
        let left: String
        let right: String
        let level: AgreementLevel

        init(_ kind: ListFieldKind, _ left: String, _ right: String, _ level: AgreementLevel) {
            (self.kind, self.left, self.right, self.level) = (kind, left, right, level)
        }
        var testDescription: String { "\(kind): \(left), \(right)" }
    }

    static let cases = [
        Case(.forename, "Zoë", "zoe", .exact), Case(.forename, "Jim", "James", .form),
        Case(.forename, "Anne-Marie", "Anne", .form), Case(.forename, "Tim", "Jim", .differ),
        Case(.forename, "Kerry", "Kelly", .differ), Case(.forename, "Darrrn", "Darren", .slip),
        Case(.forename, "Kelry", "Kelly", .loose), Case(.forename, "Wirremu", "Wiremu", .slip),
        Case(.forename, "J", "James", .alike), Case(.forename, "J", "Peter", .differ),
        Case(.forename, "", "James", .missing), Case(.forename, "unknown", "James", .missing),
        Case(.surname, "MacDonald", "Mc Donald", .exact), Case(.surname, "Smith-Brown", "Brown", .form),
        Case(.surname, "Smith", "Smyth", .slip), Case(.surname, "Ogilvie", "Ogilveyy", .alike),
        Case(.surname, "Smith", "Jones", .differ),
        Case(.date, "1985-03-12", "12/03/1985", .exact), Case(.date, "1985-03-12", "1985-12-03", .form),
        Case(.date, "1985-03-12", "1985-03-17", .slip), Case(.date, "1985-03-12", "1965-03-12", .differ),
        Case(.date, "1985-02-28", "1985-03-01", .alike), Case(.date, "1985-03-12", "1985-11-30", .loose),
        Case(.date, "1985-03-12", "1985", .alike), Case(.date, "1985-03-12", "1986", .differ),
        Case(.date, "1985-13-42", "1985-13-43", .slip), Case(.date, "1985-03-12", "soon", .missing),
        Case(.chi, "1203851235", "120385 1235", .exact), Case(.chi, "0101336489", "0101336498", .slip),
        Case(.chi, "0101336489", "1203850011", .loose), Case(.chi, "0101336489", "0211331234", .loose),
        Case(.identifier, "AB 123", "ab123", .exact), Case(.identifier, "AB123", "AB132", .slip),
        Case(.identifier, "AB123", "XY789", .differ),
        Case(.text, "Surrey Hills", "surreyhills", .exact), Case(.text, "Glengariffe", "Glengairffe", .slip),
        Case(.text, "Port Road", "Elm Park", .differ),
        Case(.address, "14 High St.", "14 High Street", .exact),
        Case(.address, "14 High Street", "16 High Street", .loose),
        Case(.address, "14 Hihg Street", "14 High Street", .slip),
        Case(.address, "no fixed abode", "1 Elm Road", .missing),
        Case(.address, "14 High Street", "14 Elm Road", .differ),
        Case(.code, "DD4 3JF", "dd43jf", .exact), Case(.code, "DD4 3JF", "DD4 3JE", .slip),
        Case(.code, "DD4 3JF", "DD4 3AB", .loose), Case(.code, "nsw", "vic", .differ),
        Case(.number, "14", "14", .exact), Case(.number, "14", "41", .slip), Case(.number, "14", "290", .differ),
        Case(.sex, "male", "M", .exact), Case(.sex, "F", "M", .differ), Case(.sex, "not told", "M", .missing),
    ]

    @Test(arguments: cases) func twoCellsHaveTheirLevel(_ example: Case) throws {
        #expect(try level(example.kind, example.left, example.right) == example.level)
        #expect(try level(example.kind, example.right, example.left) == example.level, "the other way round")
    }

    @Test func twoValidNumbersDiffer() throws {
        var list = InventedList(seed: 3)
        let (one, other) = (list.human().chi, list.human().chi)
        #expect(try level(.chi, one, other) == .differ)
    }

    private func level(_ kind: ListFieldKind, _ left: String, _ right: String) throws -> AgreementLevel {
        var profile = ListProfile(
            idColumn: "id", fields: [ListField(name: "it", column: "it", kind: kind)],
            comparisons: [ListComparison(fields: [0])], blocking: [BlockingRule([.init(0)])])
        profile.dates = ["yyyy-MM-dd", "dd/MM/yyyy"].compactMap(DatePattern.init)
        profile.missingWords = ["unknown"]
        let records = InventedList.records([("a", 1, [left]), ("b", 2, [right])], profile: profile)
        let layout = try #require(PatternLayout(profile.shapes))
        var maker = PatternMaker(records: records, profile: profile, layout: layout)
        return try #require(AgreementLevel(rawValue: UInt8(maker.pattern(0, 1))))
    }

    @Test func everyLevelOfAKindIsSaidToBePossible() {
        for example in Self.cases where example.level != .missing {
            #expect(example.kind.levels.contains(example.level), "\(example.testDescription)")
        }
        for kind in ListFieldKind.allCases {
            #expect(abs(kind.defaultM.reduce(0, +) - 1) < 1e-9 && abs(kind.defaultU.reduce(0, +) - 1) < 1e-9, "\(kind)")
            for level in AgreementLevel.told {
                #expect((kind.defaultM[Int(level.rawValue)] > 0) == kind.levels.contains(level), "\(kind) \(level)")
            }
        }
    }
}

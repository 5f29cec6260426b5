import Testing

@testable import NFODEngine

/// Rule 16: valid by modulus 11 or 10; text; never refused.
@Suite struct CHINumberTests {
    @Test(arguments: [
        ("0101011237", true, true), ("0211165794", true, false), ("0402070763", true, false),
        ("0101201234", false, true), ("0101900009", false, true), ("0101010000", false, false),
    ])
    func eitherModulus(text: String, modulus11: Bool, modulus10: Bool) throws {
        let number = try #require(CHINumber(told: text))
        #expect(number.passesModulus11 == modulus11)
        #expect(number.passesModulus10 == modulus10)
        #expect(number.isValid == (modulus11 || modulus10))
    }

    @Test(
        arguments: [
            ("0101010000", [.chiChecksumFails]), ("101011237", [.chiNineDigits]), ("10101123", [.chiWrongLength]),
            ("01010112371", [.chiWrongLength]), ("010101123X", [.chiNotDigits]), ("０101011237", [.chiNotDigits]),
            (" 010 101 1237 ", []), ("'0101011237", []),
        ] as [(String, Set<IntakeFlag>)])
    func doubts(text: String, expected: Set<IntakeFlag>) throws {
        #expect(try #require(CHINumber(told: text)).doubts == expected)
    }

    @Test func impossibleDateInside() throws {
        #expect(try #require(CHINumber(told: "3102701234")).doubts.contains(.chiDateImpossible))
    }

    @Test func theCenturyIsOpen() throws {
        let number = try #require(CHINumber(told: "0101260000"))
        #expect(number.birthDates.map(\.year) == [1_826, 1_926, 2_026])
        #expect(!number.differs(from: date("1926-01-01")))
        #expect(!number.differs(from: date("2026-01-01")))
        #expect(number.differs(from: date("1926-01-02")))
    }

    @Test func nothingTold() {
        #expect(CHINumber(told: "  ") == nil)
    }

    /// Rule 13: the row is taken with the number as it was told.
    @Test func aBadNumberIsKeptAndFlagged() {
        let row = reading(["CHI": "101 011 237", "When": "28/02/2021 10:00"])
        #expect(row.details.chi == "101011237")
        #expect(row.facts.flags.contains(.chiNineDigits))
    }

    @Test func birthDateThatDiffers() {
        let row = reading(["First": "Ailsa", "CHI": "0101011237", "DOB": "02/01/2001", "When": "28/02/2021"])
        #expect(row.facts.flags.contains(.birthDateDiffersFromCHI))
        #expect(row.facts.sex == nil)
    }
}

@Suite struct DatePatternTests {
    @Test(arguments: [
        ("dd/MM/yyyy", "03/04/2021", ToldTime.date(date("2021-04-03"))),
        ("d/M/yyyy", "3/4/2021", .date(date("2021-04-03"))),
        ("dd-MMM-yyyy", "18-Nov-2019", .date(date("2019-11-18"))),
        ("dd MMM yyyy", "18 NOVEMBER 2019", .date(date("2019-11-18"))),
        ("yyyy-MM-dd'T'HH:mmXXX", "2020-06-18T17:13+01:00", .instant(instant("2020-06-18T16:13:00Z"))),
        ("yyyy-MM-dd'T'HH:mmXXX", "2020-06-18T17:13Z", .instant(instant("2020-06-18T17:13:00Z"))),
        ("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "2020-06-18T17:13:04.056Z", .instant(instant("2020-06-18T17:13:04.056Z"))),
    ])
    func reads(pattern: String, text: String, time: ToldTime) throws {
        #expect(try #require(DatePattern(pattern)).read(text) == time)
    }

    @Test(arguments: [
        ("dd/MM/yyyy", "31/02/2021"), ("dd/MM/yyyy", "3/4/2021"), ("dd/MM/yyyy", "03/04/21"),
        ("dd/MM/yyyy", "03/04/2021 "),
        ("dd/MM/yyyy", "03-04-2021"), ("HH:mm", "24:00"), ("HH:mm", "9:30"), ("dd-MMM-yyyy", "18-Nox-2019"),
        ("yyyy-MM-dd'T'HH:mmXXX", "2020-06-18T17:13"), ("dd/MM/yyyy", ""), ("HH:mm:ss.SSS", "17:13:04.05"),
    ])
    func refuses(pattern: String, text: String) throws {
        #expect(try #require(DatePattern(pattern)).read(text) == nil)
    }

    @Test(arguments: ["dd/MM/yy", "tomorrow", "MM/yyyy", "", "dd/MM/yyyy 'at", "mm"])
    func patternsThatMeanNothing(pattern: String) {
        #expect(DatePattern(pattern) == nil)
    }
}

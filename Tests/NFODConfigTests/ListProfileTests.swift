import NFODConfig
import NFODEngine
import Testing

/// `config/linkage/`: the shipped profiles, and every mistake with its line.
@Suite struct ListProfileTests {
    private func problems(_ text: String) -> [Problem] {
        do {
            _ = try ListProfileFile.read(text, file: "list.yaml")
            return []
        } catch { return error.problems }
    }

    @Test(arguments: ["people.yaml", "febrl.yaml"]) func aShippedProfileIsRight(file: String) throws {
        let profile = try ListProfileFile.read(try ConfigurationCopy.text("linkage/" + file), file: file)
        #expect(profile.hidingFields == [] && profile.joinAt >= 0.5 && profile.doubtAt < 0.5)
        #expect(Set(profile.comparisons.flatMap(\.fields)).count == profile.fields.count)
        #expect(!profile.dates.isEmpty && profile.blocking.count > 5)
    }

    @Test func theListOfPeopleKeepsApartWhatCannotBeOne() throws {
        let profile = try ListProfileFile.read(try ConfigurationCopy.text("linkage/people.yaml"), file: "people.yaml")
        #expect(profile.contradictions.count == 4)
        let alone = profile.contradictions.filter { $0.conditions.count == 1 }.flatMap(\.conditions)
        #expect(alone.map(\.levels) == [[.loose, .differ], [.loose, .differ]])
        #expect(profile.comparisons.first?.isInterchangeable == true)
        #expect(profile.comparisons.compactMap(\.given).count == 2)
    }

    @Test func everyMistakeIsToldAtOnceWithItsLine() {
        let text = """
            id: record
            fields:
              surname: {column: name, kind: lastname}
              town: {column: town, kind: text}
              born: {column: dob, kind: date}
            together:
              - {fields: [town, city]}
              - {fields: [town], swapped: true}
              - {fields: [born], dependsOn: born}
            blocking:
              - [born, town loud]
              - [born, town]
            neverOnePerson:
              odd: {town: [nearly]}
              empty: {}
            joinAt: 1.5
            doubt: 0.1
            """
        let found = problems(text)
        let expected = [
            (3, "expected one of forename"), (7, "there is no field 'city'"), (8, "only two fields"),
            (9, "must stand in another one"), (11, "expected a field, or a field and one of"),
            (14, "expected one of exact"), (15, "without a condition"), (16, "between 0 and 1"),
            (17, "did you mean 'doubtAt'"), (1, "'dates' is missing"), (11, "'born' stands in every rule"),
        ]
        for (line, message) in expected {
            #expect(
                found.contains { $0.line == line && $0.message.contains(message) }, "line \(line), \(message): \(found)"
            )
        }
        #expect(found.allSatisfy { $0.file == "list.yaml" })
    }

    @Test func aProfileWithoutAnythingIsToldSo() {
        #expect(problems("id: record").contains { $0.message.contains("'fields' is missing") })
        #expect(problems("").contains { $0.message.contains("the file is empty") })
        #expect(problems("id: a\nfields: {}\nblocking: []").contains { $0.message.contains("at least one field") })
    }

    @Test func moreFieldsThanAPatternHoldsAreToldSo() {
        let fields = (0..<30).map { "  f\($0): {column: c\($0), kind: text}\n" }.joined()
        let found = problems("id: a\nfields:\n\(fields)blocking: [[f0], [f1]]\n")
        #expect(found.contains { $0.message.contains("about twenty") })
    }
}

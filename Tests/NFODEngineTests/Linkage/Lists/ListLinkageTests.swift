import Foundation
import Testing

@testable import NFODEngine

/// A whole list at once.
@Suite struct ListLinkageTests {
    private func list(seed: UInt64, households: Int = 12, strangers: Int = 80) -> InventedList {
        var list = InventedList(seed: seed)
        for _ in 0..<households { list.addHousehold() }
        list.addStrangers(strangers)
        return list
    }

    @Test func theOrderOfTheRowsChangesNothing() throws {
        var list = list(seed: 1)
        let expected = try InventedList.link(list.rows)
        var random = SeededNumbers(seed: 2)
        let shuffled = try InventedList.link(list.rows.shuffled(using: &random))
        #expect(InventedList.groups(shuffled) == InventedList.groups(expected))
        #expect(shuffled.labels == expected.labels && shuffled.person == expected.person)
        #expect(shuffled.evidence == expected.evidence)
        #expect(shuffled.learnt == expected.learnt)
        list.addStrangers(1)
        #expect(try InventedList.link(list.rows).learnt != expected.learnt)
    }

    @Test func apersonIsNamedForTheFirstRecord() throws {
        let linked = try InventedList.link(list(seed: 3).rows)
        for (record, person) in linked.person.enumerated() {
            #expect(person <= record && linked.person[person] == person)
        }
        #expect(linked.people == Set(linked.person).count)
    }

    /// Ten seeds; `NFOD_HOUSEHOLDS=1000` makes ten thousand households of them: twins, parent and child, siblings,
    /// namesakes, partners.
    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as [UInt64])
    func plantedContradictionsAreNeverMerged(seed: UInt64) throws {
        let households = ProcessInfo.processInfo.environment["NFOD_HOUSEHOLDS"].flatMap { Int($0) } ?? 12
        var list = InventedList(seed: seed)
        for _ in 0..<households { list.addHousehold() }
        let owners = Dictionary(uniqueKeysWithValues: list.rows.map { ($0.name, $0.owner) })
        let linked = try InventedList.link(list.rows)
        let groups = InventedList.groups(linked)
        let mixed = groups.filter { group in Set(group.map { owners[$0] ?? 0 }).count > 1 }
        let reasons = linked.evidence.filter { pair in
            pair.outcome == .joined && owners[linked.records[pair.left]] != owners[linked.records[pair.right]]
        }
        #expect(mixed.isEmpty, "seed \(seed): \(reasons.prefix(6))")
        #expect(groups.count > 4 * households, "what is plain must be joined: \(groups.count)")
    }

    /// The same number of households; in each a number that stands in a twin's and a parent's record, and two numbers
    /// for one description. No group holds two records that contradict each other, directly or by a chain.
    @Test(arguments: [21, 22, 23, 24, 25, 26, 27, 28, 29, 30] as [UInt64])
    func aNumberInAnothersRecordMergesNobody(seed: UInt64) throws {
        let households = ProcessInfo.processInfo.environment["NFOD_HOUSEHOLDS"].flatMap { Int($0) } ?? 12
        var list = InventedList(seed: seed)
        var planted: [[String]] = []
        for _ in 0..<households {
            list.addHousehold()
            planted.append(list.addContradictions())
        }
        let linked = try InventedList.link(list.rows)
        let person = Dictionary(uniqueKeysWithValues: zip(linked.records, linked.person))
        for names in planted {
            for other in names.dropFirst() {
                #expect(person[names[0]] != person[other], "seed \(seed): \(names[0]) and \(other)")
            }
        }
        let profile = InventedList.profile
        let records = InventedList.records(list.rows)
        let layout = try #require(PatternLayout(profile.shapes))
        var maker = PatternMaker(records: records, profile: profile, layout: layout)
        let linkage = try #require(ListLinkage(records: records, profile: profile))
        let scorer = PairScorer(linkage, model: linked.learnt.model)
        for group in Dictionary(grouping: linked.person.indices, by: { linked.person[$0] }).values {
            for (place, left) in group.enumerated() {
                for right in group[(place + 1)...] {
                    #expect(scorer.judged(left, right, &maker).contradiction == nil)
                }
            }
        }
    }

    @Test func whoFitsTwoPeopleIsLeftOpen() throws {
        var list = list(seed: 31)
        var human = list.human()
        human.forename = "Dean"
        var (twin, between) = (human, human)
        (twin.forename, between.forename) = ("Liam", "")
        // The twin's record bears the same number; a record without a forename may be either's.
        let linked = try InventedList.link(
            list.rows + [("x1", -1, human.cells), ("x2", -1, between.cells), ("x3", -2, twin.cells)])
        #expect(!InventedList.groups(linked).contains { !$0.isDisjoint(with: ["x1", "x2", "x3"]) })
        let told = linked.evidence.filter { linked.records[$0.left] == "x1" || linked.records[$0.right] == "x3" }
        #expect(told.map(\.outcome) == [.doubt, .apart, .doubt])
        #expect(told.first?.sentence.hasPrefix("left open because one of them fits somebody else") == true)
    }

    @Test func aRareNameWeighsMoreThanACommonOne() throws {
        var list = InventedList(seed: 11)
        for person in 0..<400 {
            var human = list.human()
            if person % 4 == 0 { human.surname = "Smith" }
            if person == 1 { human.surname = "Ogilvie" }
            list.tell(of: human, times: 2)
        }
        let linked = try InventedList.link(list.rows)
        let surnames = Dictionary(uniqueKeysWithValues: list.rows.map { ($0.name, $0.cells[1]) })
        func bits(_ surname: String) -> [String: Double] {
            // Sentences name what agrees: pairs with the same one differ in nothing but how common the values are.
            linked.evidence.reduce(into: [:]) { found, pair in
                let both = [pair.left, pair.right].compactMap { surnames[linked.records[$0]] }
                if both == [surname, surname] { found[pair.sentence] = pair.bits }
            }
        }
        let (smith, ogilvie) = (bits("Smith"), bits("Ogilvie"))
        let shared = Set(smith.keys).intersection(ogilvie.keys)
        #expect(!shared.isEmpty)
        for sentence in shared { #expect((ogilvie[sentence] ?? 0) > (smith[sentence] ?? 0) + 3) }
    }

    @Test func aChainDoesNotJoinWhatContradicts() throws {
        var list = list(seed: 12)
        var human = list.human()
        (human.forename, human.sex) = ("Dean", "M")
        var twin = human
        twin.forename = "Liam"
        twin.chi = list.human().chi
        // A record without forename and number would fit both.
        var between = human
        (between.forename, between.chi) = ("", "")
        let rows =
            list.rows + [("x1", -1, human.cells), ("x2", -2, between.cells), ("x3", -3, twin.cells)]
        let linked = try InventedList.link(rows)
        let groups = InventedList.groups(linked)
        #expect(!groups.contains { $0.isSuperset(of: ["x1", "x3"]) })
        let told = linked.evidence.filter { linked.records[$0.left] == "x1" && linked.records[$0.right] == "x3" }
        #expect(told.map(\.outcome) == [.apart])
        #expect(told.first?.sentence.hasPrefix("kept apart by the rule 'two valid numbers in chi'") == true)
    }

    @Test func evidenceIsASentenceWithoutAnyValue() throws {
        var list = list(seed: 13)
        var human = list.human()
        human.forename = "James"
        var other = human
        (other.forename, other.chi) = ("Jim", "")
        let rows = list.rows + [("x1", -1, human.cells), ("x2", -1, other.cells)]
        let linked = try InventedList.link(rows)
        let told = try #require(linked.evidence.first { linked.records[$0.left] == "x1" })
        #expect(told.outcome == .joined && told.bits > 10)
        #expect(
            told.sentence
                == "same surname, birthDate, postcode, address and sex; forename in another form; no chi in one of them"
        )
    }

    @Test func swappedNamesAreOneForm() throws {
        var list = list(seed: 14)
        let human = list.human()
        var swapped = human
        (swapped.forename, swapped.surname) = (human.surname, human.forename)
        let linked = try InventedList.link(
            list.rows + [("x1", -1, human.cells), ("x2", -1, swapped.cells)])
        let told = try #require(linked.evidence.first { linked.records[$0.left] == "x1" })
        #expect(told.outcome == .joined)
        #expect(told.sentence.contains("forename and surname swapped"), "\(told.sentence)")
    }

    @Test func aSwappedNameDoesNotMakeOneOfTwins() throws {
        var list = list(seed: 18)
        var human = list.human()
        human.chi = ""
        var twin = human
        (twin.forename, twin.surname) = (human.surname, human.forename == "Dean" ? "Liam" : "Dean")
        let linked = try InventedList.link(list.rows + [("x1", -1, human.cells), ("x2", -2, twin.cells)])
        #expect(!InventedList.groups(linked).contains { $0.isSuperset(of: ["x1", "x2"]) })
        #expect(linked.evidence.contains { linked.records[$0.left] == "x1" && $0.outcome == .apart })
    }

    @Test func twoListsThatNameNobodyTwiceMeetOnlyEachOther() throws {
        var list = InventedList(seed: 15)
        list.addStrangers(150, times: 2)
        var profile = InventedList.profile
        profile.eachPersonOncePerList = true
        var builder = RecordTable.Builder(profile: profile)
        for (index, row) in list.rows.enumerated() { builder.add(list: index % 2, name: row.name, cells: row.cells) }
        let linkage = try #require(ListLinkage(records: builder.build(), profile: profile))
        let linked = linkage.link()
        #expect(linked.secondListStart == 150)
        for group in Dictionary(grouping: linked.records.indices, by: { linked.person[$0] }).values {
            #expect(group.count(where: { $0 < linked.secondListStart }) <= 1 && group.count <= 2)
        }
        #expect(linked.people < 190)
    }

    @Test func twoListsMayUseTheSameNames() throws {
        var builder = RecordTable.Builder(profile: InventedList.profile)
        var list = InventedList(seed: 16)
        for number in 0..<50 {
            for side in 0...1 { builder.add(list: side, name: "\(number)", cells: list.human().cells) }
        }
        let linkage = try #require(ListLinkage(records: builder.build(), profile: InventedList.profile))
        let labels = linkage.link().labels
        #expect(Set(labels).count == 100 && labels.contains("1:7") && labels.contains("2:7"))
    }

    @Test(arguments: [0, 1, 2]) func aListOfNobodyOrAFewIsLinkedByTheShippedWeights(count: Int) throws {
        var list = InventedList(seed: 17)
        let human = list.human()
        let rows = (0..<count).map { (name: "r\($0)", owner: 1, cells: human.cells) }
        let linked = try InventedList.link(rows)
        #expect(linked.learnt.ending == .tooFewMatches)
        #expect(linked.people == min(count, 1))
    }
}

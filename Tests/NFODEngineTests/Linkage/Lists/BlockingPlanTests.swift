import Testing

@testable import NFODEngine

/// Which pairs are looked at.
@Suite struct BlockingPlanTests {
    private func plan(_ rows: [InventedList.Row], sizeMax: Int = 300) -> (BlockingPlan, RecordTable) {
        var profile = InventedList.profile
        profile.blockRecordsMax = sizeMax
        let records = InventedList.records(rows, profile: profile)
        return (BlockingPlan(records: records, profile: profile), records)
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64]) func noSingleWrongFieldHidesAPair(seed: UInt64) {
        var list = InventedList(seed: seed)
        for _ in 0..<40 {
            let human = list.human()
            let other = list.human()
            for field in human.cells.indices {
                for wrong in ["", other.cells[field]] {
                    var spoiled = human.cells
                    spoiled[field] = wrong
                    let (plan, _) = plan([("a", 1, human.cells), ("b", 1, spoiled)])
                    #expect(plan.meet(0, 1), "field \(field) is '\(wrong)'")
                }
            }
        }
    }

    @Test func swappedNamesMeet() {
        let cells = ["Rory", "Example", "1980-01-02", "", "", "", ""]
        let swapped = ["Example", "Rory", "1990-05-06", "", "", "", ""]
        #expect(plan([("a", 1, cells), ("b", 1, swapped)]).0.meet(0, 1))
    }

    @Test func aBlockThatIsTooLargeIsDividedAndHidesNoPairThatSharesMore() {
        var list = InventedList(seed: 9)
        // Everybody has one name and one town: only birth dates, numbers and doors tell them apart.
        for _ in 0..<120 {
            var human = list.human()
            (human.forename, human.surname, human.postcode) = ("Rory", "Example", "DD11AA")
            list.tell(of: human, times: 2)
        }
        let (plan, records) = plan(list.rows, sizeMax: 20)
        #expect(plan.figures.divided > 0)
        var missed = 0
        for left in 0..<records.count {
            for right in left + 1..<records.count {
                let sharesMore = [2, 3, 5].contains {
                    records.value(left, $0) != 0 && records.value(left, $0) == records.value(right, $0)
                }
                if sharesMore && !plan.meet(left, right) { missed += 1 }
            }
        }
        #expect(missed == 0)
        #expect(plan.blocks.allSatisfy { $0.end - $0.start <= 20 || $0.isWindowed })
    }

    @Test func whatNothingDividesMeetsItsNeighbours() throws {
        let cells = ["Rory", "Example", "1980-01-02", "", "DD11AA", "", ""]
        let rows = (0..<60).map { (name: "r\($0)", owner: 1, cells: cells) }
        let (plan, _) = plan(rows, sizeMax: 20)
        #expect(plan.figures.windowed > 0)
        var profile = InventedList.profile
        profile.blockRecordsMax = 20
        profile.contradictions = []
        let list = try InventedList.link(rows, profile: profile)
        #expect(list.blocksWindowed > 0)
    }

    @Test func eachPairIsLookedAtOnce() throws {
        var list = InventedList(seed: 5)
        list.addStrangers(300)
        let profile = InventedList.profile
        let linkage = try #require(ListLinkage(records: InventedList.records(list.rows), profile: profile))
        let pairs = linkage.chunks.map(linkage.compare).flatMap(\.pairs).map { [$0.left, $0.right] }
        #expect(Set(pairs).count == pairs.count && pairs.count > 200)
        #expect(pairs.allSatisfy { $0[0] < $0[1] })
    }

    @Test func aFieldInEveryRuleIsNamed() {
        var profile = InventedList.profile
        #expect(profile.hidingFields == [])
        profile.blocking = [BlockingRule([.init(1), .init(2)]), BlockingRule([.init(1, .sound), .init(0)])]
        #expect(profile.hidingFields == ["surname"])
    }

    @Test(arguments: [
        ("robert", "r163"), ("rupert", "r163"), ("ashcraft", "a261"), ("tymczak", "t522"), ("pfister", "p236"),
        ("lee", "l"), ("", ""),
    ])
    func namesSound(name: String, code: String) {
        // The patent's codes without the zeros that fill them up.
        #expect(Soundex.code(name) == code)
    }
}

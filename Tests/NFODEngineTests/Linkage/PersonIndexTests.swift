import Testing

@testable import NFODEngine

@Suite struct PersonIndexTests {
    /// A crowded town: many share a name, a date, a door, a time and place.
    private struct Crowd {
        var town: InventedTown
        var humans: [InventedTown.Human]
        var index = PersonIndex(settings: linkage.settings, incident: settings)
        var people: [KnownPerson] = []

        init(seed: UInt64, people count: Int) {
            town = InventedTown(seed: seed, surnames: 12)
            humans = (0..<count).map { _ in .placeholder }
            for place in humans.indices { humans[place] = invented(place) }
            for (place, human) in humans.enumerated() {
                let records = (0..<town.random.pick([1, 1, 1, 2, 4])).map { _ in
                    town.record(of: town.random.oneIn(3) ? town.withOneFieldWrong(human) : human)
                }
                people.append(KnownPerson(id: PersonID(Int64(place + 1)), notifications: records))
            }
            for person in people { index.put(person) }
        }

        private mutating func invented(_ place: Int) -> InventedTown.Human {
            var human = town.human()
            guard place > 0 else { return human }
            let other = humans[town.random.below(place)]
            if town.random.oneIn(3) { human.born = other.born }
            if town.random.oneIn(4) { human.home = other.home }
            if town.random.oneIn(6) { human.forename = other.forename }
            return human
        }

        mutating func told() -> PersonEvidence {
            let human = town.random.oneIn(4) ? town.human() : town.random.pick(humans)
            return town.record(of: town.random.oneIn(2) ? town.withOneFieldWrong(human) : human)
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func whoeverIsPassedOverWouldHaveMadeNoDifference(seed: UInt64) throws {
        var crowd = Crowd(seed: seed, people: 80)
        var outcomes: Set<String> = []
        for _ in 0..<80 {
            let told = crowd.told()
            let context = crowd.index.context
            let decision = try crowd.index.decide(told)
            let sharing = crowd.people.filter { shareKey(told, $0) }
            #expect(try LinkDecision.decide(told, candidates: sharing, in: context) == decision, "seed \(seed)")
            #expect(try LinkDecision.decide(told, candidates: sharing.reversed(), in: context) == decision)
            outcomes.insert(String(describing: decision).prefix { $0 != "(" }.description)
        }
        #expect(outcomes.count >= 3, "joined, new and review must all be seen: \(outcomes)")
    }

    /// What the keys hide is next to nothing: two fields wrong at once.
    @Test func decidesAsIfEverybodyWereLookedAt() throws {
        var crowd = Crowd(seed: 7, people: 150)
        var unlike = 0
        for _ in 0..<100 {
            let told = crowd.told()
            let all = try LinkDecision.decide(told, candidates: crowd.people, in: crowd.index.context)
            if try crowd.index.decide(told) != all { unlike += 1 }
        }
        #expect(unlike <= 1, "\(unlike) of 100")
    }

    @Test(arguments: [4, 5] as [UInt64])
    func anOutlineNeverPromisesTooLittle(seed: UInt64) throws {
        var crowd = Crowd(seed: seed, people: 120)
        for _ in 0..<30 {
            let told = crowd.told()
            let context = crowd.index.context
            let reach = try LinkReach(told, in: context)
            for person in crowd.people {
                let most = person.notifications.flatMap(RecordOutline.all).map(reach.most)
                    .reduce(LinkReach.Most(repeating: 0)) { pointwiseMax($0, $1) }
                let pairs = RecordPairs([told], person.notifications, incident: context.incident)
                #expect(try Weighing(pairs, context).same <= reach.total(most), "\(told) \(person.notifications)")
            }
        }
    }

    @Test func theOrderInWhichPeopleCameDoesNotMatter() throws {
        var crowd = Crowd(seed: 8, people: 120)
        var other = PersonIndex(settings: linkage.settings, incident: settings)
        for person in crowd.people.reversed() {
            // One record at first, and then all there are.
            other.put(KnownPerson(id: person.id, notifications: Array(person.notifications.prefix(1))))
            other.put(person)
        }
        #expect(other.count == crowd.index.count)
        for _ in 0..<100 {
            let told = crowd.told()
            #expect(try other.decide(told) == crowd.index.decide(told))
        }
    }

    @Test func whoeverIsTakenOutIsFoundNoMore() throws {
        var index = PersonIndex(settings: linkage.settings, incident: settings)
        let record = told(1, "Rona", "Testfield", born: "1980-03-04", chi: Numbers.one)
        let again = told(2, "Rona", "Testfield", born: "1980-03-04", chi: Numbers.one)
        index.put(KnownPerson(id: PersonID(1), notifications: [record]))
        #expect(try index.candidates(for: again).map(\.id) == [PersonID(1)])
        index.remove(PersonID(1))
        #expect(index.count == 0 && index[PersonID(1)] == nil)
        #expect(try index.candidates(for: again).isEmpty)
        index.put(KnownPerson(id: PersonID(1), notifications: [record]))
        #expect(try index.candidates(for: again).map(\.id) == [PersonID(1)])
    }

    /// Three thousand of one name and birth date, and one with a slip in any one field among them.
    @Test(arguments: 0..<5) func aCrowdHidesNobody(field: Int) throws {
        var index = PersonIndex(settings: linkage.settings, incident: settings, candidatesMost: 100)
        for number in 1...3_000 {
            let other = told(
                Int64(number), "James", "Smeeth", born: "1970-01-01", home: "\(number) Crowd Street",
                homePostcode: "DD9 \(number % 9)AA")
            index.put(KnownPerson(id: PersonID(Int64(number)), notifications: [other]))
        }
        let known = told(
            5_000, "James", "Smeeth", born: "1970-01-01", chi: Numbers.one, home: "7 Own Road", homePostcode: "DD8 1AA")
        index.put(KnownPerson(id: PersonID(5_000), notifications: [known]))
        let again = told(
            5_001, field == 0 ? "Jmaes" : "James", field == 1 ? "Smeteh" : "Smeeth",
            born: field == 2 ? "1970-01-11" : "1970-01-01", chi: field == 3 ? nil : Numbers.one,
            home: field == 4 ? "8 Other Road" : "7 Own Road", homePostcode: field == 4 ? "DD7 1AA" : "DD8 1AA")
        let found = try index.candidates(for: again)
        #expect(found.count <= 100 && found.contains { $0.id == PersonID(5_000) })
    }

    private func shareKey(_ told: PersonEvidence, _ person: KnownPerson) -> Bool {
        let keys = Set(BlockingKeys.of(told))
        let around = Set(SceneKeys.of(told.place, told.overdose, slack: settings.widest))
        return person.notifications.contains { record in
            !keys.isDisjoint(with: BlockingKeys.of(record))
                || (!around.isDisjoint(with: SceneKeys.of(record.place, record.overdose, slack: .zero))
                    && person.notifications.contains { !told.isPlainlySomebodyElse(than: $0) })
        }
    }
}

extension InventedTown.Human {
    fileprivate static let placeholder = InventedTown.Human(
        forename: "", surname: "", born: CivilDate(dayNumber: 0), chi: nil, sex: .other, home: ("", ""))
}

/// Everybody known, in memory: one notification is held against all of them in well under a millisecond. For whoever
/// wants linkage without a store; the decision is the daemon's own (``LinkDecision``).
///
/// People are filed under the hashes of their blocking keys and of the places and days of their overdoses. Whoever
/// shares a key is looked at in outline, and only those who could matter (``LinkReach``) are compared: so a key that
/// very many share (Smith and James, the first of January) costs some tens of nanoseconds for each of them. Where more
/// than ``PersonIndex/candidatesMost`` could matter, the likeliest in outline are compared: with one field wrong
/// somebody is likelier than all who share no more than the key.
public struct PersonIndex: Sendable, PersonalData {
    public let model: PersonModel
    public let settings: LinkageSettings
    public let incident: IncidentSettings
    /// At most so many people are compared with one notification.
    public let candidatesMost: Int
    /// How common each name is among the records put in.
    public private(set) var names = NameCounts()

    private var people: [KnownPerson] = []
    private var places: [PersonID: Int32] = [:]
    private var book = NameBook()
    private var keys = HashedKeys()
    private var scenes = HashedKeys()
    private var outlines = OutlineTable()

    public init(
        model: PersonModel = .shipped, settings: LinkageSettings, incident: IncidentSettings,
        candidatesMost: Int = 2_000
    ) {
        precondition(candidatesMost > 0, "somebody must be compared")
        self.model = model
        self.settings = settings
        self.incident = incident
        self.candidatesMost = candidatesMost
    }

    /// How many people are known.
    public var count: Int { places.count }

    /// Everything a decision weighs with, as it stands now.
    public var context: LinkageContext<NameCounts> {
        LinkageContext(model: model, settings: settings, incident: incident, names: names, people: count)
    }

    public subscript(id: PersonID) -> KnownPerson? { places[id].map { people[Int($0)] } }

    /// Adds somebody, or puts what is known by now in the place of what was known under that id.
    public mutating func put(_ person: KnownPerson) {
        let place = places[person.id] ?? Int32(people.count)
        let before = places[person.id].map { people[Int($0)].notifications } ?? []
        if place == people.count { people.append(person) }
        people[Int(place)] = person.sharing(&book)
        places[person.id] = place
        outlines.put(person.notifications.flatMap(RecordOutline.all), at: place)
        let filed = Set(before.flatMap(Self.filing))
        for record in person.notifications where !before.contains(where: { $0.notification == record.notification }) {
            names.add(record)
        }
        for key in Set(person.notifications.flatMap(Self.filing)).subtracting(filed) {
            if key.isScene { scenes.add(place, under: key.hash) } else { keys.add(place, under: key.hash) }
        }
    }

    /// Takes somebody out: absorbed into another, or forgotten. What their names counted for stays.
    public mutating func remove(_ id: PersonID) {
        guard let place = places.removeValue(forKey: id) else { return }
        people[Int(place)] = KnownPerson(id: id, notifications: [])
        outlines.put([], at: place)
    }

    /// The people this notification must be held against, by their ids.
    public func candidates(for told: PersonEvidence) throws -> [KnownPerson] {
        try candidates(for: told, in: context)
    }

    /// Whose this notification is.
    /// - Precondition: the notification says who it is about (``PersonEvidence/isUnidentified``).
    public func decide(_ told: PersonEvidence) throws -> LinkDecision {
        let context = context
        return try LinkDecision.decide(told, candidates: candidates(for: told, in: context), in: context)
    }

    private func candidates(for told: PersonEvidence, in context: LinkageContext<NameCounts>) throws -> [KnownPerson] {
        let reach = try LinkReach(told, in: context)
        var found = reaching(places(under: BlockingKeys.of(told), in: keys), reach)
        let known = Set(found.map(\.place))
        let around = SceneKeys.of(told.place, told.overdose, slack: incident.widest)
        // By place and day alone only those who are not plainly somebody else.
        found += reaching(places(under: around, in: scenes), reach).filter { other in
            let records = people[Int(other.place)].notifications
            return !known.contains(other.place) && records.contains { !told.isPlainlySomebodyElse(than: $0) }
        }
        if found.count > candidatesMost {
            found.sort { ($1.most, people[Int($0.place)].id) < ($0.most, people[Int($1.place)].id) }
            found.removeSubrange(candidatesMost...)
        }
        return found.map { people[Int($0.place)] }.sorted { $0.id < $1.id }
    }

    /// Those of them who could matter, and how much at most.
    private func reaching(_ places: [Int32], _ reach: LinkReach) -> [(place: Int32, most: Double)] {
        let least = settings.leastThatMatters
        return places.compactMap { place in
            let most = outlines.most(at: place, reach)
            return most >= least ? (place, most) : nil
        }
    }

    /// Each once.
    private func places(under keys: [BlockingKey], in table: HashedKeys) -> [Int32] {
        var found: [Int32] = []
        for key in keys { table.forEach(under: HashedKeys.hash(key)) { found.append($0) } }
        found.sort()
        var last: Int32 = -1
        return found.filter { place in
            defer { last = place }
            return place != last
        }
    }

    private struct Filing: Hashable {
        let hash: UInt32
        let isScene: Bool
    }

    private static func filing(_ record: PersonEvidence) -> [Filing] {
        BlockingKeys.of(record).map { Filing(hash: HashedKeys.hash($0), isScene: false) }
            + SceneKeys.of(record.place, record.overdose, slack: .zero).map {
                Filing(hash: HashedKeys.hash($0), isScene: true)
            }
    }
}

/// The outlines of everybody's records.
private struct OutlineTable: Sendable {
    /// At each person's place the first; nil for somebody who was taken out.
    private var first: [RecordOutline?] = []
    private var hasMore: [Bool] = []
    private var more: [Int32: [RecordOutline]] = [:]

    mutating func put(_ outlines: [RecordOutline], at place: Int32) {
        if Int(place) == first.count {
            first.append(nil)
            hasMore.append(false)
        }
        first[Int(place)] = outlines.first
        hasMore[Int(place)] = outlines.count > 1
        more[place] = outlines.count > 1 ? Array(outlines.dropFirst()) : nil
    }

    /// How likely the notification can be this person's; 0 for somebody who was taken out.
    func most(at place: Int32, _ reach: LinkReach) -> Double {
        guard let outline = first[Int(place)] else { return 0 }
        var most = reach.most(outline)
        if hasMore[Int(place)] {
            for outline in more[place] ?? [] { most = pointwiseMax(most, reach.most(outline)) }
        }
        return reach.total(most)
    }
}

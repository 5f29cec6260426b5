import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Random lives of four people who are told of by two sources, taken for each other, reached, corrected and told apart
/// again, each from its seed (rules 3, 8, 18, 19).
@Suite struct MergeLifeTests {
    @Test func afterUndoOfEverythingEachCaseIsItsOwnPersonsAndRunsByItself() throws {
        for seed in 0..<UInt64(40) {
            var life = try MergeLife(seed: seed)
            for _ in 0..<24 { try life.step() }
            try life.undoEverything()
            let findings = try life.findings()
            #expect(findings == [], "seed \(seed)")
        }
    }
}

/// One such life, and what must hold at its end.
struct MergeLife {
    private let fixture: DaemonFixture
    private var random: UInt64
    private var reviews: [ReviewID] = []
    /// What a source told; of nobody knows whom, at that person's door, where it is not named.
    private struct Telling {
        let isPolice: Bool
        let reference: String
        let person: Int
        let day: Int
        var minutes: Int
        var isNamed: Bool
    }

    private var told: [Telling] = []

    init(seed: UInt64) throws {
        random = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        fixture = try DaemonFixture()
    }

    private mutating func below(_ limit: Int) -> Int {
        random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((random >> 33) % UInt64(limit))
    }

    mutating func step() throws {
        switch below(10) {
        case 0, 1, 2, 3: try tell()
        case 4: try correct()
        case 5, 6: try join()
        case 7: try reach()
        case 8: try undoOne()
        default: try fixture.advance(hours: Int64(1 + below(4)))
        }
    }

    /// Some of them at the same minutes, so that joining two people finds one overdose.
    private mutating func tell() throws {
        let slots = [(1, 2 * 60), (1, 8 * 60), (1, 8 * 60 + 10)]
        let (day, minutes) = slots[below(slots.count)]
        told.append(
            Telling(
                isPolice: below(2) == 0, reference: "R-\(told.count)", person: below(DaemonFixture.people.count),
                day: day, minutes: minutes, isNamed: below(4) > 0))
        try send(told[told.count - 1])
    }

    /// A source finds that it was earlier, and who it was.
    private mutating func correct() throws {
        guard !told.isEmpty else { return }
        let index = below(told.count)
        guard told[index].minutes >= 60 else { return }
        told[index].minutes -= 5 + below(30)
        told[index].isNamed = true
        try send(told[index])
    }

    private func send(_ one: Telling) throws {
        let (hour, minute) = (one.minutes / 60, one.minutes % 60)
        let time = (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
        let somebody = DaemonFixture.people[one.person]
        if one.isPolice {
            let unnamed = ["Surname": "", "Forenames": "", "Date of Birth": "", "Home Address": ""]
            try fixture.police(somebody, one.reference, day: one.day, time: time, one.isNamed ? [:] : unnamed)
        } else if !one.isNamed {
            try fixture.ambulanceOfNobody(one.reference, day: one.day, time: time, scene: somebody)
        } else {
            try fixture.ambulance(somebody, one.reference, day: one.day, time: time)
        }
    }

    private mutating func join() throws {
        let people = Set(try fixture.cases().compactMap { try fixture.root($0.person) }).sorted()
        guard people.count > 1 else { return }
        let first = people[below(people.count)]
        let second = people[below(people.count)]
        guard first != second else { return }
        let review = try fixture.ask(first, whether: second)
        try fixture.confirm(review)
        reviews.append(review)
    }

    private mutating func reach() throws {
        let open = try fixture.cases().filter(\.isOpen)
        guard !open.isEmpty else { return }
        do { try fixture.reach(open[below(open.count)].code) } catch is CaseRefusal { return }
    }

    private mutating func undoOne() throws {
        guard !reviews.isEmpty else { return }
        try fixture.undo(reviews.remove(at: below(reviews.count)))
    }

    mutating func undoEverything() throws {
        while !reviews.isEmpty { try undoOne() }
    }

    func findings() throws -> [String] {
        let cases = try fixture.cases()
        var findings = try fixture.holds()
        for state in cases {
            let other: CaseID?
            switch state.ending?.ending {
            case .mergedInto(let id): other = id
            case .coveredBy(let id, _): other = id
            default: other = nil
            }
            let person = try fixture.root(cases.first { $0.id == other }?.person)
            if let other, try person != fixture.root(state.person), let ending = state.ending?.ending.kind {
                findings.append(
                    "case \(state.id) of \(state.person?.number ?? 0) is \(ending) case \(other) of "
                        + "\(person?.number ?? 0)")
            }
            if state.ending?.ending.kind != .mergedInto { findings += try own(state) }
        }
        return findings + (try lost(cases))
    }

    /// Every notification of the case is about its person, and its due time is told by its own notifications, or by one
    /// that the machine took out: only a person may move the time later (rule 3).
    private func own(_ state: CaseState) throws -> [String] {
        var findings: [String] = []
        var earliest = Instant.distantFuture
        let person = try fixture.root(state.person)
        try fixture.workflow.read { reading in
            for notification in state.notifications {
                let link = try reading.tx.notifications.link(of: notification.id)
                if let about = link?.person, try reading.tx.people.root(of: about) != person {
                    findings.append("\(notification.id) is about somebody else")
                }
                if link?.response != state.id { findings.append("\(notification.id) is linked elsewhere") }
            }
            let gone = try reading.tx.events.events(of: .case(state.id)).compactMap { event in
                event.stamp.actor.isHuman ? nil : (event.payload as? NotificationDetached)?.notification
            }
            for id in state.notifications.map(\.id) + gone {
                for version in try reading.tx.notifications.versions(of: id) {
                    let told: VaultedNotification = try reading.tx.vault.get(version.details)
                    earliest = min(earliest, told.facts.overdose.earliest)
                }
            }
        }
        let (first, last) = (earliest + .hours(72), state.overdose.earliest + .hours(72))
        if state.contactDueAt < first || state.contactDueAt > last {
            findings.append("case \(state.id) is due at a time that nobody told of it")
        }
        let others = try fixture.cases().filter { try fixture.root($0.person) == person && $0.id != state.id }
        let contacts = others.compactMap {
            if case .reached(let contact)? = $0.ending?.ending { contact.at } else { nil }
        }
        if person != nil, state.isOpen, contacts.contains(where: { $0 > state.overdose.latest }) {
            findings.append("case \(state.id) runs on though its person was reached")
        }
        return findings
    }

    private func lost(_ cases: [CaseState]) throws -> [String] {
        let standing = cases.filter { $0.ending?.ending.kind != .mergedInto }
        let held = standing.flatMap { $0.notifications.map(\.id) }
        let all = try fixture.workflow.read { try $0.tx.notifications.all() }
        return held.sorted() == all.sorted() ? [] : ["notifications are lost, or held twice"]
    }
}

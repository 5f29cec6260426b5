import Foundation
import Testing

@testable import NFODEngine

/// What `script/bench` prints of one notification held against everybody known. `NFOD_PEOPLE` says how many that are;
/// without it they are few, nothing is printed, and only what must be true in any town is looked at.
@Suite struct PersonIndexSpeedTests {
    private static let asked = ProcessInfo.processInfo.environment["NFOD_PEOPLE"].flatMap(Int.init)

    @Test func oneNotificationAgainstEverybodyKnown() throws {
        let count = Self.asked ?? 3_000
        var town = InventedTown(seed: 11)
        let before = Self.residentMegabytes()
        let (index, humans) = index(of: count, &town)
        let after = Self.residentMegabytes()
        let notifications = (0..<(Self.asked == nil ? 200 : 10_000)).map { number in
            let human = number % 2 == 0 ? town.human() : town.withOneFieldWrong(town.random.pick(humans).human)
            return town.record(of: human)
        }
        let clock = ContinuousClock()
        var joined = 0
        var took: [Duration] = []
        for notification in notifications {
            took.append(
                try clock.measure {
                    if case .attach = try index.decide(notification) { joined += 1 }
                })
        }
        #expect(joined > notifications.count / 5, "most of those who are known are found: \(joined)")
        guard Self.asked != nil else { return }
        took.sort()
        func shown(_ share: Double) -> String {
            let duration = took[min(took.count - 1, Int(Double(took.count) * share))]
            return String(format: "%.3f ms", Double(duration.components.attoseconds) / 1e15)
        }
        print(
            "one notification against \(count) people in memory: p50 \(shown(0.5)), p99 \(shown(0.99)),",
            "slowest \(shown(1)), of \(took.count); \(joined) joined; memory \(after - before) MB")
    }

    private func index(
        of count: Int, _ town: inout InventedTown
    ) -> (PersonIndex, [(human: InventedTown.Human, id: PersonID)]) {
        var index = PersonIndex(settings: linkage.settings, incident: settings)
        var humans: [(human: InventedTown.Human, id: PersonID)] = []
        for number in 1...count {
            let human = town.human()
            let id = PersonID(Int64(number))
            // One in five is known from two notifications.
            let records = (0..<(number % 5 == 0 ? 2 : 1)).map { _ in town.record(of: human) }
            index.put(KnownPerson(id: id, notifications: records))
            if humans.count < 10_000 || town.random.oneIn(20) { humans.append((human, id)) }
        }
        return (index, humans)
    }

    private static func residentMegabytes() -> Int {
        guard let pages = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        else { return 0 }
        return (pages.count > 1 ? Int(pages[1]) ?? 0 : 0) * 4_096 / 1_000_000
    }
}

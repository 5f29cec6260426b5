import Testing

/// `kill -9` and a restart change nothing: nobody is forgotten, and nothing happens twice but a delivery.
@Suite struct EndToEndKillTests {
    @Test func aLifeWithPowerFailuresIsTheSameLife() async throws {
        let onTheWay = [1, Int.random(in: 1...8), Int.random(in: 5...40)]
        let blows: [Int: EndToEndLife.Blow] = [
            0: .afterAnswer, 2: .afterAlerts(onTheWay[0]), 5: .beforeAnswer, 6: .afterAlerts(onTheWay[1]),
            9: .afterAlerts(onTheWay[2]), 10: .afterAnswer,
        ]
        async let first = EndToEndLife.live([:])
        async let second = EndToEndLife.live(blows)
        let (calm, broken) = (try await first, try await second)
        let told =
            "killed after \(onTheWay) alerts; \(broken.extraCopies) copies too many, "
            + "\(broken.blowsOnTheWay) of 3 on the way"
        #expect(calm.events.count > 200)
        #expect(calm.alerts.contains { $0.contains("standDown") })
        #expect((calm.extraCopies, calm.faults) == (0, []))
        #expect(broken.faults == [], "\(told)")
        #expect((calm.unfinished, broken.unfinished) == (0, 0), "\(told)")
        let difference = broken.events.difference(from: calm.events)
        #expect(difference.isEmpty, "\(told): \(difference.prefix(10))")
        #expect(broken.alerts == calm.alerts, "\(told)")
        print("kill -9:", told)
    }
}

import NFODEngine
import Testing

/// How one test message fared, in minutes after it was written: in time within 5, another each hour.
@Suite struct CanaryTests {
    private let start = Instant(seconds: 1_614_592_800)

    @Test(
        arguments: [
            (nil, 0, .underWay, false), (nil, 5, .underWay, false), (nil, 6, .lost, false), (nil, 59, .lost, false),
            (nil, 60, .lost, true), (0, 0, .arrivedInTime, false), (5, 5, .arrivedInTime, false),
            (5, 59, .arrivedInTime, false), (5, 60, .arrivedInTime, true), (6, 6, .late, true), (59, 61, .late, true),
            (0, -1, .arrivedInTime, true),
        ] as [(Int64?, Int64, Canary.Standing, Bool)])
    func `arrived after, looked at after, and what it comes to`(
        arrived: Int64?, now: Int64, standing: Canary.Standing, isFollowed: Bool
    ) {
        let canary = Canary(
            channel: ChannelID("phone"), sentAt: start, arrivedAt: arrived.map { start + .minutes($0) })
        let at = now < 0 ? start - .minutes(-now) : start + .minutes(now)
        #expect(canary.standing(within: .minutes(5), at: at) == standing)
        #expect(canary.isFollowed(every: .hours(1), within: .minutes(5), at: at) == isFollowed)
    }
}

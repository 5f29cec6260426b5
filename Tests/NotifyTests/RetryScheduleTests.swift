import NFODEngine
import Notify
import Testing

@Suite struct RetryScheduleTests {
    private let first = Instant(seconds: 1_000_000)
    private let schedule = RetrySchedule()

    /// The example of reliability.md 2.1: 0, 5 s, 15 s, 60 s, then every 2 minutes; 0.5 is no jitter at all.
    @Test(arguments: [(1, 5), (2, 15), (3, 60), (4, 120), (5, 120), (400, 120)])
    func delays(tries: Int, seconds: Int64) {
        let now = first + .minutes(1)
        #expect(
            schedule.next(afterTry: tries, firstTryAt: first, now: now, jitter: 0.5)
                == .retry(at: now + .seconds(seconds)))
    }

    @Test(arguments: [(0.0, 108_000), (0.25, 114_000), (0.5, 120_000), (0.75, 126_000)])
    func jitterIsTenPerCentEitherWay(jitter: Double, milliseconds: Int64) {
        #expect(retryAt(4, jitter: jitter) == first + Span(milliseconds: milliseconds))
    }

    @Test func jitterNeverReachesElevenPerCent() throws {
        #expect(try #require(retryAt(4, jitter: 0.999_999)) <= first + Span(milliseconds: 132_000))
    }

    @Test(arguments: [
        (Span.seconds(30), Span.seconds(30)), (.seconds(1), .seconds(5)), (.hours(5), .minutes(10)),
        (.zero, .seconds(5)),
        (-Span.hours(1), .seconds(5)),
    ])
    func aReceiverMayPutUsOffButNotForLong(asked: Span, waited: Span) {
        #expect(retryAt(1, jitter: 0.5, retryAfter: asked) == first + waited)
    }

    @Test func itEndsAfterTheSettingAndTheLastTryIsAtTheEnd() {
        let end = first + .hours(24)
        let before = schedule.next(afterTry: 700, firstTryAt: first, now: end - .seconds(1), jitter: 0.5)
        #expect(before == .retry(at: end))
        let after = schedule.next(afterTry: 701, firstTryAt: first, now: end, jitter: 0.5)
        #expect(after == .giveUp)
    }

    @Test func theNumbersAreSettings() {
        let settings = RetrySettings(
            firstDelays: [], thenEvery: .seconds(9), jitterShare: 0)
        #expect(
            RetrySchedule(settings).next(afterTry: 1, firstTryAt: first, now: first, jitter: 0.99)
                == .retry(at: first + .seconds(9)))
    }

    private func retryAt(_ tries: Int, jitter: Double, retryAfter: Span? = nil) -> Instant? {
        let next = schedule.next(
            afterTry: tries, firstTryAt: first, now: first, jitter: jitter, retryAfter: retryAfter)
        guard case .retry(let at) = next else { return nil }
        return at
    }
}

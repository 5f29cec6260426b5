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
                == .retry(at: now + .seconds(seconds), fallbackAt: first + .minutes(2)))
    }

    @Test(arguments: [(0.0, 108_000), (0.25, 114_000), (0.5, 120_000), (0.75, 126_000)])
    func jitterIsTenPerCentEitherWay(jitter: Double, milliseconds: Int64) {
        #expect(retryAt(4, jitter: jitter) == first + Span(milliseconds: milliseconds))
    }

    @Test func jitterNeverReachesElevenPerCent() {
        #expect(retryAt(4, jitter: 0.999_999) <= first + Span(milliseconds: 132_000))
    }

    @Test(arguments: [
        (Span.seconds(30), Span.seconds(30)), (.seconds(1), .seconds(5)), (.hours(5), .minutes(10)),
        (.zero, .seconds(5)),
        (-Span.hours(1), .seconds(5)),
    ])
    func aReceiverMayPutUsOffButNotForLong(asked: Span, waited: Span) {
        #expect(retryAt(1, jitter: 0.5, retryAfter: asked) == first + waited)
    }

    /// Rule 32: a channel that fails is "not told"; the fallback is due two minutes after the first try, whatever the
    /// receiver asks for and however often it was tried.
    @Test func theFallbackIsDueAfterTwoMinutesWhateverHappens() {
        for tries in 1...10 {
            let next = schedule.next(
                afterTry: tries, firstTryAt: first, now: first + .hours(Int64(tries)), jitter: 0.1,
                retryAfter: .hours(9))
            guard case .retry(_, let fallbackAt) = next else {
                Issue.record("\(next)")
                continue
            }
            #expect(fallbackAt == first + .minutes(2))
        }
    }

    @Test func itEndsAfterTheSettingAndTheLastTryIsAtTheEnd() {
        let end = first + .hours(24)
        let before = schedule.next(afterTry: 700, firstTryAt: first, now: end - .seconds(1), jitter: 0.5)
        #expect(before == .retry(at: end, fallbackAt: first + .minutes(2)))
        let after = schedule.next(afterTry: 701, firstTryAt: first, now: end, jitter: 0.5)
        #expect(after == .giveUp(fallbackAt: first + .minutes(2)))
    }

    @Test func aPermanentFailureCallsTheFallbackAtOnce() {
        #expect(schedule.afterPermanentFailure(now: first) == .giveUp(fallbackAt: first))
    }

    @Test func aShortLifeGivesUpBeforeTheFallbackWouldBeDue() {
        let short = RetrySchedule(RetrySettings(giveUpAfter: .seconds(30)))
        #expect(
            short.next(afterTry: 3, firstTryAt: first, now: first + .seconds(31), jitter: 0.5)
                == .giveUp(fallbackAt: first + .seconds(31)))
    }

    @Test func theNumbersAreSettings() {
        let settings = RetrySettings(
            firstDelays: [], thenEvery: .seconds(9), jitterShare: 0, fallbackAfter: .seconds(1))
        #expect(
            RetrySchedule(settings).next(afterTry: 1, firstTryAt: first, now: first, jitter: 0.99)
                == .retry(at: first + .seconds(9), fallbackAt: first + .seconds(1)))
    }

    private func retryAt(_ tries: Int, jitter: Double, retryAfter: Span? = nil) -> Instant {
        switch schedule.next(afterTry: tries, firstTryAt: first, now: first, jitter: jitter, retryAfter: retryAfter) {
        case .retry(let at, _), .giveUp(let at): at
        }
    }
}

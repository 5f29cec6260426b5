import NFODEngine
import Notify
import Testing

/// When a receiver rests. Times are seconds.
@Suite struct CircuitBreakerTests {
    private enum Step {
        case arrives, fails, busy(Int64), ours, gone, begins
        var outcome: DeliveryOutcome? {
            switch self {
            case .arrives: .delivered(status: 204)
            case .fails: .retryable(.answered(status: 500), retryAfter: nil)
            case .busy(let seconds): .retryable(.answered(status: 429), retryAfter: .seconds(seconds))
            case .ours: .retryable(.stopping, retryAfter: nil)
            case .gone: .permanent(.gone)
            case .begins: nil
            }
        }
    }

    private func lived(_ steps: [(at: Int64, Step)]) -> CircuitBreaker {
        var breaker = CircuitBreaker()
        for (at, step) in steps {
            if let outcome = step.outcome {
                breaker.note(outcome, at: Instant(seconds: at))
            } else {
                breaker.begin(at: Instant(seconds: at))
            }
        }
        return breaker
    }

    private func permission(_ steps: [(at: Int64, Step)], at seconds: Int64) -> CircuitBreaker.Permission {
        lived(steps).permission(at: Instant(seconds: seconds))
    }

    private let fiveFailures: [(at: Int64, Step)] = (0..<5).map { (at: $0, Step.fails) }

    @Test func `five failures in a row send a receiver to rest, four do not`() {
        #expect(permission(Array(fiveFailures.prefix(4)), at: 4) == .send)
        #expect(permission(fiveFailures, at: 4) == .rest(until: Instant(seconds: 64)))
        #expect(permission(fiveFailures.prefix(4) + [(5, .arrives), (6, .fails)], at: 7) == .send)
    }

    @Test func `it is probed once a minute, by one alert`() {
        #expect(permission(fiveFailures, at: 63) == .rest(until: Instant(seconds: 64)))
        #expect(permission(fiveFailures, at: 64) == .probe)
        #expect(permission(fiveFailures + [(64, .begins)], at: 65) == .rest(until: Instant(seconds: 124)))
        #expect(
            permission(fiveFailures + [(64, .begins), (84, .fails)], at: 143) == .rest(until: Instant(seconds: 144)))
        #expect(permission(fiveFailures + [(64, .begins), (84, .fails)], at: 144) == .probe)
    }

    @Test func `a probe of which nothing is heard keeps nobody from probing again`() {
        #expect(permission(fiveFailures + [(64, .begins)], at: 124) == .probe)
    }

    @Test func `whatever arrives ends the rest`() {
        #expect(permission(fiveFailures + [(64, .begins), (65, .arrives)], at: 65) == .send)
        // A last level, which asked nobody.
        #expect(permission(fiveFailures + [(10, .arrives)], at: 10) == .send)
    }

    @Test func `what was under way when it began to rest does not prolong it`() {
        #expect(permission(fiveFailures + [(30, .fails), (50, .fails)], at: 64) == .probe)
    }

    @Test func `Retry-After rests it at once, for ten minutes at most`() {
        #expect(permission([(0, .busy(120))], at: 119) == .rest(until: Instant(seconds: 120)))
        #expect(permission([(0, .busy(120))], at: 120) == .send)
        #expect(permission([(0, .busy(86_400))], at: 599) == .rest(until: Instant(seconds: 600)))
        #expect(permission([(0, .busy(300)), (10, .busy(5))], at: 299) == .rest(until: Instant(seconds: 300)))
        #expect(!lived([(0, .busy(120))]).isOpen)
    }

    @Test func `what is no fault of the receiver's counts for nothing`() {
        #expect(permission((0..<9).map { ($0, .ours) }, at: 9) == .send)
        #expect(permission((0..<9).map { ($0, .gone) }, at: 9) == .send)
        #expect(
            permission(fiveFailures.prefix(4) + [(4, .ours), (5, .fails)], at: 5) == .rest(until: Instant(seconds: 65)))
    }

    @Test func `it says since when it has been failing, whatever its probes come to, until something arrives`() {
        #expect(lived(Array(fiveFailures.prefix(4))).openSince == nil)
        let probed = fiveFailures + [(64, Step.begins), (65, .fails), (125, .begins), (126, .fails)]
        #expect(lived(probed).openSince == Instant(seconds: 4))
        #expect(lived(probed + [(186, .arrives)]).openSince == nil)
    }
}

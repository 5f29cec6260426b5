import NFODConfig
import NFODEngine

extension OperationRunner {
    /// Where a simulated clock stands.
    struct ClockAnswer: Codable, Sendable {
        let now: String
        let isSimulated: Bool

        init(_ workflow: Workflow) {
            now = workflow.configuration.zone.iso8601(workflow.clock.now())
            isSimulated = workflow.clock.isSimulated
        }
    }

    /// Everything due on the way happens before the answer comes.
    func advanceClock(_ span: Span, asJSON: Bool) throws -> Answer {
        guard daemon.workflow.clock.isSimulated else { throw DaemonError.clockNotSimulated }
        guard span >= .zero, span <= OperationRunner.advanceAtMost else {
            throw InvalidInput([
                .init(field: "span", code: "outOfRange", expected: "forward, at most 366 days at a time")
            ])
        }
        _ = try daemon.scheduler.advance(by: span)
        return showClock(asJSON: asJSON)
    }

    func showClock(asJSON: Bool) -> Answer {
        let clock = ClockAnswer(daemon.workflow)
        return Answer(output: asJSON ? JSONText.of(clock) : clock.now + (clock.isSimulated ? " (simulated)" : ""))
    }

    private static let advanceAtMost = Span.days(366)
}

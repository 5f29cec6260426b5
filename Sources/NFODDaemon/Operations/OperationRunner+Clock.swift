import NFODConfig
import NFODEngine
import NFODStore

extension OperationRunner {
    /// Where the clock stands.
    struct ClockAnswer: Codable, Sendable {
        let now: String
        let isSimulated: Bool
        /// The machine's wall clock; nil for a simulated clock, as all below.
        var wall: String?
        /// Engine time ahead of the wall clock.
        var aheadSeconds: Int64?
        /// Why the wall clock is not believed.
        var doubt: String?
        /// Engine time goes slowly until a confirmed wall clock has caught up.
        var isWaiting: Bool?

        init(_ workflow: Workflow) {
            let zone = workflow.configuration.zone
            now = zone.iso8601(workflow.clock.now())
            isSimulated = workflow.clock.isSimulated
            guard let standing = (workflow.clock as? AnchoredClock)?.standing else { return }
            wall = zone.iso8601(standing.wall)
            aheadSeconds = standing.ahead.milliseconds / 1_000
            doubt = standing.doubt?.rawValue
            isWaiting = standing.isWaiting
        }

        /// `2026-03-01T09:30:00+00:00 (real)`, with what is odd about it.
        var text: String {
            var text = "\(now) (\(isSimulated ? "simulated" : "real"))"
            if let wall, let aheadSeconds, aheadSeconds != 0 {
                text += ", \(abs(aheadSeconds)) s \(aheadSeconds > 0 ? "ahead of" : "behind") the wall clock at \(wall)"
            }
            if isWaiting == true { text += ", going slowly until it has caught up" }
            if let doubt { text += ", NOT CONFIRMED (\(doubt)): set the wall clock right, then `nfodd clock confirm`" }
            return text
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
        return Answer(output: asJSON ? JSONText.of(clock) : clock.text)
    }

    /// - Throws: `ClockRefusal` when the record is too far ahead of the wall clock.
    func confirmClock(by actor: Actor, asJSON: Bool) throws -> Answer {
        guard let clock = daemon.workflow.clock as? AnchoredClock else { throw DaemonError.clockSimulated }
        // In a transaction of its own: the clock tells a step once, also where it is then not confirmed.
        if let step = clock.observe() {
            daemon.workflow.meters.count(step)
            try daemon.workflow.perform(as: actor) { try $0.noteStep(step) }
        }
        try daemon.workflow.perform(as: actor) { try $0.confirmClock(try clock.confirm()) }
        return showClock(asJSON: asJSON)
    }

    private static let advanceAtMost = Span.days(366)
}

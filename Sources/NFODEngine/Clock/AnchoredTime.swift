/// Engine time on a machine whose wall clock can be set: the wall clock once, and from there the time since boot, so
/// that neither sleep nor a clock set back makes anything late. Never goes back.
///
/// - A wall clock that is set **forward** is followed at once: an alert may be early, never late.
/// - One that is set **back** is not followed: engine time goes on at its own pace, ahead of the wall. When a person
///   accepts the wall clock, engine time goes at a slower pace until the two are together again; all that hangs on the
///   time of an overdose is then never late, and what hangs on an alert before waits at most twice as long (at the
///   usual half pace).
public struct AnchoredTime: Hashable, Sendable {
    public let limits: ClockLimits
    /// Why the wall clock was not believed at start; nil once a person has confirmed it.
    public private(set) var doubt: ClockDoubt?
    /// Where wall clock and time since boot were last put together.
    private var anchor: ClockReading
    /// How far the wall clock stood from the anchored time when it was last looked at; a step is a change of it.
    private var noted: Span = .zero
    /// From here engine time goes slowly, until the anchored time has caught up; nil at other times.
    private var waiting: ClockReading?

    /// Begins on a machine, for a record that may have been kept by another clock.
    public init(_ reading: ClockReading, record: ClockRecord = ClockRecord(), limits: ClockLimits = ClockLimits()) {
        self.limits = limits
        anchor = reading
        guard let last = record.lastRecordedAt else { return }
        let behind = last - reading.wall
        guard behind > .zero else {
            if -behind > limits.stoppedAtMost { doubt = .longAfterRecord }
            return
        }
        if let accepted = record.accepted, accepted.covers(reading.wall, lastRecordedAt: last, limits) {
            waiting = ClockReading(wall: last, sinceBoot: reading.sinceBoot)
            return
        }
        anchor = ClockReading(wall: last, sinceBoot: reading.sinceBoot)
        noted = -behind
        if behind > limits.stepAbove { doubt = .beforeRecord }
    }

    /// Engine time, so long after boot.
    public func now(sinceBoot: Span) -> Instant {
        let line = anchored(sinceBoot)
        guard let waiting else { return line }
        return max(line, waiting.wall + (sinceBoot - waiting.sinceBoot).atPace(percent: limits.waitingPacePercent))
    }

    /// How far engine time is ahead of the wall clock; negative when it is behind, which the next look mends.
    public func ahead(of reading: ClockReading) -> Span { now(sinceBoot: reading.sinceBoot) - reading.wall }

    /// Engine time goes slowly because it is ahead of an accepted wall clock.
    public func isWaiting(sinceBoot: Span) -> Bool { now(sinceBoot: sinceBoot) > anchored(sinceBoot) }

    /// Looks at the wall clock: follows it forward, and says when it was set.
    public mutating func observe(_ reading: ClockReading) -> ClockStepped? {
        let line = anchored(reading.sinceBoot)
        let difference = reading.wall - line
        let change = difference - noted
        let isStep = change > limits.stepAbove || -change > limits.stepAbove
        let expected = line + noted
        if difference > .zero {
            (anchor, noted) = (reading, .zero)
        } else if isStep {
            noted = difference
        }
        return isStep ? ClockStepped(from: expected, to: reading.wall) : nil
    }

    /// A person says that the wall clock is right.
    public mutating func confirm(_ reading: ClockReading) throws(ClockRefusal) -> ClockConfirmed {
        let engine = now(sinceBoot: reading.sinceBoot)
        let behind = engine - reading.wall
        guard behind <= limits.behindAtMost else {
            throw .tooFarBehind(behind: behind, atMost: limits.behindAtMost)
        }
        waiting = behind > .zero ? ClockReading(wall: engine, sinceBoot: reading.sinceBoot) : nil
        (anchor, noted, doubt) = (reading, .zero, nil)
        return ClockConfirmed(engine: engine, wall: reading.wall)
    }

    private func anchored(_ sinceBoot: Span) -> Instant { anchor.wall + (sinceBoot - anchor.sinceBoot) }
}

extension ClockConfirmed {
    /// The same wait, begun before a restart: the wall clock has not gone back since it was accepted, and nothing was
    /// recorded later than engine time can have come to at the waiting pace.
    func covers(_ wall: Instant, lastRecordedAt: Instant, _ limits: ClockLimits) -> Bool {
        guard wall >= self.wall else { return false }
        return lastRecordedAt <= engine + (wall - self.wall).atPace(percent: limits.waitingPacePercent)
    }
}

extension Span {
    fileprivate func atPace(percent: Int) -> Span { Span(milliseconds: milliseconds * Int64(percent) / 100) }
}

/// What a machine's two clocks say at one moment.
public struct ClockReading: Hashable, Sendable {
    /// The wall clock, which can be set, forward and back.
    public let wall: Instant
    /// Time since the machine was started, sleep included: never set, never back.
    public let sinceBoot: Span

    public init(wall: Instant, sinceBoot: Span) {
        self.wall = wall
        self.sinceBoot = sinceBoot
    }
}

/// How far the two clocks may disagree before somebody is told (settings, `clock:` in `config/nfodd.yaml`).
public struct ClockLimits: Hashable, Sendable {
    /// A wall clock that moves by more than this against the time since boot was set: an event and an alarm.
    public var stepAbove: Span
    /// A wall clock further behind the record than this cannot be accepted: the record is not worth going on with.
    public var behindAtMost: Span
    /// A start longer than this after the last thing recorded is doubted.
    public var stoppedAtMost: Span
    /// While engine time waits for an accepted wall clock, it goes at so many per cent of its pace.
    public var waitingPacePercent: Int

    public init(
        stepAbove: Span = .minutes(5), behindAtMost: Span = .hours(48), stoppedAtMost: Span = .days(30),
        waitingPacePercent: Int = 50
    ) {
        self.stepAbove = stepAbove
        self.behindAtMost = behindAtMost
        self.stoppedAtMost = stoppedAtMost
        self.waitingPacePercent = waitingPacePercent
    }
}

/// What the record knows about its clock when a machine starts to tell the time for it.
public struct ClockRecord: Hashable, Sendable {
    /// When the newest event was recorded, in engine time; nil for an empty record.
    public let lastRecordedAt: Instant?
    /// The wall clock a person accepted last, and where engine time stood then.
    public let accepted: ClockConfirmed?

    public init(lastRecordedAt: Instant? = nil, accepted: ClockConfirmed? = nil) {
        self.lastRecordedAt = lastRecordedAt
        self.accepted = accepted
    }
}

/// Why a wall clock was not believed at start. Until a person confirms it the service is not ready; ladders run and
/// notifications are taken in, because what waits for a person must not make others wait.
public enum ClockDoubt: String, Codable, Sendable, CaseIterable {
    /// It is before the last thing recorded.
    case beforeRecord
    /// It is longer after the last thing recorded than the service can be thought to have stood still.
    case longAfterRecord
}

/// The wall clock cannot be accepted.
public enum ClockRefusal: Refusal {
    /// The record is further ahead of it than may be waited for.
    case tooFarBehind(behind: Span, atMost: Span)

    public var code: String { "clockTooFarBehind" }

    public var message: String {
        switch self {
        case .tooFarBehind(let behind, let atMost):
            "the wall clock is \(behind.wholeMinutes / 60) h behind what was recorded, and at most "
                + "\(atMost.wholeMinutes / 60) h can be waited for; set the wall clock right, or put back a copy of "
                + "the data from before the clock ran ahead and hand the feeds in again"
        }
    }
}

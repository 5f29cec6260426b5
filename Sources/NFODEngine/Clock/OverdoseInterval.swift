/// When the overdose was: somewhere from `earliest` to `latest`, both included (rule 1).
public struct OverdoseInterval: Hashable, Codable, Sendable {
    public let earliest: Instant
    public let latest: Instant
    public let precision: Precision
    public let origin: Origin

    /// How well the time is known.
    public enum Precision: String, Codable, Sendable {
        /// To the minute; `earliest == latest`.
        case exact
        /// Somewhere on one local day.
        case day
        /// Somewhere in an interval worked out from something else (an arrival, a feed's dates).
        case estimated
    }

    /// What the time rests on.
    public enum Origin: String, Codable, Sendable {
        /// A source told it.
        case told
        /// From the arrival in hospital, which is a latest.
        case arrival
        /// No usable time was told: from the source's previous feed to receipt.
        case receipt
        /// A person set it, with a reason.
        case person
    }

    public init(earliest: Instant, latest: Instant, precision: Precision, origin: Origin) {
        precondition(earliest <= latest, "an interval runs forwards")
        self.earliest = earliest
        self.latest = latest
        self.precision = precision
        self.origin = origin
    }

    public static func exact(_ instant: Instant, origin: Origin = .told) -> OverdoseInterval {
        OverdoseInterval(earliest: instant, latest: instant, precision: .exact, origin: origin)
    }

    /// The two could be the same moment when each is widened by half of `slack`.
    public func meets(_ other: OverdoseInterval, slack: Span = .zero) -> Bool {
        earliest <= other.latest + slack && other.earliest <= latest + slack
    }
}

/// A point in time: whole milliseconds since 1970-01-01T00:00:00 UTC, leap seconds ignored as POSIX does.
///
/// The engine never asks what time it is: every instant comes in with a command or an event. Written to JSON events as
/// the bare number; people see ISO 8601 with an offset (``ZoneRules/iso8601(_:)``).
public struct Instant: Hashable, Comparable, Sendable {
    /// Milliseconds since the POSIX epoch; negative before 1970.
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }
    /// Later than anything that can be told: "as known now and ever".
    public static let distantFuture = Instant(milliseconds: Int64.max)

    public init(seconds: Int64) { self.milliseconds = seconds * 1_000 }

    public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
    public static func + (instant: Instant, span: Span) -> Instant {
        Instant(milliseconds: instant.milliseconds + span.milliseconds)
    }
    public static func - (instant: Instant, span: Span) -> Instant {
        Instant(milliseconds: instant.milliseconds - span.milliseconds)
    }
    /// Elapsed time from `right` to `left`; negative when `left` is earlier.
    public static func - (left: Instant, right: Instant) -> Span {
        Span(milliseconds: left.milliseconds - right.milliseconds)
    }
}

/// A length of elapsed time in whole milliseconds. Never a calendar length: a day here is 24 hours, always.
public struct Span: Hashable, Comparable, Sendable {
    /// Milliseconds; negative for a span that points into the past.
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }
    public static func seconds(_ count: Int64) -> Span { Span(milliseconds: count * 1_000) }
    public static func minutes(_ count: Int64) -> Span { .seconds(count * 60) }
    public static func hours(_ count: Int64) -> Span { .minutes(count * 60) }
    public static func days(_ count: Int64) -> Span { .hours(count * 24) }
    public static let zero = Span(milliseconds: 0)

    /// The span in hours, with its fraction: for showing, not for reckoning.
    public var hours: Double { Double(milliseconds) / 3_600_000 }
    /// The span in whole minutes, rounded towards zero.
    public var wholeMinutes: Int64 { milliseconds / 60_000 }

    public static func < (left: Span, right: Span) -> Bool { left.milliseconds < right.milliseconds }
    public static func + (left: Span, right: Span) -> Span {
        Span(milliseconds: left.milliseconds + right.milliseconds)
    }
    public static func - (left: Span, right: Span) -> Span {
        Span(milliseconds: left.milliseconds - right.milliseconds)
    }
    public static prefix func - (span: Span) -> Span { Span(milliseconds: -span.milliseconds) }
}

extension Instant: Codable {
    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}

extension Span: Codable {
    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}

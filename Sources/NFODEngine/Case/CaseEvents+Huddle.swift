/// Events about what no huddle sees in time, and about what it decides of those it cannot have visited.

/// No huddle meets before contact is due: whoever has the response was told at once. Caused by opening, by a due time
/// that moved earlier, by a huddle that was called off. Once for each due time. Next: whatever would have happened; the
/// ladder goes on as it would.
public struct DueBeforeHuddle: EventPayload {
    public static let type = "dueBeforeHuddle"
    public static let version = 1
    public let contactDueAt: Instant
    /// The first one after the opening, at or after the due time.
    public let nextHuddle: Instant
    /// Whoever held it then; empty for a duty nobody held.
    public let told: [WorkerID]
}

/// The huddle saw that today's team will not get to this person, and decided what is done instead (minuted as such).
/// The due time and the ladder stay as they are. Next: an attempt settles it, or the next huddle looks again.
public struct NotTodayDecided: EventPayload {
    public static let type = "notTodayDecided"
    public static let version = 1
    public let instead: Instead
    /// Whose name it stands under.
    public let worker: WorkerID
    /// At the next huddle at the latest.
    public let nextLookAt: Instant
    /// In the huddle's own words.
    public let note: VaultID?

    public enum Instead: String, Codable, Sendable, CaseIterable {
        /// Today by phone, not in person.
        case phone
        /// Another service goes.
        case otherService
        /// Somebody works longer, or comes in.
        case extraShift
        /// Nothing can be done before the next look, and the huddle says so.
        case nothing
    }

    public init(instead: Instead, worker: WorkerID, nextLookAt: Instant, note: VaultID?) {
        self.instead = instead
        self.worker = worker
        self.nextLookAt = nextLookAt
        self.note = note
    }
}

extension NotTodayDecided.Instead {
    /// For people.
    public var words: String {
        switch self {
        case .phone: "by phone today"
        case .otherService: "another service goes"
        case .extraShift: "an extra shift"
        case .nothing: "nothing before the next look"
        }
    }
}

extension DueBeforeHuddle {
    /// `due Sun 12:00, no huddle before then`: times and nothing else (rule 35).
    public func words(at now: Instant, in zone: ZoneRules) -> String {
        "due \(TimePhrase.coming(contactDueAt, in: zone, now: now)), no huddle before then"
    }
}

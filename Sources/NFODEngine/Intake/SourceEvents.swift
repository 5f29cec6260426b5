/// Events of one source's stream: what it sent, what could not be taken in, and when it fell silent (rules 11 to 15).

/// One row was taken in. The details are in the vault under the notification's number.
public struct NotificationReceived: EventPayload {
    public static let type = "notificationReceived"
    public static let version = 1
    public let notification: NotificationID
    /// 1 for the first, more for each correction.
    public let edition: Int
    public let kind: Kind
    public let facts: NotificationFacts

    public enum Kind: String, Codable, Sendable, CaseIterable {
        case new
        /// The same reference with other content: a correction; the edition before is kept (rule 12).
        case correction
        /// The same reference with another person's details: a record of its own.
        case anotherPersonUnderReference
    }

    public init(notification: NotificationID, edition: Int, kind: Kind, facts: NotificationFacts) {
        self.notification = notification
        self.edition = edition
        self.kind = kind
        self.facts = facts
    }
}

/// A row could not be taken in. Somebody may be behind it, so it is alarmed and belongs to the coordinator (rule 11).
public struct RowQuarantined: EventPayload {
    public static let type = "rowQuarantined"
    public static let version = 1
    /// Number of the quarantined row; what was received of it stands under this subject in the vault.
    public let row: Int64
    public let line: Int
    /// A ``QuarantineReason``'s code.
    public let code: String

    public init(row: Int64, line: Int, code: String) {
        self.row = row
        self.line = line
        self.code = code
    }
}

/// A whole feed was read; rows = accepted + unchanged + corrected + quarantined (rule 11).
public struct FeedReceived: EventPayload {
    public static let type = "feedReceived"
    public static let version = 1
    public let rows: Int
    public let accepted: Int
    public let unchanged: Int
    public let corrected: Int
    public let quarantined: Int
    /// Rows that were not UTF-8 and were read as Windows-1252.
    public let fallbackEncoded: Int
    /// False for a notification that came alone: what it says nothing of may have happened long before it.
    public let isWhole: Bool
    /// When the source is alarmed if nothing more has come by then; nil for an old list taken in for history.
    public let expectedBy: Instant?

    public init(
        rows: Int, accepted: Int, unchanged: Int, corrected: Int, quarantined: Int, fallbackEncoded: Int,
        isWhole: Bool, expectedBy: Instant?
    ) {
        self.rows = rows
        self.accepted = accepted
        self.unchanged = unchanged
        self.corrected = corrected
        self.quarantined = quarantined
        self.fallbackEncoded = fallbackEncoded
        self.isWhole = isWhole
        self.expectedBy = expectedBy
    }
}

/// A whole file that came into the inbox could not be taken in. Its rows may be people, so it is alarmed and belongs to
/// the coordinator, like a row (rule 11).
public struct FeedRefused: EventPayload {
    public static let type = "feedRefused"
    public static let version = 1
    /// Number in the series of rows put aside, for the report of what needs fixing.
    public let row: Int64
    /// A ``DropRefusal``'s code.
    public let code: String

    public init(row: Int64, code: String) {
        self.row = row
        self.code = code
    }
}

/// A source that should have sent did not; the coordinator is told and the report is headed by it (rule 14).
public struct SourceWentSilent: EventPayload {
    public static let type = "sourceWentSilent"
    public static let version = 1
    public let expectedBy: Instant

    public init(expectedBy: Instant) { self.expectedBy = expectedBy }
}

/// The source came into the configuration: from now on its silence counts, even if it never sends anything.
public struct SourceWatched: EventPayload {
    public static let type = "sourceWatched"
    public static let version = 1
    public let expectedBy: Instant

    public init(expectedBy: Instant) { self.expectedBy = expectedBy }
}

/// A person said that the source has nothing to send: the "nil return" (rule 14).
public struct NilReturnDeclared: EventPayload {
    public static let type = "nilReturnDeclared"
    public static let version = 1
    public let expectedBy: Instant?

    public init(expectedBy: Instant?) { self.expectedBy = expectedBy }
}

/// Everything that can have happened to a source.
public enum SourceEvent: StreamEvent {
    case notificationReceived(NotificationReceived)
    case rowQuarantined(RowQuarantined)
    case feedReceived(FeedReceived)
    case feedRefused(FeedRefused)
    case wentSilent(SourceWentSilent)
    case nilReturnDeclared(NilReturnDeclared)
    case watched(SourceWatched)

    public static var payloadTypes: [any EventPayload.Type] {
        [
            NotificationReceived.self, RowQuarantined.self, FeedReceived.self, FeedRefused.self, SourceWentSilent.self,
            NilReturnDeclared.self, SourceWatched.self,
        ]
    }

    public init?(_ payload: any EventPayload) {
        switch payload {
        case let payload as NotificationReceived: self = .notificationReceived(payload)
        case let payload as RowQuarantined: self = .rowQuarantined(payload)
        case let payload as FeedReceived: self = .feedReceived(payload)
        case let payload as FeedRefused: self = .feedRefused(payload)
        case let payload as SourceWentSilent: self = .wentSilent(payload)
        case let payload as NilReturnDeclared: self = .nilReturnDeclared(payload)
        case let payload as SourceWatched: self = .watched(payload)
        default: return nil
        }
    }

    public var payload: any EventPayload {
        switch self {
        case .notificationReceived(let payload): payload
        case .rowQuarantined(let payload): payload
        case .feedReceived(let payload): payload
        case .feedRefused(let payload): payload
        case .wentSilent(let payload): payload
        case .nilReturnDeclared(let payload): payload
        case .watched(let payload): payload
        }
    }
}

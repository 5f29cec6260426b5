public import NFODEngine

/// What the command line can ask of a data directory: of the running daemon over its socket, or, when none runs, of the
/// directory itself. Written as JSON on the wire.
public enum Operation: Codable, Sendable {
    /// Files by source; on the wire their bytes follow, never their paths.
    case ingest(files: [SourceFile], isHistory: Bool)
    case report(ReportRequest)
    case response(CaseRequest)
    /// What a case's ladder will do if nothing happens.
    case explainLadder(code: String)
    /// Questions about who somebody is, and who was found to be whom.
    case reviews(withNames: Bool)
    case review(ReviewRequest)
    /// What is planned for so many days.
    case huddlePlan(days: Int)
    case huddle(HuddleRequest)
    case linkageModel(LinkageModelRequest)
    case exportLinks
    case nilReturn(source: String)
    case verify
    case advanceClock(milliseconds: Int64)
    case showClock
    /// The wall clock is right.
    case confirmClock
    case alarms
    /// A person has dealt with an alarm.
    case settleAlarm(alarm: String, subject: String?)
    /// What the roster leaves open, so far ahead; nil: as far as the settings say.
    case checkRoster(aheadMilliseconds: Int64?)
    case showRoster
    case roster(RosterRequest)
    /// Alerts that were given up, and those tried in vain so far.
    case outbox
    case retryAlerts(OutboxRequest)
    case status
    /// Of a running daemon only.
    case reloadConfiguration

    public struct SourceFile: Codable, Sendable {
        public let source: String
        /// Readable where the operation runs.
        public var path: String

        public init(source: String, path: String) {
            self.source = source
            self.path = path
        }
    }

    public struct ReportRequest: Codable, Sendable {
        public enum Kind: String, Codable, Sendable, CaseIterable { case huddle, overdue, workload }

        public let kind: Kind
        /// Nil: now.
        public let at: Instant?
        public let format: String
        public let withNames: Bool

        public init(kind: Kind, at: Instant?, format: String, withNames: Bool) {
            self.kind = kind
            self.at = at
            self.format = format
            self.withNames = withNames
        }
    }
}

extension Operation {
    /// About the model that linkage weighs with.
    public enum LinkageModelRequest: Codable, Sendable {
        case train
        case use(Int64)
        case list
    }
}

/// What an operation says: text for people or programs, and the exit code of rule: 0 done, 1 the answer is no, 2
/// wrong use, 3 a fault.
public struct Answer: Codable, Sendable, Equatable {
    public var output: String
    /// One line each, with what to do.
    public var errors: [String]
    public var exitCode: Int32

    public init(output: String = "", errors: [String] = [], exitCode: Int32 = 0) {
        self.output = output
        self.errors = errors
        self.exitCode = exitCode
    }
}

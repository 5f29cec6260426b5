extension HuddleInput {
    /// A source that should have sent and did not (rule 14).
    public struct SilentSource: Hashable, Sendable {
        public var source: SourceID
        public var expectedAt: Instant
        /// Nil when it never sent anything.
        public var lastReceivedAt: Instant?

        public init(source: SourceID, expectedAt: Instant, lastReceivedAt: Instant?) {
            self.source = source
            self.expectedAt = expectedAt
            self.lastReceivedAt = lastReceivedAt
        }
    }

    /// A row in quarantine (rule 11). The message names the fault, never a value of the row.
    public struct RowToFix: Hashable, Sendable {
        public var source: SourceID
        /// What staff call the file; nil for a notification that did not come in a file.
        public var file: String?
        public var line: Int
        public var code: String
        public var message: String

        public init(source: SourceID, file: String?, line: Int, code: String, message: String) {
            self.source = source
            self.file = file
            self.line = line
            self.code = code
            self.message = message
        }
    }

    /// Somebody told us that a person died (rule 34).
    public struct Death: Hashable, Sendable {
        public enum Standing: String, CaseIterable, Sendable { case reported, confirmed }

        public var person: PersonID?
        public var codes: [CaseCode]
        public var standing: Standing
        /// When we were told.
        public var knownAt: Instant

        public init(person: PersonID?, codes: [CaseCode], standing: Standing, knownAt: Instant) {
            self.person = person
            self.codes = codes
            self.standing = standing
            self.knownAt = knownAt
        }
    }

    /// A plan item or action that an earlier huddle agreed and that is still open.
    public struct MatterArising: Hashable, Sendable {
        /// Nil for an action of the huddle that belongs to no case.
        public var code: CaseCode?
        public var title: String
        public var owner: String
        public var dueAt: Instant?

        public init(code: CaseCode?, title: String, owner: String, dueAt: Instant?) {
            self.code = code
            self.title = title
            self.owner = owner
            self.dueAt = dueAt
        }
    }

    /// A visit that was planned for the time until the next huddle.
    public struct Visit: Hashable, Sendable {
        public var code: CaseCode
        public var at: Instant
        public var workers: [String]

        public init(code: CaseCode, at: Instant, workers: [String]) {
            self.code = code
            self.at = at
            self.workers = workers
        }
    }
}

import NFODEngine

extension CaseAnswer {
    /// Who should have the response, why, what each other worker lacked, and what would have to change (rule 25).
    public struct Proposed: Codable, Hashable, Sendable {
        /// Empty for nobody; two for a visit by two, the first of whom owns.
        public let workers: [String]
        public let because: [String]
        public let conditions: [String]
        public let others: [Other]
        /// Where nobody can take it: who comes nearest, and what would have to change.
        public let changes: [Other]
        /// The same for people.
        public let words: String

        public struct Other: Codable, Hashable, Sendable {
            public let worker: String
            public let lacked: [Lacked]
        }

        public struct Lacked: Codable, Hashable, Sendable {
            public let code: String
            public let text: String
            /// What would have to change; nil where that is not for anybody to change.
            public let remedy: String?
        }
    }
}

extension CaseAnswer.Proposed {
    init(_ proposal: Proposal, team: Team) {
        let shown = ReportCase.Proposed(proposal) { team.workers[$0]?.displayName ?? $0.name }
        workers = shown.workers.map(\.name)
        because = shown.because
        conditions = shown.conditions
        others = shown.others.map(Other.init)
        changes = shown.changes.map(Other.init)
        words = shown.changesInWords.map { "nobody; to change that: \($0)" } ?? shown.words
    }

    /// For people at a terminal.
    var lines: [String] {
        ["proposed      \(words)"]
            + others.map { other in
                "              not \(other.worker): " + other.lacked.map(\.text).joined(separator: "; ")
            }
    }
}

extension CaseAnswer.Proposed.Other {
    fileprivate init(_ other: ReportCase.Proposed.Other) {
        worker = other.worker.name
        lacked = other.lacked.map { .init(code: $0.code, text: $0.sentence, remedy: $0.remedy) }
    }
}

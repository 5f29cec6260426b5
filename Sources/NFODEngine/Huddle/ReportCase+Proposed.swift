extension ReportCase {
    /// Who should have this response, why, and what the others lacked, in words: the proposal at the report's instant
    /// (rule 25). A view, never an event.
    public struct Proposed: Hashable, Sendable {
        /// Empty for nobody; two for a two-worker visit, the first of whom owns.
        public let workers: [WorkerID]
        public let label: String
        public let because: [String]
        /// Stable codes and half a sentence, by worker.
        public let others: [Other]
        /// Where nobody can take it: who comes nearest, and what would have to change.
        public let changes: [Other]
        /// What whoever takes it must keep to.
        public let conditions: [String]

        public struct Other: Hashable, Sendable {
            public let worker: WorkerID
            public let label: String
            public let lacked: [Shortfall]
        }

        /// - Parameter label: what staff call a worker.
        public init(_ proposal: Proposal, label: (WorkerID) -> String) {
            workers = proposal.choice.workers
            self.label = workers.isEmpty ? "nobody" : PageText.list(workers.map(label))
            because = proposal.reasons.map(\.sentence)
            func named(_ lacking: [WorkerID: [Shortfall]]) -> [Other] {
                lacking.sorted { $0.key < $1.key }.map {
                    Other(worker: $0.key, label: label($0.key), lacked: $0.value)
                }
            }
            others = named(proposal.others)
            changes = named(proposal.changes)
            conditions = proposal.conditions.map(\.sentence).sorted()
        }

        /// `Isla Example: can be there before the due time; covers the locality`
        public var words: String {
            because.isEmpty ? label : "\(label): " + because.joined(separator: "; ")
        }

        /// `Callum Sample and Ailsa Instance: is not on shift; Fergus Model: has less room left`, by what came first.
        var othersInWords: String {
            var order: [String] = []
            var lacking: [String: [Other]] = [:]
            for other in others {
                let sentence = other.lacked.first?.sentence ?? "keeps every limit"
                if lacking[sentence] == nil { order.append(sentence) }
                lacking[sentence, default: []].append(other)
            }
            return order.map { sentence in
                let alike = lacking[sentence] ?? []
                let words = alike.first?.lacked.first?.sentence(of: alike.count) ?? sentence
                return "\(PageText.list(alike.map(\.label))): \(words)"
            }.joined(separator: "; ")
        }

        /// `Isla Example: bring them in on an extra shift; or Fergus Model: lengthen their shift`; nil where somebody
        /// is proposed. Most have the same in the way: it is said once for all of them.
        public var changesInWords: String? {
            guard workers.isEmpty else { return nil }
            var order: [String] = []
            var needing: [String: [String]] = [:]
            for change in changes {
                let words = PageText.list(change.lacked.compactMap(\.remedy))
                if needing[words] == nil { order.append(words) }
                needing[words, default: []].append(change.label)
            }
            guard !order.isEmpty else { return "nothing that anybody may change: see who was passed over" }
            return order.map { "\(PageText.list(needing[$0] ?? [], last: "or")): \($0)" }.joined(separator: "; or ")
        }

        public var json: JSONValue {
            .object([
                "because": .strings(because), "changes": .array(changes.map(\.json)),
                "conditions": .strings(conditions), "label": .string(label), "others": .array(others.map(\.json)),
                "workers": .strings(workers.map(\.name)),
            ])
        }
    }
}

extension ReportCase.Proposed.Other {
    fileprivate var json: JSONValue {
        .object([
            "worker": .string(worker.name), "label": .string(label),
            "lacked": .array(
                lacked.map {
                    .object([
                        "code": .string($0.code), "text": .string($0.sentence), "remedy": .string($0.remedy),
                    ])
                }),
        ])
    }
}

extension Proposal.Condition {
    /// For people.
    public var sentence: String {
        switch self {
        case .notScreenedPhoneFirstNoLoneVisit: ReportCase.notScreened
        case .twoWorkersForAnyVisit: "Two workers for any visit."
        }
    }
}

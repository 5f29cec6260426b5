import NFODDaemon
import NFODEngine

/// A case for programs: codes, times and enumerated values, nothing personal.
struct CaseData {
    let state: CaseState
    let version: Int64
    let text: PageText
    let now: Instant
    let identity: ResponseIdentity
    /// Who should have it; nil where nobody looked: in the answer to a command.
    let proposed: JSONValue?
    /// Who was told what, and how we know; nil in the answer to a command.
    let told: JSONValue?

    var json: JSONValue {
        let read = ["proposed": proposed, "told": told].compactMapValues { $0 }
        return .object(members.merging(read) { $1 })
    }

    private var members: [String: JSONValue] {
        [
            "case": .string(state.code.name), "version": .integer(version),
            "person": .string(state.person.map(PageText.label)),
            "open": .bool(state.isOpen), "overdue": .bool(state.isOverdue(at: now)),
            "ending": state.ending.map { ended in
                .object([
                    "kind": .string(ended.ending.kind.rawValue), "at": text.iso8601(ended.at),
                    "confirmed": .bool(ended.confirmedBy != nil),
                ])
            } ?? .null,
            "openedAt": text.iso8601(state.openedAt), "notifiedAt": text.iso8601(state.notifiedAt),
            "contactDueAt": text.iso8601(state.contactDueAt),
            "overdose": .object([
                "earliest": text.iso8601(state.overdose.earliest), "latest": text.iso8601(state.overdose.latest),
                "precision": .string(state.overdose.precision.rawValue),
            ]),
            "owner": .string(state.owner.text), "assignment": assignment, "attempts": .integer(state.attempts.count),
            "screened": .bool(state.screening != nil), "whereabouts": .string(state.whereabouts?.rawValue),
            "sources": .strings(Set(state.notifications.map(\.source.name)).sorted()),
            "triage": .string(state.triage?.level.rawValue), "plan": plan,
            "links": .array(identity.links.map { $0.json(text) }),
            "joined": .array(identity.joins.map { $0.json(text) }),
            "reviews": .array(identity.questions.map { $0.json(text) }),
        ]
    }

    private var assignment: JSONValue {
        guard let given = state.assignment else { return .null }
        return .object([
            "worker": .string(given.worker.name),
            "desk": .string((given.worker.deskOf ?? given.desk)?.name), "kind": .string(given.kind.rawValue),
            "acceptBy": text.iso8601(given.acceptBy), "acceptedAt": given.acceptedAt.map { text.iso8601($0) } ?? .null,
        ])
    }

    private var plan: JSONValue {
        guard let plan = state.plan else { return .null }
        let items: [JSONValue] = plan.current.entries.map { entry in
            .object([
                "item": .integer(entry.id.number), "rule": .string(entry.rule?.name),
                "kind": .string(entry.kind.rawValue),
                "owner": .string(entry.owner.text), "dueAt": text.iso8601(entry.dueAt),
                "outstanding": .bool(plan.outstanding.contains(entry)),
            ])
        }
        return .object([
            "version": .integer(plan.current.number), "agreed": .bool(plan.current.agreement != nil),
            "items": .array(items),
            "undecidedSafeguarding": .array(plan.undecidedSafeguarding.map { .integer($0.item.number) }),
        ])
    }
}

extension ReportCase {
    /// The case as every report's JSON shows it. A name only where `text` has one.
    func json(at now: Instant, text: PageText) -> JSONValue {
        var out: [String: JSONValue] = [
            "case": .string(code.name),
            "person": .string(person.map(PageText.label)),
            "overdose": .object([
                "earliest": text.iso8601(overdose.earliest), "latest": text.iso8601(overdose.latest),
                "precision": .string(overdose.precision.rawValue), "origin": .string(overdose.origin.rawValue),
            ]),
            "notifiedAt": text.iso8601(notifiedAt),
            "contactDueAt": text.iso8601(contactDueAt),
            "hoursLeft": tenthsOfHoursLeft(at: now).map { .tenths($0) } ?? .null,
            "sources": .strings(sources.map(\.name)),
            "triage": .object(["level": .string(triage.level.rawValue), "reasons": .strings(triage.reasons)]),
            "owner": .object([
                "worker": .string(owner.worker?.name), "label": .string(owner.label),
                "kind": .string(owner.kind.rawValue), "accepted": .bool(owner.isAccepted),
            ]),
            "stage": .string(stage.code),
            "stoppedAt": stage.stoppedAt.map { text.iso8601($0) } ?? .null,
            "attempts": .integer(attempts),
            "attemptWays": .strings(attemptWays),
        ]
        if case .ended(let code, let label, _) = stage {
            out["ending"] = .object(["code": .string(code), "label": .string(label)])
        }
        if let name = text.name(of: person) { out["name"] = .string(name) }
        out["goals"] = .array(goals.map { $0.json(at: now, text: text) })
        return .object(out.merging(circumstances(at: now)) { first, _ in first })
    }

    private func circumstances(at now: Instant) -> [String: JSONValue] {
        [
            "cautions": .array(cautions.map(\.json)),
            "sharing": .array(sharing.map(\.json)),
            "proposed": proposed?.json ?? .null,
            "ageStatus": .string(ageStatus.rawValue),
            "absentOwner": .string(absentOwner), "coveredBy": .string(coveredBy),
            "notToday": .string(notToday),
            "fellDueUnseen": .bool(fellDueUnseen(at: now)),
            "hasOpenReview": .bool(hasOpenReview),
            "isOutOfArea": .bool(isOutOfArea),
            "isOverdue": .bool(isOverdue(at: now)),
            "isSameDayRepeat": .bool(isSameDayRepeat),
            "isScreened": .bool(isScreened),
            "isTimeContradicted": .bool(isTimeContradicted),
            "isToldLate": .bool(isToldLate),
            "objection": .string(objection.rawValue),
            "overdosesThisYear": .integer(overdosesThisYear),
            "plan": .object([
                "open": .integer(plan.open), "done": .integer(plan.done),
                "safeguardingUndecided": .strings(plan.safeguardingUndecided),
            ]),
            "whereabouts": .string(whereabouts?.rawValue),
        ]
    }
}

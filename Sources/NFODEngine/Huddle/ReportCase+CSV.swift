extension ReportCase {
    /// Columns of every table with one row a case.
    static let csvHeader =
        [
            "case", "person", "name", "priority", "reasons", "contactDueAt", "hoursLeft", "overdue", "fellDueUnseen",
            "stage", "ending", "stoppedAt", "owner", "ownerKind", "accepted", "attempts", "attemptWays",
            "notifiedAt", "sources",
            "overdoseEarliest", "overdoseLatest", "overdosePrecision", "whereabouts", "age", "outOfArea", "objection",
            "openReview", "toldLate", "overdosesThisYear", "sameDayRepeat", "planOpen", "planDone",
            "safeguardingUndecided", "screened", "coveredBy", "timeContradicted", "cautions",
            "proposed",
        ] + ResponseGoal.csvHeader

    /// The cells under ``csvHeader``.
    func csvCells(at now: Instant, text: PageText) -> [CSVTable.Cell] {
        clockCells(at: now, text: text) + circumstanceCells(text) + ResponseGoal.csvCells(goals, at: now, text: text)
    }

    private func clockCells(at now: Instant, text: PageText) -> [CSVTable.Cell] {
        var ending: String?
        if case .ended(_, let label, _) = stage { ending = label }
        return [
            .text(code.name), .text(person.map(PageText.label)), .text(text.name(of: person)),
            .text(triage.level.rawValue), .text(triage.reasons.joined(separator: "; ")),
            .text(text.zone.iso8601(contactDueAt)), tenthsOfHoursLeft(at: now).map { .tenths($0) } ?? .empty,
            .yesNo(isOverdue(at: now)), .yesNo(fellDueUnseen(at: now)), .text(stage.code), .text(ending),
            .text(stage.stoppedAt.map { text.zone.iso8601($0) }), .text(owner.label), .text(owner.kind.rawValue),
            .yesNo(owner.isAccepted), .integer(attempts), .text(attemptWays.joined(separator: "; ")),
        ]
    }

    private func circumstanceCells(_ text: PageText) -> [CSVTable.Cell] {
        [
            .text(text.zone.iso8601(notifiedAt)), .text(sources.map(\.name).joined(separator: "; ")),
            .text(text.zone.iso8601(overdose.earliest)), .text(text.zone.iso8601(overdose.latest)),
            .text(overdose.precision.rawValue), .text(whereabouts?.rawValue), .text(ageStatus.rawValue),
            .yesNo(isOutOfArea), .text(objection.rawValue), .yesNo(hasOpenReview), .yesNo(isToldLate),
            .integer(overdosesThisYear), .yesNo(isSameDayRepeat), .integer(plan.open), .integer(plan.done),
            .text(plan.safeguardingUndecided.joined(separator: "; ")), .yesNo(isScreened), .text(coveredBy),
            .yesNo(isTimeContradicted), .text(cautions.map(\.code).joined(separator: "; ")),
            .text(proposed?.workers.map(\.name).joined(separator: "; ")),
        ]
    }
}

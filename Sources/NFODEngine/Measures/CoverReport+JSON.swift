extension CoverReport {
    /// `{assumptions, contactWithinHours, plans: [{name, firstLook, reached, workers, …}]}`; shares in per cent, waits
    /// in minutes.
    public var json: JSONValue {
        .object([
            "assumptions": .strings(assumptions),
            "contactWithinHours": .integer(contactWithin.milliseconds / 3_600_000),
            "plans": .array(plans.map(json)),
        ])
    }

    private func json(_ plan: Figures) -> JSONValue {
        let waits = CoverReport.lookSpans.map { span in
            let share = CoverReport.perMille(plan.firstLook.share(waitingOver: span))
            return ("overHours\(span.milliseconds / 3_600_000)", JSONValue.tenths(Int64(share)))
        }
        let lengths: [(String, JSONValue)] = [
            ("medianMinutes", .integer(plan.firstLook.wait(notExceededBy: 0.5).wholeMinutes)),
            ("ninetiethMinutes", .integer(plan.firstLook.wait(notExceededBy: 0.9).wholeMinutes)),
            ("longestMinutes", .integer(plan.firstLook.longest.wholeMinutes)),
        ]
        var object: [String: JSONValue] = [
            "name": .string(plan.name),
            "firstLook": .object(Dictionary(uniqueKeysWithValues: waits + lengths)),
        ]
        if let team = plan.team {
            object["reached"] = reached(team)
            object["workers"] = .array(team.loads.map(json))
        }
        return .object(object)
    }

    private func reached(_ team: TeamFigures) -> JSONValue {
        let shares = zip(CoverReport.reachedSpans, team.reached).map { span, share in
            ("withinHours\(span.milliseconds / 3_600_000)", JSONValue.tenths(Int64(share)))
        }
        let counts: [(String, JSONValue)] = [
            ("overdoses", .integer(team.overdoses)), ("never", .integer(team.neverReached)),
            ("visits", .integer(team.tries)),
        ]
        return .object(Dictionary(uniqueKeysWithValues: shares + counts))
    }

    private func json(_ load: CoverLoad) -> JSONValue {
        .object([
            "name": .string(load.name), "visits": .integer(load.visits),
            "shiftHours": .tenths(load.onShift.milliseconds / 360_000),
            "usedPercent": .tenths(Int64(load.usedPerMille)), "busiestWeek": .integer(load.busiestWeek),
        ])
    }
}

import NFODEngine

/// Ladders that would leave somebody untold are turned down when they are read, each mistake with its line.
extension LadderFile {
    /// Dead ends that the file itself shows: no level at all, a level after nothing, no last level, levels that come
    /// after the last.
    static func check(_ levels: [PlacedLevel], _ reader: YAMLReader) {
        guard let first = levels.first, let last = levels.last else {
            return reader.problem("a ladder without levels tells nobody; give at least one")
        }
        if !last.level.isLast { last.place.problem("the last level needs 'last: true'") }
        for (above, entry) in zip(levels, levels.dropFirst()).dropLast() where above.level.isLast && !entry.level.isLast
        {
            entry.place.problem("stands after a level with 'last: true'; give it that too, or put it above")
        }
        if first.level.start.anchor == .levelBefore {
            first.place.problem("the first level has no level before it; use overdose, beforeDue or afterDue")
        }
        // Where contact is due counts from the overdose by a setting of another file: see checkOrder.
        for anchor in [LadderPolicy.Start.Anchor.overdose, .contactDue] {
            let same = levels.filter { $0.level.start.anchor == anchor }
            inOrder(same.map { ($0.place, $0.level.start.offset) })
        }
    }

    /// All levels in one order, when each goes out at its first possible instant.
    ///
    /// - Parameter contactWithin: from the overdose to the due time.
    static func checkOrder(_ ladder: Placed, contactWithin: Span) {
        var before = Span.zero
        inOrder(
            ladder.levels.map { entry in
                let start = entry.level.start
                switch start.anchor {
                case .overdose: before = start.offset
                case .contactDue: before = contactWithin + start.offset
                case .levelBefore: before = before + start.offset
                }
                return (entry.place, before)
            })
    }

    private static func inOrder(_ levels: [(place: YAMLReader, at: Span)]) {
        for (above, level) in zip(levels, levels.dropFirst()) where level.at < above.at {
            level.place.problem("fires before a level that stands above it; put the levels in order of time")
        }
    }

    /// A level that nobody could ever be told by: a duty without a rota or whose rota names nobody who can be told, an
    /// agency without anybody in a shift, a person who is unknown, disabled or without a channel.
    static func check(_ ladder: Placed, against team: Team) {
        for entry in ladder.levels {
            for (audience, place) in zip(entry.level.audience, entry.audience) {
                if let lack = lack(of: audience, in: team) { place.problem("tells \(audience.text), \(lack)") }
            }
        }
    }

    private static func lack(of audience: Audience, in team: Team) -> String? {
        switch audience {
        case .owner: return nil
        case .role(let role):
            guard let rota = team.rotas[role] else { return "which has no rota in team.yaml under 'duty'" }
            let named = rota.turns.map(\.worker) + rota.deputies
            return named.contains(where: team.canBeTold)
                ? nil : "whose rota in team.yaml names nobody who can be told: all are disabled or without a channel"
        case .agency(let agency):
            guard team.agencies[agency] != nil else { return "which is not in team.yaml under 'agencies'" }
            let staff = team.allWorkers.filter { $0.agency == agency && !$0.shifts.isEmpty }
            return staff.contains { team.canBeTold($0.id) }
                ? nil : "in which nobody with a shift in team.yaml can be told"
        case .worker(let worker):
            guard team.isActive(worker) else { return "who is not in team.yaml or is disabled" }
            return team.canBeTold(worker) ? nil : "who has no channel in team.yaml"
        }
    }

    /// Worth a look although a ladder may be meant so: nothing is sure to go out before contact is due, or when it is.
    static func warnings(_ ladder: Placed) -> [Problem] {
        guard let last = ladder.levels.last, !ladder.levels.contains(where: { $0.level.start.anchor == .contactDue })
        else { return [] }
        let words = "no level counts from when contact is due; give one beforeDue or afterDue, which nothing holds back"
        return [Problem(file: name, line: last.place.line, message: words)]
    }
}

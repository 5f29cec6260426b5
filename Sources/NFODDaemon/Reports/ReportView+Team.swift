import NFODConfig
import NFODEngine
import NFODStore

/// Capacity, who will not be reached today, trends and notes.
extension ReportView {
    func members() -> [WorkerLoad.Member] {
        team.allWorkers.filter { !$0.isDisabled }.map { worker in
            .init(
                worker: worker.id, label: worker.displayName,
                agency: team.agencies[worker.agency]?.label ?? worker.agency.name, capacity: worker.capacity,
                isOnShiftToday: isOnShiftToday(worker.id))
        }
    }

    /// As it was known then which hours were declared uncovered (rule 40), with what the ladder in force says to them.
    func declaredUncovered() throws -> [DeclaredCover] {
        let known = try reading.tx.roster.roster(from: at, knownAt: at)
        let levels = configuration.ladder.levels.map {
            DeclaredCover.Meanwhile(level: $0.name, text: $0.meanwhile)
        }
        return known.declaredUncovered(at: at, in: zone).map { declaration in
            DeclaredCover(
                declaration, roleLabel: team.rotas[declaration.hours.role]?.label ?? declaration.hours.role.name,
                signedBy: label(declaration.hours.signedBy), meanwhile: levels)
        }
    }

    /// At some half hour of the local day.
    private func isOnShiftToday(_ worker: WorkerID) -> Bool {
        let start = zone.startOfDay(zone.local(at).date)
        return (0..<48).contains { team.isOnShift(worker, at: start + .minutes(Int64($0) * 30)) }
    }

    /// Open cases that no worker has and that the proposal finds nobody for, with what stands in the way.
    func nobodyToday(_ states: [CaseState]) throws -> [CaseCode: String] {
        let proposals = try proposals()
        var found: [CaseCode: String] = [:]
        for state in states {
            guard let proposal = proposals[state.id], proposal.choice.workers.isEmpty else { continue }
            found[state.code] = Self.obstacles(proposal)
        }
        return found
    }

    /// `no capacity (4), off shift (2)`
    private static func obstacles(_ proposal: Proposal) -> String {
        var counts: [String: Int] = [:]
        for lacked in proposal.others.values { if let first = lacked.first { counts[first.sentence, default: 0] += 1 } }
        guard !counts.isEmpty else { return "no worker is on the team list" }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3)
            .map { "\($0.key) (\($0.value))" }.joined(separator: "; ")
    }

    /// Overdoses notified in the last seven days, beside the same days of earlier years.
    func trends() throws -> [HuddleTrend] {
        let week = Span.days(7)
        let year = Span.days(364)
        var before: [Int] = []
        let first = try reading.tx.responses.firstOpening()
        for back in 1...3 {
            let end = Instant(milliseconds: at.milliseconds - year.milliseconds * Int64(back))
            guard let first, first <= end - week else { break }
            before.append(try reading.tx.responses.opened(after: end - week, through: end))
        }
        let now = try reading.tx.responses.opened(after: at - week, through: at)
        return [HuddleTrend(subject: "Overdoses notified", lastSevenDays: now, sameWeeksBefore: before)]
    }

    /// Rule 15: sources whose sharing agreement is over.
    private func agreements() -> [String] {
        let today = zone.local(at).date
        return configuration.sources.values.sorted { $0.id < $1.id }.compactMap { source in
            guard let ends = source.agreementEnds, ends < today else { return nil }
            return "The sharing agreement with \(source.label) ended on \(ends.iso8601); renew it."
        }
    }

    /// Huddle days since the last huddle that were holidays, and years nobody has entered holidays for.
    func notes() -> [String] {
        let huddles = configuration.huddles
        var notes: [String] = []
        var day = zone.local(previousHuddle).date.adding(days: 1)
        let last = zone.local(nextHuddle).date
        while day < last {
            if huddles.weekdays.contains(day.weekday), !huddles.isHuddleDay(day), let name = huddles.holidays.names[day]
            {
                notes.append("No huddle on \(day.weekday.rawValue.capitalizedFirst) \(day.iso8601): \(name).")
            }
            day = day.adding(days: 1)
        }
        notes += agreements()
        return notes + huddles.holidayGaps(from: previousHuddle, through: nextHuddle).map(\.message)
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

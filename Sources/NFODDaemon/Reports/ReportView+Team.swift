import NFODConfig
import NFODEngine
import NFODStore

/// Capacity, who will not be reached today, trends and notes.
extension ReportView {
    func members() -> [WorkerLoad.Member] {
        (team.allWorkers + team.desks).filter { !$0.isDisabled }.map { worker in
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

    /// Open cases that no worker has and that the proposal finds nobody for, with what stands in the way; and those for
    /// whom today's shifts are too short when everybody has one visit, the most urgent first.
    func nobodyToday(_ states: [CaseState]) throws -> [CaseCode: String] {
        let proposals = try proposals()
        var found: [CaseCode: String] = [:]
        var wanted: [TodaysVisits.Wanted] = []
        for state in states where state.isOpen {
            let proposal = proposals[state.id]
            if let proposal, proposal.choice.workers.isEmpty { found[state.code] = Self.obstacles(proposal) }
            let hands = [state.assignment?.worker, state.assignment?.partner].compactMap { $0 }
            wanted.append(
                .init(
                    code: state.code, level: state.triage?.level ?? .amber, contactDueAt: state.contactDueAt,
                    workers: hands.isEmpty ? proposal?.choice.workers ?? [] : hands))
        }
        let visits = TodaysVisits(
            wanted, shifts: team.shiftsLeftToday(from: at), visit: configuration.settings.assignment.visitTime, from: at
        )
        for (code, obstacle) in visits.obstacles { found[code] = obstacle.words(label: label) }
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

    /// Among the calendars of huddle, duties and agencies, in the years from the last huddle to the next.
    private func holidayGaps() -> [String] {
        let years = zone.local(previousHuddle).date.year...zone.local(nextHuddle).date.year
        let calendars = [huddles.holidays, team.holidays] + team.agencies.values.map(\.calendar.holidays)
        return Set(calendars.flatMap { $0.gaps(in: years) }.map(\.message)).sorted()
    }

    /// Rule 25: while a huddle is on.
    private func stillness() -> [String] {
        guard let start = huddles.underWay(at: at) else { return [] }
        let times = [start, start + huddles.lasts].map { zone.local($0).time.hourAndMinute }
        return ["Proposals of who goes stand as they were at \(times[0]), until \(times[1]), while the huddle is on."]
    }

    /// Huddle days since the last huddle that were holidays, and years nobody has entered holidays for.
    func notes() -> [String] {
        var notes = stillness()
        var day = zone.local(previousHuddle).date.adding(days: 1)
        let last = zone.local(nextHuddle).date
        while day < last {
            if huddles.isClosed(day), let name = huddles.holidays.names[day] {
                notes.append("No huddle on \(day.weekday.rawValue.capitalizedFirst) \(day.iso8601): \(name).")
            }
            day = day.adding(days: 1)
        }
        notes += agreements()
        return notes + holidayGaps()
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

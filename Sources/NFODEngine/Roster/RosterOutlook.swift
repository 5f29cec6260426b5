/// The gaps that a team's roster has in the time ahead. Pure: the same team and time give the same gaps.
public struct RosterOutlook: Sendable {
    let team: Team
    /// Parts of the area that somebody must serve.
    let area: [Locality]
    /// The channels that say whether an alert arrived.
    let receipts: Set<ChannelID>
    let settings: RosterSettings

    public init(team: Team, area: [Locality], receipts: Set<ChannelID>, settings: RosterSettings) {
        self.team = team
        self.area = area
        self.receipts = receipts
        self.settings = settings
    }

    /// Everything open within `window`, in order.
    public func gaps(in window: Range<Instant>) -> [RosterGap] {
        guard !window.isEmpty else { return [] }
        let duties = team.rotas.keys.sorted().flatMap { uncovered($0, in: window) }
        return (duties + unheard(in: window) + unserved(in: window)).sorted { $0.precedes($1) }
    }

    // MARK: duties

    private func uncovered(_ role: RoleID, in window: Range<Instant>) -> [RosterGap] {
        let open = open(role, in: window)
        guard !open.isEmpty else { return [] }
        var left = open
        var gaps: [RosterGap] = []
        for declaration in team.roster.declared where declaration.hours.role == role {
            let covered = left.common(with: team.hours(of: declaration, in: window))
            gaps += covered.map { RosterGap(.duty(role), $0, declared: declaration.id) }
            left = left.subtracting(covered)
        }
        return gaps + left.map { RosterGap(.duty(role), $0) }
    }

    /// Hours without anybody, declared or not.
    private func open(_ role: RoleID, in window: Range<Instant>) -> [Range<Instant>] {
        guard let rota = team.rotas[role] else { return [window] }
        let uncovered = [window].subtracting(team.turns(of: role, in: window).map(\.hours).merged)
        return rota.deputies.reduce(uncovered) { left, deputy in left.subtracting(available(deputy, in: window)) }
    }

    /// When a deputy could be asked.
    private func available(_ id: WorkerID, in window: Range<Instant>) -> [Range<Instant>] {
        guard let worker = team.workers[id], !worker.isDisabled else { return [] }
        let leave = team.days(reaching: window).filter(worker.isOnLeave).map { day in
            team.zone.startOfDay(day)..<team.zone.startOfDay(day.adding(days: 1))
        }
        let away = team.roster.absences(of: id).map { absence in
            absence.hours.lowerBound..<min(absence.hours.upperBound, absence.until ?? absence.hours.upperBound)
        }
        return [window].subtracting(leave).subtracting(away)
    }

    // MARK: workers

    /// Whoever has a turn, deputises or is at work, desks in their hours too, and has no channel that says whether an
    /// alert arrived.
    private func unheard(in window: Range<Instant>) -> [RosterGap] {
        let silent = team.allAsked.filter { !$0.isDisabled && !givesReceipt($0.channels) }
        guard !silent.isEmpty else { return [] }
        // A duty's own channel speaks for whoever holds it.
        let rotas = team.rotas.values.filter { !givesReceipt($0.channels) }
        let turns = rotas.flatMap { team.turns(of: $0.role, in: window) }
        let deputies = Set(rotas.flatMap(\.deputies))
        return silent.compactMap { worker in
            var busy = team.workHours(of: worker.id, in: window)
            busy += turns.filter { $0.worker == worker.id }.map(\.hours).clipped(to: window)
            if deputies.contains(worker.id) { busy += available(worker.id, in: window) }
            guard let first = busy.merged.first, let last = busy.merged.last else { return nil }
            return RosterGap(.worker(worker.id), first.lowerBound..<last.upperBound)
        }
    }

    private func givesReceipt(_ uses: [ChannelUse]) -> Bool { uses.contains { receipts.contains($0.channel) } }

    // MARK: localities

    /// Looks further than the window, so that a long stretch is seen as long although its end lies outside.
    private func unserved(in window: Range<Instant>) -> [RosterGap] {
        let long = settings.unservedAtMost
        let wide = window.lowerBound - long..<window.upperBound + long
        let outreach = team.allWorkers.filter { !$0.isDisabled && $0.skills.contains(.outreach) }
        let hours = Dictionary(
            uniqueKeysWithValues: outreach.map { ($0.id, team.workHours(of: $0.id, in: wide)) })
        return area.flatMap { locality -> [RosterGap] in
            let served = outreach.filter { $0.serves(locality) }.flatMap { worker -> [Range<Instant>] in
                let own = hours[worker.id] ?? []
                guard !worker.mayVisitAlone else { return own }
                // Visits only as one of two: somebody else has to be at work, too.
                return outreach.filter { $0.id != worker.id }.flatMap { own.common(with: hours[$0.id] ?? []) }
            }
            return [wide].subtracting(served.merged).filter { $0.upperBound - $0.lowerBound > long }
                .clipped(to: window).map { RosterGap(.locality(locality), $0) }
        }
    }
}

extension Worker {
    /// Goes out to the locality or to a part of it.
    fileprivate func serves(_ locality: Locality) -> Bool {
        localities.contains { $0.covers(locality) || locality.covers($0) }
    }
}

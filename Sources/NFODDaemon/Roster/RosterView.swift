import NFODConfig
public import NFODEngine
import NFODStore

/// The roster as people and programs are shown it.
public struct RosterView: Sendable {
    public let at: Instant
    public let through: Instant
    let configuration: Configuration
    let entries: [RosterTable.Row]
    let calendars: [(read: RotaCalendarRead, at: Instant)]
    public let gaps: [RosterGap]
    /// What of a calendar's file cannot be read, as it lies there now.
    private(set) var troubles: [RotaCalendarID: [String]] = [:]

    private var zone: ZoneRules { configuration.zone }
    private var team: Team { configuration.team }

    /// Gaps that nobody has signed for.
    public var isWhole: Bool { gaps.allSatisfy { $0.declared != nil } }

    /// - Parameter ahead: how far it is looked; nil: as far as the settings say.
    public init(_ reading: Reading, at: Instant, ahead: Span? = nil) throws {
        self.at = at
        configuration = reading.configuration
        through = at + (ahead ?? configuration.settings.roster.lookAhead)
        let zone = configuration.zone
        entries = try reading.tx.roster.entries(endingAfter: at).filter { row in
            row.ending.map { $0.at > max(at, row.begins(in: zone)) } ?? true
        }
        calendars = try reading.tx.roster.calendars()
        gaps = configuration.rosterOutlook.gaps(in: at..<through)
    }

    // MARK: gaps

    public var checkText: String {
        guard !gaps.isEmpty else { return "no gap until \(moment(through))" }
        return gaps.map(line).joined(separator: "\n")
    }

    /// `duty-worker: nobody from Sun 2027-06-13 09:00 to 17:00`
    private func line(_ gap: RosterGap) -> String {
        let when = "from \(moment(gap.hours.lowerBound)) to \(moment(gap.hours.upperBound))"
        switch gap.subject {
        case .duty(let role):
            let declared = gap.declared.flatMap(signature).map { "; \($0)" } ?? ""
            return "duty \(role): nobody \(when)\(declared)"
        case .locality(let locality): return "locality \(locality): nobody who goes there \(when)"
        case .worker(let worker):
            let who = worker.deskOf.map { "the duty desk of \(team.label($0))" } ?? "worker \(worker)"
            return "\(who): no channel that gives a receipt, needed \(when)"
        }
    }

    private func signature(_ id: RosterEntryID) -> String? {
        team.roster.declared.first { $0.id == id }.map {
            "declared uncovered (\(id)), signed by \($0.hours.signedBy) until \($0.hours.lastDay.iso8601)"
        }
    }

    // MARK: all of it

    public var text: String {
        var lines = ["on duty now, \(moment(at)):"]
        for rota in team.rotas.values.sorted(by: { $0.role < $1.role }) {
            lines.append("  \(rota.role): \(holders(of: rota.role))")
        }
        lines.append(entries.isEmpty ? "no entry" : "entries:")
        lines += entries.map { row in
            let ended = row.ending.map { ", ends \(moment($0.at)) (\($0.by))" } ?? ""
            return "  \(row.id)  \(words(row.content))  [\(row.enteredBy) \(moment(row.enteredAt))\(ended)]"
        }
        lines += team.calendars.flatMap { calendar in
            let known = calendars.first { $0.read.calendar == calendar.id }
            let held = known.map { "\($0.read.shifts.count) stretches, last new \(moment($0.at))" } ?? "not read yet"
            return ["calendar \(calendar.id): \(held)"] + (troubles[calendar.id] ?? []).map { "  " + $0 }
        }
        lines.append("until \(moment(through)):")
        lines.append(gaps.isEmpty ? "  no gap" : gaps.map { "  " + line($0) }.joined(separator: "\n"))
        return lines.joined(separator: "\n")
    }

    private func holders(of role: RoleID) -> String {
        switch team.duty(role, at: at) {
        case .onRota(let workers): workers.map(\.name).joined(separator: ", ")
        case .deputies(let workers): "deputies: " + workers.map(\.name).joined(separator: ", ")
        case .gap: "NOBODY"
        }
    }

    private func words(_ content: RosterTable.Row.Content) -> String {
        switch content {
        case .changes(let changes): changes.map(words).joined(separator: "; ")
        case .uncovered(let hours):
            "\(hours.role) uncovered on \(hours.days.map(\.label).joined(separator: ", ")) "
                + "\(time(hours.fromMinute)) to \(time(hours.toMinute)), \(hours.firstDay.iso8601) to "
                + "\(hours.lastDay.iso8601), signed by \(hours.signedBy)"
        }
    }

    private func words(_ change: RosterChange) -> String {
        let when = "\(moment(change.hours.lowerBound)) to \(moment(change.hours.upperBound))"
        return switch change {
        case .daysAway(let worker, _): "\(worker) away, whole days \(when)"
        case .hoursAway(let worker, _): "\(worker) away \(when)"
        case .shift(let worker, _): "\(worker) at work \(when)"
        case .duty(let role, let worker, _): "\(worker) holds \(role) \(when)"
        case .standIn(let one):
            "\(one.worker) for \(one.insteadOf)\(one.role.map { " as \($0)" } ?? "") \(when)"
        }
    }

    /// `Sun 2027-06-13 09:00`
    private func moment(_ instant: Instant) -> String {
        let local = zone.local(instant)
        let day = local.date.weekday.rawValue
        return "\(day.prefix(1).uppercased())\(day.dropFirst().prefix(2)) \(local.date.iso8601) "
            + time(local.time.hour * 60 + local.time.minute)
    }

    private func time(_ minute: Int) -> String {
        let (hour, rest) = minute.quotientAndRemainder(dividingBy: 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
    }
}

extension RosterView {
    /// Reads the files as they lie there now, and says what cannot be read, each with its line.
    /// Of one that is fetched, the copy and what fetching came to.
    mutating func lookAtCalendars(of daemon: Daemon) {
        for calendar in configuration.team.calendars {
            do throws(RotaCalendarTrouble) {
                if let trouble = daemon.calendarTroubles[calendar.id] { throw trouble }
                let reading = try daemon.file(of: calendar).read(at: at, zone: configuration.zone)
                troubles[calendar.id] = reading.problems.map(\.message)
            } catch {
                troubles[calendar.id] = [error.message + "; what was read last holds on"]
            }
        }
    }
}

extension RosterTable.Row {
    /// One that was ended before then never held.
    fileprivate func begins(in zone: ZoneRules) -> Instant {
        switch content {
        case .changes(let changes): changes.map(\.hours.lowerBound).min() ?? enteredAt
        case .uncovered(let hours): zone.startOfDay(hours.firstDay)
        }
    }
}

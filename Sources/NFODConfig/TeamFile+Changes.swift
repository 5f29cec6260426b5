internal import NFODEngine

/// What `team.yaml` itself says is other than every week: single days and hours, with the same meaning as the commands
/// of `nfodd roster`.
extension TeamFile {
    /// The number of everything that stands in the file: it is ended by taking it out.
    private static let written = RosterEntryID(0)

    private enum Kind: String, CaseIterable { case away, shift, duty, standIn }

    func changes(workers: Set<String>, roles: Set<String>) -> [RosterEntry] {
        let workers = Set(workers.map(WorkerID.init))
        let roles = Set(roles.map(RoleID.init))
        let changes = reader.optional("changes")?.elements().compactMap { change($0, workers, roles) } ?? []
        return changes.isEmpty ? [] : [RosterEntry(id: Self.written, changes: changes)]
    }

    private func change(_ value: YAMLReader, _ workers: Set<WorkerID>, _ roles: Set<RoleID>) -> RosterChange? {
        value.allowKeys(["kind", "worker", "role", "insteadOf", "date", "from", "to"])
        let kind = value.required("kind")?.choice(Kind.self)
        let worker = value.required("worker").flatMap { known($0, among: workers, what: "worker") }
        guard let kind, let worker, let hours = hours(of: value) else { return nil }
        if let key = value.optional("role"), kind == .away || kind == .shift {
            key.problem("a role belongs to 'duty' and 'standIn' only")
        }
        let role = value.optional("role").map { known($0, among: roles, what: "duty") }
        switch kind {
        case .away: return .hoursAway(worker, hours)
        case .shift: return .shift(worker, hours)
        case .duty:
            guard let role = role ?? nil else {
                if role == nil { value.problem("'role' is missing; which duty do they hold?") }
                return nil
            }
            return .duty(role, worker, hours)
        case .standIn:
            guard let other = value.required("insteadOf").flatMap({ known($0, among: workers, what: "worker") })
            else { return nil }
            if other == worker { value.problem("nobody stands in for themselves; name two workers") }
            if let role, role == nil { return nil }
            return .standIn(.init(worker: worker, insteadOf: other, role: role ?? nil, hours: hours))
        }
    }

    /// `date`, and `from` and `to` as times of that day; a `to` at or before `from` lies on the next.
    private func hours(of value: YAMLReader) -> Range<Instant>? {
        let date = value.required("date").flatMap(TeamValue.date)
        let hours = TeamValue.hours(value)
        guard let date, let hours else { return nil }
        let stretch = hours.stretch(from: date, in: surroundings.zone)
        if stretch.isEmpty { value.problem("a clock change leaves nothing of these hours") }
        return stretch.isEmpty ? nil : stretch
    }
}

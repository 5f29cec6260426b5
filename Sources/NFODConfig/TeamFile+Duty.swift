internal import NFODEngine

extension TeamFile {
    /// Duties that the rules themselves name; a team without one of them would lose cases on that route.
    private static let rolesNeeded: [RoleID] = [
        .coordinator, .dutyWorker, .hospitalLiaison, .custodyContact, .youngPeopleLead,
    ]

    func rotas(among workers: Set<String>) -> [DutyRota] {
        guard let duty = reader.required("duty") else { return [] }
        let workers = Set(workers.map(WorkerID.init))
        let entries = duty.entries()
        for role in Self.rolesNeeded where !entries.contains(where: { $0.key == role.name }) {
            duty.problem("'\(role)' is missing; somebody must hold it")
        }
        return entries.compactMap { name, entry in
            checkID(name, entry)
            return rota(RoleID(name), entry, among: workers)
        }
    }

    private func rota(_ role: RoleID, _ entry: YAMLReader, among workers: Set<WorkerID>) -> DutyRota? {
        entry.allowKeys(["label", "turns", "deputies", "channels"])
        let label = entry.required("label")?.string()
        let turns = (entry.required("turns")?.elements() ?? []).compactMap { turn($0, among: workers) }
        let deputies = entry.optional("deputies")?.elements().compactMap {
            known($0, among: workers, what: "worker")
        }
        if role == .coordinator, (deputies ?? []).isEmpty {
            entry.problem("the coordinator always has a deputy: name one under 'deputies' (rule 24)")
        }
        let channels = dutyChannels(entry)
        return label.map {
            DutyRota(role: role, label: $0, turns: turns, deputies: deputies ?? [], channels: channels)
        }
    }

    private func turn(_ value: YAMLReader, among workers: Set<WorkerID>) -> DutyRota.Turn? {
        value.allowKeys(["days", "from", "to", "worker"])
        let days: Set<DutyDay>? = TeamValue.days(value)
        let hours = TeamValue.hours(value)
        let worker = value.required("worker").flatMap { known($0, among: workers, what: "worker") }
        guard let days, let hours, let worker else { return nil }
        return DutyRota.Turn(when: WeeklyHours(days: days, hours: hours), worker: worker)
    }
}

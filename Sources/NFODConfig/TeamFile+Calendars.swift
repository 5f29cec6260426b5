internal import NFODEngine

/// Calendars of rota tools, as `team.yaml` names them.
extension TeamFile {
    func calendars(workers: Set<String>, roles: Set<String>) -> [RotaCalendar] {
        let workers = Set(workers.map(WorkerID.init))
        let roles = Set(roles.map(RoleID.init))
        return (reader.optional("calendars")?.entries() ?? []).compactMap { name, entry in
            checkID(name, entry)
            return calendar(RotaCalendarID(name), entry, workers, roles)
        }
    }

    private func calendar(
        _ id: RotaCalendarID, _ entry: YAMLReader, _ workers: Set<WorkerID>, _ roles: Set<RoleID>
    ) -> RotaCalendar? {
        entry.allowKeys(["file", "role", "people", "ignore", "every", "staleAfter"])
        let file = entry.required("file")?.string()
        let role = entry.optional("role").flatMap { known($0, among: roles, what: "duty") }
        let people = entry.required("people")?.entries() ?? []
        if people.isEmpty { entry.problem("'people' names nobody; say by which words the calendar means whom") }
        let named = people.compactMap { words, value in
            known(value, among: workers, what: "worker").map { (words, $0) }
        }
        let every = entry.optional("every")?.span() ?? .minutes(15)
        if every < .minutes(1) { entry.optional("every")?.problem("reading more often than every 1m helps nobody") }
        let stale = entry.optional("staleAfter")?.span()
        guard let file else { return nil }
        return RotaCalendar(
            id: id, role: role, people: Dictionary(named) { first, _ in first },
            ignored: entry.optional("ignore")?.strings() ?? [], file: file, every: every, staleAfter: stale)
    }
}

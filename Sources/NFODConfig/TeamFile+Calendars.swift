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
        entry.allowKeys([
            "file", "url", "urlFile", "plainLoopback", "role", "people", "ignore", "every", "staleAfter",
        ])
        let place = place(entry)
        let role = entry.optional("role").flatMap { known($0, among: roles, what: "duty") }
        let people = entry.required("people")?.entries() ?? []
        if people.isEmpty { entry.problem("'people' names nobody; say by which words the calendar means whom") }
        let named = people.compactMap { words, value in
            known(value, among: workers, what: "worker").map { (words, $0) }
        }
        let every = entry.optional("every")?.span() ?? .minutes(15)
        if every < .minutes(1) { entry.optional("every")?.problem("reading more often than every 1m helps nobody") }
        let stale = entry.optional("staleAfter")?.span()
        guard let place else { return nil }
        return RotaCalendar(
            id: id, role: role, people: Dictionary(named) { first, _ in first },
            ignored: entry.optional("ignore")?.strings() ?? [], place: place, every: every,
            staleAfter: stale ?? place.staleAfterUsually)
    }

    private func place(_ entry: YAMLReader) -> RotaCalendar.Place? {
        let plain = entry.optional("plainLoopback")?.boolean() ?? false
        let places = ["file", "url", "urlFile"].compactMap { key in entry.optional(key).map { (key, $0) } }
        guard let (key, value) = places.first, places.count == 1 else {
            entry.problem("say where it is by one of 'file', 'url' and 'urlFile'")
            return nil
        }
        if plain, key == "file" { entry.optional("plainLoopback")?.problem("a file is not fetched; leave this out") }
        guard let text = value.string() else { return nil }
        switch key {
        case "url": return .address(text, plainLoopback: plain)
        case "urlFile": return .addressFile(text, plainLoopback: plain)
        default: return .file(text)
        }
    }
}

extension RotaCalendar.Place {
    /// A feed that cannot be fetched any more would otherwise go unnoticed until its hours run out.
    fileprivate var staleAfterUsually: Span? {
        if case .file = self { nil } else { .hours(6) }
    }
}

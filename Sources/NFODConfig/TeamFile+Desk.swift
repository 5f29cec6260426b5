internal import NFODEngine

/// The duty desk of an agency: asked like a worker, answered for by one (rule 27).
extension TeamFile {
    func desk(_ entry: YAMLReader) -> DutyDesk? {
        entry.allowKeys(["channels", "hours", "capacity", "localities"])
        let channels = channels(entry)
        let capacity = entry.required("capacity")?.integer(in: 1...200)
        let localities = entry.optional("localities")?.elements().compactMap(locality) ?? []
        let list = entry.required("hours")
        let hours = hours(entry, "hours")
        if let list, list.isList, list.elements().isEmpty { list.problem("a desk is open at some time") }
        guard let capacity, !channels.isEmpty, !hours.isEmpty else { return nil }
        return DutyDesk(hours: hours, capacity: capacity, localities: Set(localities), channels: channels)
    }

    /// A desk is answered for by name: somebody of its agency has to do outreach. Whether they are disabled is not
    /// looked at, since a desk is switched off with the last of them; nor is anything where a worker cannot be read.
    func checkDesks(of workers: [Worker]) {
        guard workers.count == reader.optional("workers")?.entries().count else { return }
        for (name, entry) in reader.optional("agencies")?.entries() ?? [] {
            guard let desk = entry.optional("desk") else { continue }
            let canAccept = workers.contains { $0.agency == AgencyID(name) && $0.skills.contains(.outreach) }
            if !canAccept {
                desk.problem("nobody can accept at this desk: no worker of '\(name)' has the skill outreach")
            }
        }
    }
}

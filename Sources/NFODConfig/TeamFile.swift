public import NFODEngine

/// Reads `config/team.yaml`: agencies, workers and duty rotas, with every mistake named at once.
public struct TeamFile {
    let reader: YAMLReader
    let surroundings: Surroundings

    /// What the team file refers to in other files.
    public struct Surroundings {
        public let zone: ZoneRules
        public let holidays: [HolidayCalendarID: HolidayCalendar]
        /// Channels that exist; nil leaves them unchecked.
        public let channels: Set<ChannelID>?
        /// Sources that exist; nil leaves them unchecked.
        public let sources: Set<SourceID>?

        public init(
            zone: ZoneRules, holidays: [HolidayCalendarID: HolidayCalendar], channels: Set<ChannelID>? = nil,
            sources: Set<SourceID>? = nil
        ) {
            self.zone = zone
            self.holidays = holidays
            self.channels = channels
            self.sources = sources
        }
    }

    /// The team; nil, with problems noted in `list`, when anything in the file is wrong.
    public static func team(
        text: String, file: String = "team.yaml", surroundings: Surroundings, list: ProblemList
    ) -> Team? {
        let before = list.problems.count
        guard let reader = YAMLReader.parse(text, file: file, list: list) else { return nil }
        let team = TeamFile(reader: reader, surroundings: surroundings)
        team.reader.allowKeys(["holidays", "agencies", "workers", "duty", "changes", "calendars"])
        let holidays = reader.required("holidays").flatMap { TeamValue.calendar($0, among: surroundings.holidays) }
        let agencies = team.agencies()
        let workers = team.workers(of: team.names("agencies"))
        team.checkDesks(of: workers)
        let rotas = team.rotas(among: team.names("workers"))
        let changes = team.changes(workers: team.names("workers"), roles: team.names("duty"))
        let calendars = team.calendars(workers: team.names("workers"), roles: team.names("duty"))
        guard let holidays, list.problems.count == before else { return nil }
        return Team(
            zone: surroundings.zone, holidays: holidays, agencies: agencies, workers: workers, rotas: rotas,
            roster: Roster(entries: changes), calendars: calendars)
    }

    /// The ids under a key, whether or not what stands under them is right: so that one mistake is told once.
    private func names(_ key: String) -> Set<String> {
        Set(reader.optional(key).map { $0.isMapping ? $0.entries().map(\.key) : [] } ?? [])
    }

    /// Notes an id that is badly spelled.
    func checkID(_ name: String, _ reader: YAMLReader) {
        if !TeamValue.isWellFormedID(name) {
            reader.problem("an id has lower-case letters, digits and hyphens only")
        }
    }

    // MARK: agencies

    private func agencies() -> [Agency] {
        (reader.required("agencies")?.entries() ?? []).compactMap { name, entry in
            checkID(name, entry)
            entry.allowKeys(["label", "mayBeTold", "calendar", "desk", "disabled"])
            let label = entry.required("label")?.string()
            let scope = entry.required("mayBeTold").flatMap(scope)
            let calendar = entry.required("calendar").flatMap(calendar)
            let desk = entry.optional("desk").flatMap(desk)
            let isDisabled = entry.optional("disabled").map { $0.boolean() } ?? false
            guard let label, let scope, let calendar, let isDisabled else { return nil }
            return Agency(
                id: AgencyID(name), label: label, calendar: calendar, mayBeTold: scope, desk: desk,
                isDisabled: isDisabled)
        }
    }

    private func scope(_ value: YAMLReader) -> Agency.Scope? {
        guard !value.isList else {
            return .sources(Set(value.elements().compactMap { known($0, among: surroundings.sources, what: "source") }))
        }
        if value.string() == "everything" { return .everything }
        value.problem("expected 'everything' or a list of sources, found '\(value.shown)'")
        return nil
    }

    private func calendar(_ value: YAMLReader) -> WorkingCalendar? {
        value.allowKeys(["days", "from", "to", "holidays", "add", "remove"])
        let weekdays: Set<Weekday>? = TeamValue.days(value)
        let hours = TeamValue.hours(value)
        let holidays = TeamValue.changedCalendar(value, among: surroundings.holidays)
        guard let weekdays, let hours, let holidays else { return nil }
        return WorkingCalendar(weekdays: weekdays, hours: hours, holidays: holidays, zone: surroundings.zone)
    }

    /// An id that must be among those known, where they are known.
    func known<ID: NamedIdentifier>(_ value: YAMLReader, among known: Set<ID>?, what: String) -> ID? {
        guard let id = TeamValue.id(value, as: ID.self) else { return nil }
        guard let known, !known.contains(id) else { return id }
        let names = known.sorted().map(\.name).joined(separator: ", ")
        value.problem("there is no \(what) '\(value.shown)'; known: \(names)")
        return nil
    }
}

internal import NFODEngine

extension TeamFile {
    func workers(of agencies: Set<String>) -> [Worker] {
        (reader.required("workers")?.entries() ?? []).compactMap { name, entry in
            checkID(name, entry)
            entry.allowKeys([
                "name", "agency", "sex", "skills", "shifts", "leave", "localities", "capacity", "channels",
                "mayVisitAlone", "disabled",
            ])
            return worker(WorkerID(name), entry, agencies: Set(agencies.map(AgencyID.init)))
        }
    }

    private func worker(_ id: WorkerID, _ entry: YAMLReader, agencies: Set<AgencyID>) -> Worker? {
        let displayName = entry.required("name")?.string()
        let agency = entry.required("agency").flatMap { known($0, among: agencies, what: "agency") }
        let capacity = entry.required("capacity")?.integer(in: 0...200)
        let skills = entry.optional("skills")?.elements().compactMap { $0.choice(Worker.Skill.self) } ?? []
        let shifts = hours(entry, "shifts")
        let leave = entry.optional("leave")?.elements().compactMap(leave) ?? []
        let localities = entry.optional("localities")?.elements().compactMap(locality) ?? []
        let channels = channels(entry)
        let sex = entry.optional("sex").flatMap(sex)
        let mayVisitAlone = entry.optional("mayVisitAlone").map { $0.boolean() } ?? true
        let isDisabled = entry.optional("disabled").map { $0.boolean() } ?? false
        guard let displayName, let agency, let capacity, let mayVisitAlone, let isDisabled else { return nil }
        return Worker(
            id: id, displayName: displayName, agency: agency, sex: sex, skills: Set(skills), shifts: shifts,
            leave: leave, localities: Set(localities), capacity: capacity, channels: channels,
            mayVisitAlone: mayVisitAlone, isDisabled: isDisabled)
    }

    private func sex(_ value: YAMLReader) -> Sex? {
        if let sex = value.string().flatMap(Sex.init(rawValue:)) { return sex }
        value.problem("expected one of female, male, other, found '\(value.shown)'")
        return nil
    }

    func locality(_ value: YAMLReader) -> Locality? {
        guard let text = value.string() else { return nil }
        if Locality(text).isWellFormed { return Locality(text) }
        value.problem("expected a postcode district (DD4) or sector (DD4 3), found '\(value.shown)'")
        return nil
    }

    private func leave(_ value: YAMLReader) -> ClosedRange<CivilDate>? {
        value.allowKeys(["from", "to"])
        let first = value.required("from").flatMap(TeamValue.date)
        let last = value.required("to").flatMap(TeamValue.date)
        guard let first, let last else { return nil }
        guard first <= last else {
            value.problem("leave that ends before it begins")
            return nil
        }
        return first...last
    }

    // MARK: shifts

    /// Hours of every week under a key, none of which overlap.
    func hours(_ entry: YAMLReader, _ key: String) -> [WeeklyHours] {
        guard let list = entry.optional(key) else { return [] }
        var shifts: [WeeklyHours] = []
        for value in list.elements() {
            value.allowKeys(["days", "from", "to"])
            let days: Set<DutyDay>? = TeamValue.days(value)
            guard let hours = TeamValue.hours(value), let days else { continue }
            let shift = WeeklyHours(days: days, hours: hours)
            if shifts.contains(where: { overlap($0, shift) }) {
                value.problem(
                    key == "shifts" ? "this shift overlaps another of the same worker" : "these hours overlap others")
            }
            shifts.append(shift)
        }
        return shifts
    }

    /// Compared on a week of wall clocks that ends where it begins; holidays stand apart.
    private func overlap(_ left: WeeklyHours, _ right: WeeklyHours) -> Bool {
        let week = 7 * Self.day
        return stretches(left).contains { one in
            stretches(right).contains { other in
                one.overlaps(other) || one.overlaps(moved(other, by: week)) || one.overlaps(moved(other, by: -week))
            }
        }
    }

    private static let day = 86_400_000

    private func moved(_ stretch: Range<Int>, by milliseconds: Int) -> Range<Int> {
        (stretch.lowerBound + milliseconds)..<(stretch.upperBound + milliseconds)
    }

    private func stretches(_ shift: WeeklyHours) -> [Range<Int>] {
        shift.days.map { day in
            let weekday = DutyDay.allCases.firstIndex(of: day) ?? 0
            let start = (day == .holiday ? 100 : weekday) * Self.day
            let end = start + shift.hours.to.millisecondOfDay + (shift.hours.runsOverMidnight ? Self.day : 0)
            return (start + shift.hours.from.millisecondOfDay)..<end
        }
    }
}

import NFODConfig
public import NFODEngine

extension RosterRequest {
    /// What the request comes to.
    enum Read: Hashable {
        case changes([RosterChange])
        case uncovered(UncoveredHours)
        /// - Parameter at: nil: undone.
        case end(RosterEntryID, at: Instant?)
    }

    /// - Throws: ``InvalidInput`` with every field that is wrong.
    func read(_ fields: RequestReader, zone: ZoneRules) throws -> Read {
        switch action {
        case .end, .undo:
            let entry = fields.required(entry, "entry", "the number of an entry, as `nfodd roster show` names it")
            let at = action == .undo ? nil : fields.instant(to, "to")
            return .end(RosterEntryID(try fields.finish(entry)), at: at)
        case .declare: return .uncovered(try declaration(fields))
        case .away, .shift, .duty, .standIn, .swap: return .changes(try changes(fields, zone))
        }
    }

    private func changes(_ fields: RequestReader, _ zone: ZoneRules) throws -> [RosterChange] {
        let worker = fields.worker(worker)
        let hours = hours(from, to, "from", "to", fields, zone)
        let role = role.map { RoleID($0) }
        switch action {
        case .away:
            let isWhole = [from, to].allSatisfy { $0.flatMap { CivilDate(iso8601: $0) } != nil }
            let (worker, hours) = (try fields.finish(worker), try fields.finish(hours))
            return [isWhole ? .daysAway(worker, hours) : .hoursAway(worker, hours)]
        case .shift: return [.shift(try fields.finish(worker), try fields.finish(hours))]
        case .duty:
            let role = fields.required(role, "role", "a duty of config/team.yaml")
            return [.duty(try fields.finish(role), try fields.finish(worker), try fields.finish(hours))]
        case .standIn, .swap:
            let other = fields.required(other, "other", "the other worker's id").map { WorkerID($0) }
            let back = action == .swap ? self.hours(otherFrom, otherTo, "otherFrom", "otherTo", fields, zone) : nil
            let (one, two) = (try fields.finish(worker), try fields.finish(other))
            let first = RosterChange.standIn(
                .init(worker: one, insteadOf: two, role: role, hours: try fields.finish(hours)))
            guard action == .swap else { return [first] }
            return [
                first, .standIn(.init(worker: two, insteadOf: one, role: role, hours: try fields.finish(back))),
            ]
        case .declare, .end, .undo: preconditionFailure("\(action) is read elsewhere")
        }
    }

    private func hours(
        _ from: String?, _ to: String?, _ fromField: String, _ toField: String, _ fields: RequestReader,
        _ zone: ZoneRules
    ) -> Range<Instant>? {
        let expected = "a time with its offset, such as 2027-06-07T09:00:00+01:00, or a day"
        let start = fields.required(from, fromField, expected).flatMap { text in
            CivilDate(iso8601: text).map(zone.startOfDay) ?? fields.instant(text, fromField)
        }
        let end = fields.required(to, toField, expected).flatMap { text in
            CivilDate(iso8601: text).map { zone.startOfDay($0.adding(days: 1)) } ?? fields.instant(text, toField)
        }
        guard let start, let end else { return nil }
        // An end before the beginning is for the rules to refuse.
        return start..<max(start, end)
    }

    private func declaration(_ fields: RequestReader) throws -> UncoveredHours {
        let role = fields.required(role, "role", "a duty of config/team.yaml").map { RoleID($0) }
        let known = DutyDay.allCases.map(\.rawValue).joined(separator: ", ")
        let days = fields.required(days, "days", "some of " + known).map { text in
            Set(fields.list(text, "days", "some of " + known) { DutyDay(rawValue: $0) })
        }
        if days?.isEmpty == true { fields.note("days", "missing", "some of " + known) }
        let (start, end) = (time(fromTime, "fromTime", fields), time(toTime, "toTime", fields))
        let first = fields.required(from, "from", "the first day").flatMap { fields.date($0, "from") }
        let last = fields.required(to, "to", "the last day: there is always one").flatMap { fields.date($0, "to") }
        if let first, let last, last < first { fields.note("to", "beforeFrom", "a day not before `from`") }
        let signedBy = fields.required(signedBy, "signedBy", "the id of the manager who answers for it")
        let hours = LocalHours(from: try fields.finish(start), to: try fields.finish(end))
        let (begins, ends) = (try fields.finish(first), try fields.finish(last))
        return UncoveredHours(
            role: try fields.finish(role), when: WeeklyHours(days: try fields.finish(days), hours: hours),
            days: begins...ends, signedBy: WorkerID(try fields.finish(signedBy)))
    }

    private func time(_ text: String?, _ field: String, _ fields: RequestReader) -> CivilTime? {
        let expected = "a time of day such as 09:00; 24:00 is the end of the day"
        guard let text = fields.required(text, field, expected) else { return nil }
        let time = text == "24:00" ? CivilTime(hour: 0, minute: 0) : CivilTime(iso8601: text)
        if time == nil { fields.note(field, "notATime", expected) }
        return time
    }
}

extension Work {
    /// Carries out a request on the roster.
    ///
    /// - Returns: the entry it made or ended.
    /// - Throws: ``InvalidInput`` with every field that is wrong; ``RosterRefusal`` when the rules say no.
    public func carryOut(_ request: RosterRequest) throws -> RosterEntryID {
        switch try request.read(RequestReader(now: now), zone: configuration.zone) {
        case .changes(let changes): return try changeRoster(changes)
        case .uncovered(let hours): return try declareUncovered(hours)
        case .end(let entry, let at):
            try endRosterEntry(entry, at: at)
            return entry
        }
    }
}

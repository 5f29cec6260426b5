public import NFODEngine

/// Reads `config/nfodd.yaml`.
public struct SettingsFile {
    public static let name = "nfodd.yaml"
    let reader: YAMLReader

    /// The huddle section is read apart, by ``HuddleCalendarReader``, once the zone and the holidays are known.
    public struct Content: Sendable {
        public let settings: Settings
        public let zone: ZoneRules
        public let huddles: HuddleCalendar
    }

    /// Nil, with problems noted, when anything in the file is wrong.
    public static func read(
        _ text: String, holidays: [HolidayCalendarID: HolidayCalendar], list: ProblemList
    ) -> Content? {
        guard let reader = YAMLReader.parse(text, file: name, list: list) else { return nil }
        let before = list.problems.count
        reader.allowKeys([
            "label", "team", "zone", "huddle", "case", "intake", "incident", "linkage", "assignment", "report", "inbox",
            "http",
            "alerts", "delivery", "channels", "clock", "alarms", "store", "backups",
            "roster", "heartbeat", "canary",
        ])
        let file = SettingsFile(reader: reader)
        let zone = file.zone()
        let huddles = reader.required("huddle").flatMap {
            HuddleCalendarReader.read($0, holidays: holidays, zone: zone ?? .utc)
        }
        let settings = file.settings().map(file.care)
        guard before == list.problems.count, let zone, let huddles, let settings else { return nil }
        return Content(settings: settings, zone: zone, huddles: huddles)
    }

    private func zone() -> ZoneRules? {
        guard let value = reader.required("zone"), let name = value.string() else { return nil }
        do throws(ZoneUnavailable) { return try ZoneRules.load(name: name) } catch {
            value.problem(error.description)
            return nil
        }
    }

    private func settings() -> Settings? {
        let label = reader.required("label")?.string()
        let team = reader.required("team")?.string()
        let zoneName = reader.optional("zone")?.string()
        let policy = reader.required("case").flatMap(casePolicy)
        let acceptWithin = reader.optional("case")?.required("acceptWithin")?.span()
        let intake = reader.required("intake").flatMap(intake)
        let expectEvery = reader.optional("intake")?.required("expectEveryDefault")?.span()
        let incident = reader.required("incident").flatMap(incident)
        let linkage = reader.required("linkage").flatMap(linkage)
        let assignment = reader.required("assignment").flatMap(assignment)
        let report = reader.required("report")
        report?.allowKeys(["smallNumbersBelow", "areaPostcodes"])
        let small = report?.required("smallNumbersBelow")?.integer(in: 0...50)
        let area = report?.optional("areaPostcodes")?.strings() ?? []
        let inbox = reader.required("inbox").flatMap(inbox)
        let http = reader.required("http").flatMap(http)
        let alerts = reader.required("alerts").flatMap(alerts)
        let channels = reader.required("channels").map(channels)
        guard let label, let team, let zoneName, let policy, let acceptWithin, let intake, let expectEvery,
            let incident, let linkage, let assignment, let small, let inbox, let http, let alerts, let channels
        else { return nil }
        return Settings(
            label: label, team: team, zoneName: zoneName, casePolicy: policy, acceptWithin: acceptWithin,
            intake: intake, expectEveryDefault: expectEvery, incident: incident, linkage: linkage,
            assignment: assignment, smallNumbersBelow: small, areaPostcodes: area, inbox: inbox, http: http,
            alerts: alerts, channels: channels)
    }
}

extension SettingsFile {
    private func intake(_ reader: YAMLReader) -> IntakeSettings? {
        reader.allowKeys([
            "arrivalLag", "unknownTimeAtMost", "longAgo", "ageAtMost", "rowBytesAtMost",
            "expectEveryDefault",
        ])
        guard let lag = reader.required("arrivalLag")?.span(),
            let unknown = reader.required("unknownTimeAtMost")?.span(),
            let longAgo = reader.required("longAgo")?.span(),
            let age = reader.required("ageAtMost")?.integer(in: 50...150),
            let bytes = reader.required("rowBytesAtMost")?.integer(in: 1_024...16_777_216)
        else { return nil }
        return IntakeSettings(
            arrivalLag: lag, unknownTimeMax: unknown, longAgo: longAgo, ageMaxYears: age, rowBytesMax: bytes)
    }

    private func incident(_ reader: YAMLReader) -> IncidentSettings? {
        reader.allowKeys(["slackDefault", "slack", "clearlyNearer"])
        var slack: [IncidentSettings.Pair: Span] = [:]
        for entry in reader.optional("slack")?.elements() ?? [] {
            entry.allowKeys(["between", "is"])
            let names = entry.required("between")?.elements().compactMap { $0.identifier() } ?? []
            guard names.count == 2, let span = entry.required("is")?.span() else {
                entry.problem("give two sources under 'between' and a length of time under 'is'")
                continue
            }
            slack[IncidentSettings.Pair(SourceID(names[0]), SourceID(names[1]))] = span
        }
        guard let other = reader.required("slackDefault")?.span(),
            let nearer = reader.required("clearlyNearer")?.span()
        else { return nil }
        return IncidentSettings(slack: slack, otherSlack: other, clearlyNearer: nearer)
    }

    private func linkage(_ reader: YAMLReader) -> LinkageSettings? {
        reader.allowKeys(["joinAtBits", "askAtBits"])
        guard let join = reader.required("joinAtBits")?.integer(in: 1...40),
            let ask = reader.required("askAtBits")?.integer(in: -20...40)
        else { return nil }
        guard ask <= join else {
            reader.problem("'askAtBits' is above 'joinAtBits': whoever is joined would never have been asked about")
            return nil
        }
        return LinkageSettings(joinAt: Bits(tenths: join * 10), askAt: Bits(tenths: ask * 10))
    }

    private func assignment(_ reader: YAMLReader) -> AssignmentSettings? {
        reader.allowKeys(["visitTime", "confirmWithin"])
        guard let visit = reader.required("visitTime")?.span(), let confirm = reader.required("confirmWithin")?.span()
        else { return nil }
        return AssignmentSettings(visitTime: visit, confirmWithin: confirm)
    }
}

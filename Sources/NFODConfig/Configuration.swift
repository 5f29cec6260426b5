internal import Foundation
public import NFODEngine

/// Everything under `config/`, read and checked together: engine values and where they came from.
public struct Configuration: Sendable {
    public let settings: Settings
    public let zone: ZoneRules
    public let huddles: HuddleCalendar
    public let ladder: LadderPolicy
    public let triage: TriageRules
    public let plan: PlanRules
    public private(set) var team: Team
    public let sources: [SourceID: SourceProfile]
    /// Things somebody should look at although nothing is wrong: rules past their review date.
    public let warnings: [Problem]
    /// Content hash of each file read, for the log.
    public let files: [String: String]

    /// The sources that send, in order; profiles of old lists are not among them.
    public var feeds: [SourceID] { sources.values.filter { !$0.isHistory }.map(\.id).sorted() }

    /// Names the whole by its content: two that read the same have the same.
    public var hash: String {
        ContentHash.of(files.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " "))
    }

    /// The same with what has been said of the roster since.
    public func changing(roster: Roster) -> Configuration {
        var configuration = self
        configuration.team = team.changing(by: roster)
        return configuration
    }

    /// How the roster ahead is looked at.
    public var rosterOutlook: RosterOutlook {
        let area = settings.areaPostcodes.map { Locality($0) }.filter(\.isWellFormed)
        let served = Set(team.workers.values.flatMap(\.localities)).sorted()
        let receipts = settings.channels.filter(\.value.givesReceipt).keys
        return RosterOutlook(
            team: team, area: area.isEmpty ? served : area, receipts: Set(receipts), settings: settings.roster)
    }

    /// Reads a configuration directory.
    ///
    /// - Parameter today: the local day, against which review dates are held.
    /// - Throws: ``ConfigurationProblems`` with every mistake in every file, each with its line.
    public static func load(directory: String, today: CivilDate) throws(ConfigurationProblems) -> Configuration {
        let list = ProblemList()
        let files = ConfigurationFiles(directory: directory, list: list)
        let configuration = read(files, today: today, list: list)
        guard let configuration, list.problems.isEmpty else { throw ConfigurationProblems(list.problems) }
        return configuration
    }

    private static func read(_ files: ConfigurationFiles, today: CivilDate, list: ProblemList) -> Configuration? {
        let holidays = HolidaysFile.all(files, list: list)
        let content = files.text(SettingsFile.name).flatMap { SettingsFile.read($0, holidays: holidays, list: list) }
        let ladder = files.text(LadderFile.name).flatMap { LadderFile.placed($0, list: list) }
        let triage = files.text("triage.yaml").flatMap { TriageRulesFile.read($0, today: today, list: list) }
        let plan = files.text("plan.yaml").flatMap { PlanRulesFile.read($0, today: today, list: list) }
        let profiles = SourceProfileReader.profiles(files: files.texts(in: "sources"), list: list)
        let sources = Dictionary(profiles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let surroundings = TeamFile.Surroundings(
            zone: content?.zone ?? .utc, holidays: holidays,
            channels: content.map { Set($0.settings.channels.keys) },
            sources: profiles.isEmpty ? nil : Set(sources.keys))
        let team = files.text("team.yaml").flatMap {
            TeamFile.team(text: $0, surroundings: surroundings, list: list)
        }
        if let ladder, let team { LadderFile.check(ladder, against: team) }
        if let content, let team, team.rotas[content.settings.alarms.technicalOwner] == nil {
            let role = content.settings.alarms.technicalOwner
            list.add(SettingsFile.name, 0, "alarms.technicalOwner is '\(role)', which has no rota in team.yaml")
        }
        if let content, let team, team.rotas[content.settings.roster.managers] == nil {
            let role = content.settings.roster.managers
            list.add(SettingsFile.name, 0, "roster.signedBy is '\(role)', which has no rota in team.yaml")
        }
        if let ladder, let content {
            LadderFile.checkOrder(ladder, contactWithin: content.settings.casePolicy.contactWithin)
        }
        guard let content, let ladder, let triage, let plan, let team else { return nil }
        let gaps = HolidayWarning.all(
            [content.huddles.holidays, team.holidays] + team.agencies.values.map(\.calendar.holidays), today: today,
            files: files.hashes.keys)
        return Configuration(
            settings: content.settings, zone: content.zone, huddles: content.huddles, ladder: ladder.policy,
            triage: triage.rules, plan: plan.rules, team: team, sources: sources,
            warnings: (triage.warnings + plan.warnings + LadderFile.warnings(ladder) + gaps).sorted(),
            files: files.hashes)
    }
}

/// The files of one configuration directory; remembers the hash of each one read.
final class ConfigurationFiles {
    private let directory: URL
    private let list: ProblemList
    private(set) var hashes: [String: String] = [:]

    init(directory: String, list: ProblemList) {
        self.directory = URL(fileURLWithPath: directory, isDirectory: true)
        self.list = list
    }

    func path(_ name: String) -> String { directory.appendingPathComponent(name).path }

    /// Nil, with a problem noted, when the file is missing or not UTF-8.
    func text(_ name: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path(name)) else {
            list.add(name, 0, "the file is missing or cannot be read; copy the one that is shipped with the program")
            return nil
        }
        guard let text = String(data: data, encoding: .utf8) else {
            list.add(name, 0, "the file is not UTF-8 text")
            return nil
        }
        hashes[name] = ContentHash.of(text)
        return text
    }

    /// Every file of a folder with one of these endings, by path relative to the directory.
    func texts(in folder: String, endings: [String] = [".yaml"]) -> [String: String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path(folder)) else {
            list.add(folder, 0, "the directory is missing or cannot be read")
            return [:]
        }
        var texts: [String: String] = [:]
        for name in names.sorted() where endings.contains(where: name.hasSuffix) {
            if let text = text(folder + "/" + name) { texts[folder + "/" + name] = text }
        }
        return texts
    }
}

import Foundation
import NFODConfig
import NFODEngine
import Testing

/// The whole directory, read and checked together.
@Suite struct ConfigurationTests {
    @Test func theShippedConfigurationIsRight() throws {
        let configuration = try ConfigurationCopy().load()
        let names = ["ambulance", "community", "hospital", "police", "spreadsheet"]
        #expect(configuration.sources.keys.map(\.name).sorted() == names)
        // The example of an old list is no feed that anybody waits for.
        #expect(configuration.sources.values.filter(\.isHistory).map(\.id.name) == ["spreadsheet"])
        #expect(configuration.ladder.levels.count == 6)
        #expect(configuration.settings.team == "Rapid Response")
        #expect(!configuration.triage.rules.isEmpty)
        #expect(!configuration.plan.rules.isEmpty)
        #expect(configuration.warnings == [])
    }

    @Test func rule33_everyFileReadIsNamedByItsContent() throws {
        let copy = try ConfigurationCopy()
        let before = try copy.load().files
        #expect(
            Set(before.keys).isSuperset(of: ["nfodd.yaml", "escalation.yaml", "triage.yaml", "plan.yaml", "team.yaml"]))
        try copy.replace("team: Rapid Response", with: "team: Another", in: "nfodd.yaml")
        let after = try copy.load().files
        #expect(before.filter { after[$0.key] != $0.value }.map(\.key) == ["nfodd.yaml"])
    }

    @Test func threeTyposInThreeFilesAreNamedAtOnceWithFileAndLine() throws {
        let copy = try ConfigurationCopy()
        let settings = try copy.replace("  shortNotice: 12h", with: "  shortNotise: 12h", in: "nfodd.yaml")
        let ladder = try copy.replace("repeatLastEvery: 2h", with: "repeatLastEvery: two hours", in: "escalation.yaml")
        let source = try copy.replace("VPD Ref: reference", with: "VPD Ref: referense", in: "sources/police.yaml")
        let problems = copy.problems()
        #expect(Set(problems.map(\.file)) == ["nfodd.yaml", "escalation.yaml", "sources/police.yaml"])
        #expect(
            problems.contains {
                $0.file == "nfodd.yaml" && $0.line == settings && $0.message.contains("did you mean 'shortNotice'?")
            })
        #expect(
            problems.contains { $0.file == "escalation.yaml" && $0.line == ladder && $0.message.contains("two hours") })
        #expect(problems.contains { $0.file == "sources/police.yaml" && $0.line == source })
        #expect(problems.allSatisfy { $0.description.hasPrefix($0.file + ":") })
    }

    @Test(arguments: ["nfodd.yaml", "escalation.yaml", "triage.yaml", "plan.yaml", "team.yaml"])
    func aMissingFileIsNamed(file: String) throws {
        let copy = try ConfigurationCopy()
        try FileManager.default.removeItem(at: copy.directory.appending(path: file))
        #expect(copy.problems().contains { $0.file == file && $0.message.contains("missing") })
    }

    @Test(arguments: ["nfodd.yaml", "escalation.yaml", "triage.yaml", "plan.yaml", "team.yaml"])
    func aFileThatIsNotTextIsNamed(file: String) throws {
        let copy = try ConfigurationCopy()
        try Data([0xff, 0xfe, 0x00, 0x80]).write(to: copy.directory.appending(path: file))
        #expect(copy.problems().contains { $0.file == file })
    }

    @Test func aDirectoryThatIsNotThereIsSaidPlainly() {
        #expect(throws: ConfigurationProblems.self) {
            try Configuration.load(directory: "/nowhere/at/all", today: ConfigurationCopy.today)
        }
    }

    @Test(arguments: [
        ("role:night-manager", "no rota in team.yaml"), ("worker:w-nobody", "not in team.yaml or is disabled"),
        ("agency:nobodys", "which is not in team.yaml under 'agencies'"),
        ("worker:worker-6", "not in team.yaml or is disabled"), ("role:training", "names nobody who can be told"),
        ("agency:archive", "nobody with a shift"),
    ])
    func rule29_aLevelThatWouldTellNobodyIsRefused(audience: String, message: String) throws {
        let copy = try ConfigurationCopy()
        let line = try copy.replace(
            "tell: [role:coordinator, role:duty-manager]", with: "tell: [role:coordinator, \(audience)]",
            in: "escalation.yaml")
        try copy.replace("name: Fergus Model\n", with: "name: Fergus Model\n    disabled: true\n", in: "team.yaml")
        try copy.replace(
            "duty:\n", with: "duty:\n  training: {label: Training, turns: [], deputies: [worker-6]}\n", in: "team.yaml")
        try copy.replace(
            "workers:\n",
            with: """
                  archive:
                    label: Archive
                    mayBeTold: everything
                    calendar: {days: [monday], from: 09:00, to: 17:00, holidays: scotland}

                workers:

                """, in: "team.yaml")
        #expect(copy.problems().count == 1, "\(copy.problems())")
        let found = try #require(copy.problems().first { $0.message.contains(message) })
        #expect(found.file == "escalation.yaml")
        #expect(found.line == line)
        #expect(found.message.hasPrefix("levels.6.tell.2: tells \(audience), "))
    }

    /// What counts from the level before stands where it can go out first.
    @Test func aRelativeLevelThatCouldNeverGoOutInItsPlaceIsRefused() throws {
        let copy = try ConfigurationCopy()
        try copy.replace("{ afterLevelBefore: 8h }", with: "{ afterLevelBefore: 25h }", in: "escalation.yaml")
        let found = copy.problems()
        #expect(
            found.map(\.message) == [
                "levels.3: fires before a level that stands above it; put the levels in order of time"
            ])
    }

    @Test func aLadderThatNothingOfCountsFromTheDueTimeIsWorthALook() throws {
        let copy = try ConfigurationCopy()
        for (from, to) in [("beforeDue: 24h", "overdose: 48h"), ("beforeDue: 12h", "overdose: 60h")] {
            try copy.replace("{ \(from) }", with: "{ \(to) }", in: "escalation.yaml")
        }
        #expect(try copy.load().warnings == [])
        try copy.replace("{ afterDue: 0h }", with: "{ overdose: 72h }", in: "escalation.yaml")
        let warnings = try copy.load().warnings
        #expect(warnings.count == 1 && warnings.allSatisfy { $0.message.hasPrefix("no level counts from when") })
        #expect(warnings.first?.line ?? 0 > 0)
    }

    @Test(arguments: [
        // 24 hours before due is 48 hours after the overdose.
        ("{ beforeDue: 24h }", "{ overdose: 47h }", 0), ("{ overdose: 24h }", "{ overdose: 49h }", 1),
        ("{ overdose: 24h }", "{ beforeDue: 20h }", 1), ("{ beforeDue: 12h }", "{ overdose: 61h }", 0),
        ("{ beforeDue: 12h }", "{ overdose: 73h }", 1),
    ])
    func levelsThatCountFromDifferentInstantsStandInOneOrderOfTime(from: String, to: String, problems: Int) throws {
        let copy = try ConfigurationCopy()
        try copy.replace(from, with: to, in: "escalation.yaml")
        let found = copy.problems().filter { $0.message.contains("fires before a level that stands above it") }
        #expect(found.count == problems)
        #expect(found.allSatisfy { $0.line > 0 })
    }

    @Test func rule21_aRulePastItsReviewDateIsAWarningNotAMistake() throws {
        let copy = try ConfigurationCopy()
        let late = try Configuration.load(directory: copy.directory.path, today: CivilDate(dayNumber: 40_000))
        #expect(!late.warnings.isEmpty)
        #expect(late.warnings.allSatisfy { $0.line > 0 })
    }
}

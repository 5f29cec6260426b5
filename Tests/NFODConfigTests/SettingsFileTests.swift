import Foundation
import NFODConfig
import NFODEngine
import Testing

/// `nfodd.yaml`: the shipped numbers are those of the rules, and each wrong value is named with its line.
@Suite struct SettingsFileTests {
    @Test func theShippedNumbersAreThoseOfTheRules() throws {
        let configuration = try ConfigurationCopy().load()
        let settings = configuration.settings
        #expect(settings.casePolicy == CasePolicy())
        #expect(settings.acceptWithin == .minutes(60))
        #expect(settings.intake.arrivalLag == .hours(3))
        #expect(settings.intake.unknownTimeMax == .hours(48))
        #expect(settings.zoneName == "Europe/London")
        #expect(settings.label == "near-fatal overdose")
        #expect(settings.smallNumbersBelow == 5)
        #expect(settings.http.host == "127.0.0.1" && settings.http.port == 8_420)
        #expect(settings.channels.keys.map(\.name) == ["team-webhook"])
        #expect(settings.clock == ClockLimits())
        #expect(settings.alarms == Settings.AlarmSettings() && settings.alarms.spacing == AlarmSpacing())
        #expect(settings.store == Settings.StoreSettings())
        #expect(settings.delivery == Settings.DeliverySettings())
        #expect(settings.backups == nil)
        #expect(configuration.huddles.usualTime == CivilTime(hour: 9, minute: 30))
        #expect(configuration.huddles.weekdays == [.monday, .tuesday, .wednesday, .thursday, .friday])
    }

    struct Typo: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let message: String
        var testDescription: String { "\(old) -> \(new)" }
    }

    static let typos = [
        Typo(old: "contactWithin: 72h", new: "contactWithin: 72", message: "expected a length of time"),
        Typo(old: "contactWithin: 72h", new: "contactWithn: 72h", message: "did you mean 'contactWithin'?"),
        Typo(old: "zone: Europe/London", new: "zone: Europe/Dundee", message: "Europe/Dundee"),
        Typo(old: "partsOfDay: 2", new: "partsOfDay: 5", message: "expected a whole number from 0 to 4"),
        Typo(old: "days: [monday,", new: "days: [munday,", message: "munday"),
        Typo(old: "time: \"09:30\"", new: "time: \"9.30\"", message: "9.30"),
        Typo(old: "holidays: dundee-city-council ", new: "holidays: dundee ", message: "dundee"),
        Typo(
            old: "lookEvery: 5s                      # how often", new: "lookEvery: 0s # how often",
            message: "expected at least 1s"),
        Typo(old: "settle: 10s", new: "settle: 10", message: "expected a length of time"),
        Typo(old: "listen: 127.0.0.1:8420", new: "listen: 127.0.0.1", message: "an address and a port"),
        Typo(old: "listen: 127.0.0.1:8420", new: "listen: 127.0.0.1:84200", message: "an address and a port"),
        Typo(old: "between: [ambulance, police]", new: "between: [ambulance]", message: "two sources"),
        Typo(old: "plainLoopback: true", new: "plainLoopback: yes", message: "expected true or false"),
        Typo(old: "plainLoopback: true", new: "fallback: pager", message: "there is no other channel 'pager'"),
        Typo(old: "plainLoopback: true", new: "atOnce: 0", message: "from 1 to 100"),
        Typo(old: "plainLoopback: true", new: "perSecond: 1.5", message: "expected a whole number from 1 to 100000"),
        Typo(old: "plainLoopback: true", new: "kind: pigeon", message: "pigeon"),
        Typo(old: "plainLoopback: true", new: "addressFile: a", message: "unknown key"),
        Typo(old: "probeEvery: 60s", new: "probeEvery: 0s", message: "expected at least 1s"),
        Typo(old: "failuresBeforeRest: 5", new: "failuresBeforeRest: 0", message: "from 1 to 1000"),
        Typo(
            old: "# hosts: [hooks.example.org,", new: "hosts: [https://hooks.example.org,",
            message: "expected a host such as"),
        Typo(old: "stepAbove: 5m", new: "stepAbove: 1s", message: "expected at least 10s"),
        Typo(old: "waitingPace: 50", new: "waitingPace: 100", message: "from 10 to 90"),
        Typo(old: "critical: 4h", new: "grave: 4h", message: "unknown key 'alarms.remind.grave'"),
        Typo(old: "logMegabytes: 64", new: "logMegabytes: 0", message: "from 1 to 16384"),
        Typo(old: "# backups:", new: "backups: {folder: x}\n#", message: "'ageAtMost' is missing"),
        Typo(old: "  team-webhook:", new: "  Team Webhook:", message: "lower-case letters, digits and hyphens"),
    ]

    @Test(arguments: typos) func aWrongValueIsNamedWithItsLine(_ typo: Typo) throws {
        let copy = try ConfigurationCopy()
        let line = try copy.replace(typo.old, with: typo.new, in: "nfodd.yaml")
        let problems = copy.problems().filter { $0.file == "nfodd.yaml" }
        #expect(
            problems.contains { (line...line + 1).contains($0.line) && $0.message.contains(typo.message) },
            "line \(line): \(problems)")
    }

    @Test func whatTheCareSectionsLeaveOutHasItsDefault() throws {
        let copy = try ConfigurationCopy()
        for section in ["clock:", "alarms:", "store:"] {
            try copy.replace("\n" + section + "\n", with: "\n" + section + " {}\nx-" + section + "\n", in: "nfodd.yaml")
        }
        let messages = copy.problems().map(\.message)
        #expect(messages.allSatisfy { $0.contains("unknown key 'x-") }, "\(messages)")
    }

    @Test(arguments: [
        ("diskFullMegabytes: 32", "diskFullMegabytes: 2000", "must not be more than diskLowMegabytes"),
        ("technicalOwner: coordinator", "technicalOwner: engineer", "'engineer', which has no rota"),
    ])
    func whatDoesNotFitTheRestIsNamed(old: String, new: String, message: String) throws {
        let copy = try ConfigurationCopy()
        try copy.replace(old, with: new, in: "nfodd.yaml")
        #expect(copy.problems().contains { $0.message.contains(message) })
    }

    @Test func withoutAChannelNobodyCanBeTold() throws {
        let list = ProblemList()
        let text = try ConfigurationCopy.text("nfodd.yaml")
        let cut = try #require(text.range(of: "channels:\n"))
        _ = SettingsFile.read(text[..<cut.lowerBound] + "channels: {}\n", holidays: [:], list: list)
        #expect(list.problems.contains { $0.message.contains("without a channel nobody can be told") })
    }
}

import Foundation
import NFODConfig
import NFODEngine
import Testing

/// What `team.yaml` and `nfodd.yaml` say about the roster beside the weekly patterns.
@Suite struct RosterFileTests {
    private static let changes = """
        changes:
          - {kind: away, worker: worker-1, date: 2027-06-07, from: 09:00, to: 12:00}
          - {kind: shift, worker: worker-1, date: 2027-06-12, from: 10:00, to: 14:00}
          - {kind: duty, role: duty-worker, worker: worker-3, date: 2027-06-08, from: 09:00, to: 09:00}
          - {kind: standIn, worker: worker-1, insteadOf: worker-2, date: 2027-06-10, from: 09:00, to: 17:00}

        duty:
        """

    private func load(_ changes: String) throws -> Configuration {
        let copy = try ConfigurationCopy()
        try copy.replace("\nduty:\n", with: "\n" + changes + "\n", in: "team.yaml")
        return try copy.load()
    }

    private func instant(_ text: String) throws -> Instant { try #require(Instant(iso8601: text)) }

    @Test func changesOfSingleDays() throws {
        let team = try load(Self.changes).team
        let (one, three) = (WorkerID("worker-1"), WorkerID("worker-3"))
        #expect(!team.isOnShift(one, at: try instant("2027-06-07T11:59:00+01:00")))
        #expect(team.isOnShift(one, at: try instant("2027-06-07T12:00:00+01:00")))
        #expect(team.isOnShift(one, at: try instant("2027-06-12T12:00:00+01:00")))
        #expect(team.holders(of: .dutyWorker, at: try instant("2027-06-09T03:00:00+01:00")) == [three])
        #expect(team.holders(of: .dutyWorker, at: try instant("2027-06-10T12:00:00+01:00")) == [one])
    }

    @Test(arguments: [
        ("{kind: nap, worker: worker-1, date: 2027-06-07, from: 09:00, to: 12:00}", "expected one of away"),
        ("{kind: away, worker: worker-77, date: 2027-06-07, from: 09:00, to: 12:00}", "there is no worker"),
        ("{kind: away, worker: worker-1, from: 09:00, to: 12:00}", "'date' is missing"),
        ("{kind: duty, worker: worker-1, date: 2027-06-07, from: 09:00, to: 12:00}", "'role' is missing"),
        ("{kind: duty, worker: worker-1, role: cook, date: 2027-06-07, from: 09:00, to: 12:00}", "there is no duty"),
        (
            "{kind: shift, worker: worker-1, role: duty-worker, date: 2027-06-07, from: 09:00, to: 12:00}",
            "a role belongs"
        ),
        ("{kind: standIn, worker: worker-1, date: 2027-06-07, from: 09:00, to: 12:00}", "'insteadOf' is missing"),
        (
            "{kind: standIn, worker: worker-1, insteadOf: worker-1, date: 2027-06-07, from: 09:00, to: 12:00}",
            "nobody stands in for themselves"
        ),
    ])
    func mistakes(change: String, message: String) throws {
        let problems = #expect(throws: ConfigurationProblems.self) {
            try load("changes:\n  - \(change)\n\nduty:")
        }
        #expect(problems?.problems.count == 1)
        #expect(problems?.problems.first?.message.contains(message) == true)
    }

    @Test func whoSignsHasARota() throws {
        let copy = try ConfigurationCopy()
        try copy.replace("signedBy: duty-manager", with: "signedBy: head-cook", in: "nfodd.yaml")
        let problems = #expect(throws: ConfigurationProblems.self) { try copy.load() }
        #expect(problems?.problems.map(\.message) == ["roster.signedBy is 'head-cook', which has no rota in team.yaml"])
    }

    private func calendar(_ place: String) throws -> RotaCalendar? {
        let text = "calendars:\n  tool:\n    \(place)\n    people: {Ana: worker-1}\n\nduty:"
        return try load(text).team.calendars.first
    }

    @Test func calendarsAreFilesOrAreFetched() throws {
        let file = try calendar("file: a.ics")
        #expect(file?.place == .file("a.ics"))
        #expect(file?.staleAfter == nil && file?.every == .minutes(15))
        let address = try calendar("url: https://rota.example.org/a.ics")
        #expect(address?.place == .address("https://rota.example.org/a.ics", plainLoopback: false))
        #expect(address?.staleAfter == .hours(6), "a feed that is gone is noticed")
        let secret = try calendar("urlFile: tool.url\n    staleAfter: 26h")
        #expect(secret?.place == .addressFile("tool.url", plainLoopback: false))
        #expect(secret?.staleAfter == .hours(26))
    }

    @Test(arguments: [
        ("every: 15m", "say where it is by one of"),
        ("file: a.ics\n    url: https://a.example/b", "say where it is by"),
        ("file: a.ics\n    plainLoopback: true", "a file is not fetched"),
        ("url: https://a.example/b\n    every: 10s", "reading more often"),
    ])
    func calendarMistakes(place: String, message: String) throws {
        let problems = #expect(throws: ConfigurationProblems.self) { try calendar(place) }
        #expect(problems?.problems.count == 1)
        #expect(problems?.problems.first?.message.contains(message) == true)
    }
}

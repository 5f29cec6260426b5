import NFODConfig
import NFODEngine
import Testing

/// The duty desk of an agency in `config/team.yaml`.
@Suite struct DutyDeskFileTests {
    private static let whole =
        "{channels: [team-webhook], hours: [{days: [monday], from: 08:00, to: 20:00}], capacity: 2}"

    private func read(
        _ desk: String, agency: String = "outreach", worker: String = "skills: [outreach]",
        more: String = "label: Outreach"
    ) throws -> (Team?, [String]) {
        let list = ProblemList()
        let text = """
            holidays: scotland
            agencies:
              outreach:
                desk: \(desk)
                mayBeTold: everything
                calendar: {days: [monday], from: 09:00, to: 17:00, holidays: scotland}
                \(more)
              council:
                label: Council
                mayBeTold: everything
                calendar: {days: [monday], from: 09:00, to: 17:00, holidays: scotland}
            workers:
              anna: {name: Anna Example, agency: \(agency), \(worker), capacity: 3, channels: [team-webhook]}
            duty:
              coordinator: {label: C, turns: [], deputies: [anna]}
              duty-worker: {label: D, turns: [], deputies: [anna]}
              hospital-liaison: {label: H, turns: [], deputies: [anna]}
              custody-contact: {label: U, turns: [], deputies: [anna]}
              young-people-lead: {label: Y, turns: [], deputies: [anna]}
            """
        let team = TeamFile.team(
            text: text, surroundings: try Shipped.surroundings(channels: [ChannelID("team-webhook")]), list: list)
        return (team, list.problems.map(\.description))
    }

    @Test func aDeskIsAskedByAnIdOfItsOwnAndIsNoWorker() throws {
        let (found, problems) = try read(Self.whole)
        #expect(problems == [])
        let team = try #require(found)
        let desk = try #require(team.desks.first)
        #expect(desk.id == AgencyID("outreach").desk && team.desks.count == 1)
        #expect(desk.displayName == "the duty desk of Outreach")
        #expect((desk.capacity, desk.channels) == (2, [ChannelUse(ChannelID("team-webhook"))]))
        #expect(team.isActive(desk.id) && team.named(desk.id) == nil)
        #expect(team.allWorkers.map(\.id) == [WorkerID("anna")])
    }

    @Test(arguments: ["worker", "agency"])
    func aDeskOfWhichNobodyTakesPartIsSwitchedOff(what: String) throws {
        let (team, problems) =
            what == "worker"
            ? try read(Self.whole, worker: "skills: [outreach], disabled: true")
            : try read(Self.whole, more: "disabled: true\n    label: Outreach")
        #expect(problems == [])
        #expect(team?.isActive(AgencyID("outreach").desk) == false)
        #expect(team?.isActive(WorkerID("anna")) == false)
    }

    @Test(arguments: [
        ("{hours: [{days: [monday], from: 08:00, to: 20:00}], capacity: 2}", "'channels'"),
        ("{channels: [], hours: [{days: [monday], from: 08:00, to: 20:00}], capacity: 2}", "at least one channel"),
        ("{channels: [pigeon], hours: [{days: [monday], from: 08:00, to: 20:00}], capacity: 2}", "no channel 'pigeon'"),
        ("{channels: [team-webhook], capacity: 2}", "'hours'"),
        ("{channels: [team-webhook], hours: [], capacity: 2}", "open at some time"),
        ("{channels: [team-webhook], hours: [{days: [], from: 08:00, to: 20:00}], capacity: 2}", "at least one day"),
        (
            "{channels: [team-webhook], hours: [{days: [monday], from: 08:00, to: 20:00}, "
                + "{days: [monday], from: 19:00, to: 21:00}], capacity: 2}", "these hours overlap"
        ),
        ("{channels: [team-webhook], hours: [{days: [monday], from: 08:00, to: 20:00}], capacity: 0}", "'0'"),
        ("{channels: [team-webhook], hours: [{days: [monday], from: 08:00, to: 20:00}]}", "'capacity'"),
        (whole.replacing("}]", with: "}], localities: [DD4 3JF]"), "DD4 3JF"),
        (whole.replacing("}]", with: "}], worker: anna"), "desk.worker'"),
    ])
    func everyMistakeIsNamedWithItsLine(desk: String, words: String) throws {
        let (team, problems) = try read(desk)
        #expect(team == nil)
        #expect(
            problems.count == 1 && problems[0].hasPrefix("team.yaml:4:") && problems[0].contains(words), "\(problems)")
    }

    @Test(arguments: [("council", "skills: [outreach]"), ("outreach", "skills: [nurse]")])
    func aDeskAtWhichNobodyCanAcceptIsAMistake(agency: String, worker: String) throws {
        let (team, problems) = try read(Self.whole, agency: agency, worker: worker)
        #expect(team == nil)
        #expect(problems.count == 1 && problems[0].hasPrefix("team.yaml:4:"), "\(problems)")
        #expect(problems.first?.contains("nobody can accept at this desk") == true)
    }
}

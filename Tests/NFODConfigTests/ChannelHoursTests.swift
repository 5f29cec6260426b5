import NFODConfig
import NFODEngine
import Testing

/// Channels with hours, and channels of duties, as the team file spells them.
@Suite struct ChannelHoursTests {
    private func read(worker: String, duty: String = "") throws -> (team: Team?, problems: [String]) {
        let list = ProblemList()
        let text = """
            holidays: scotland
            agencies:
              outreach:
                label: Outreach
                mayBeTold: everything
                calendar: {days: [monday], from: 09:00, to: 17:00, holidays: scotland}
            workers:
              anna: {name: Anna Example, agency: outreach, capacity: 3, channels: \(worker)}
            duty:
              coordinator: {label: C, turns: [], deputies: [anna]\(duty)}
              duty-worker: {label: D, turns: [], deputies: [anna]}
              hospital-liaison: {label: H, turns: [], deputies: [anna]}
              custody-contact: {label: U, turns: [], deputies: [anna]}
              young-people-lead: {label: Y, turns: [], deputies: [anna]}
            """
        let channels = ["team-webhook", "anna-phone", "duty-phone"].map { ChannelID($0) }
        let team = TeamFile.team(
            text: text, surroundings: try Shipped.surroundings(channels: Set(channels)), list: list)
        return (team, list.problems.map(\.description))
    }

    @Test func hoursAreOfTheChannelAndDutiesHaveTheirOwn() throws {
        let hours = "{channel: anna-phone, hours: [{days: [monday, holiday], from: 08:00, to: 20:00}]}"
        let (found, problems) = try read(worker: "[team-webhook, \(hours)]", duty: ", channels: [duty-phone]")
        #expect(problems == [])
        let team = try #require(found)
        let uses = try #require(team.workers[WorkerID("anna")]).channels
        #expect(uses.map(\.channel.name) == ["team-webhook", "anna-phone"])
        #expect(uses[0].hours == [] && uses[1].hours.map(\.days) == [[.monday, .holiday]])
        #expect(team.rotas[.coordinator]?.channels == [ChannelUse(ChannelID("duty-phone"))])
        #expect(team.workers(toldOver: ChannelID("duty-phone")) == [WorkerID("anna")])
        #expect(team.channels(of: WorkerID("anna")).map(\.name) == ["team-webhook", "anna-phone"])
    }

    @Test(arguments: [
        ("[{channel: pigeon, hours: [{days: [monday], from: 08:00, to: 20:00}]}]", "no channel 'pigeon'"),
        ("[{channel: anna-phone}]", "'hours'"),
        ("[{channel: anna-phone, hours: []}]", "name the hours"),
        ("[{hours: [{days: [monday], from: 08:00, to: 20:00}]}]", "'channel'"),
        ("[{channel: anna-phone, hours: [{days: [], from: 08:00, to: 20:00}]}]", "at least one day"),
        ("[{channel: anna-phone, quiet: yes, hours: [{days: [monday], from: 08:00, to: 20:00}]}]", "quiet"),
        ("[team-webhook, team-webhook]", "stands here twice"),
        ("[]", "at least one channel"),
    ])
    func everyMistakeIsNamedWithItsLine(channels: String, words: String) throws {
        let (team, problems) = try read(worker: channels)
        #expect(team == nil)
        #expect(
            problems.count == 1 && problems[0].hasPrefix("team.yaml:8:") && problems[0].contains(words), "\(problems)")
        let (other, ofDuty) = try read(worker: "[team-webhook]", duty: ", channels: \(channels)")
        #expect(other == nil)
        #expect(ofDuty.count == 1 && ofDuty[0].hasPrefix("team.yaml:10:") && ofDuty[0].contains(words), "\(ofDuty)")
    }
}

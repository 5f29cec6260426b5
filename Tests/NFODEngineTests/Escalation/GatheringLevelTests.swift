import Testing

@testable import NFODEngine

/// Which alerts wait for others to the same recipient: those of low levels that say so, and nothing else.
@Suite struct GatheringLevelTests {
    /// Every level says so, the last one too: what a file may not say the engine does not do either.
    private static let ladder = LadderPolicy(
        hash: PolicyHash("gathers"), name: "adult",
        levels: CaseScenario.ladder.levels.map {
            .init(
                name: $0.name, start: $0.start, audience: $0.audience, isLast: $0.isLast, meanwhile: nil,
                gathersFor: .minutes(10))
        },
        acknowledgementHolds: .hours(4), lastLevelRepeatsEvery: .hours(2), lastLevelRepeatsFor: .hours(24))

    private static func opened(_ team: StubTeam = StubTeam(), by ladder: LadderPolicy = ladder) -> CaseScenario {
        var scenario = CaseScenario()
        (scenario.team, scenario.ladder) = (team, ladder)
        let opening = CaseCommand.Opening(
            id: CaseScenario.id, code: CaseCode("K7Q2X9"), person: PersonID(5),
            notification: CaseScenario.notification(1, CaseScenario.facts(sentAt: CaseScenario.overdose)),
            owner: .role(.dutyWorker))
        scenario.run(.open(opening), by: .machine("intake"))
        scenario.fireWhatIsDue()
        return scenario
    }

    private static func gathering(_ scenario: CaseScenario) -> [String] {
        scenario.alerts.map { "\($0.level): \($0.gathersFor?.wholeMinutes.description ?? "at once")" }
    }

    @Test func lowLevelsGatherAndLastOnesNever() {
        var scenario = Self.opened()
        scenario.advance(to: 70)
        #expect(
            Self.gathering(scenario) == [
                "owner: 10", "owner again: 10", "coordinator: 10", "manager: at once", "manager: at once",
            ])
        var plain = Self.opened(by: CaseScenario.ladder)
        plain.advance(to: 70)
        #expect(plain.alerts.allSatisfy { $0.gathersFor == nil })
    }

    @Test func whatIsNoLevelGoesAtOnce() {
        var scenario = Self.opened()
        let worker = CaseCommand.Assigning(
            worker: WorkerID("w-1"), kind: .outreach, acceptBy: CaseScenario.overdose + .hours(2),
            explanation: AssignmentExplanation(basis: .person))
        scenario.run(.assign(worker))
        scenario.advance(to: 3)
        let others = scenario.alerts.filter { $0.level != "owner" }
        #expect(Set(others.map(\.kind)) == [.assignment, .standDown, .escalation])
        #expect(others.allSatisfy { $0.gathersFor == nil })
    }

    @Test func rule29_whatGoesInThePlaceOfALevelThatFoundNobodyWaitsForNothing() {
        var team = StubTeam()
        team.empty = [.dutyWorker]
        #expect(Self.gathering(Self.opened(team)).suffix(1) == ["coordinator: at once"])
    }

    @Test func rule32_whatGoesInThePlaceOfALevelThatWasNotToldWaitsForNothing() throws {
        var scenario = Self.opened()
        let first = try #require(scenario.alerts.first)
        scenario.now = scenario.now + .minutes(20)
        scenario.run(
            .markNotTold(
                AlertNotTold(
                    alert: first.id, recipient: first.recipient, channel: first.channel, outcome: "timeOut")))
        scenario.fireWhatIsDue()
        #expect(Self.gathering(scenario) == ["owner: 10", "owner again: at once"])
    }

    @Test func rule36_oneMessageForManyIsTheSameWhateverTheirOrder() {
        let due = CaseScenario.overdose
        let alerts = ["b", "a", "c"].map {
            GatheredAlert(
                alert: AlertID($0), code: CaseCode($0), contactDueAt: $0 == "c" ? due - .hours(1) : due, says: "level")
        }
        let make = { (alerts: [GatheredAlert], channel: String) in
            Alert.gathering(
                alerts, to: WorkerID("morag"), over: ChannelID(channel), end: due, at: due + .seconds(1))
        }
        let message = make(alerts, "phone")
        #expect(message == make(alerts.reversed(), "phone"))
        #expect(message.gathered.map(\.code.name) == ["c", "a", "b"])
        #expect(message.contactDueAt == due - .hours(1) && message.code == nil && !message.isLastLevel)
        #expect(message.level == "3 responses ask for you")
        #expect(message.over(ChannelID("mail")).id == make(alerts, "mail").id)
        #expect(message.over(ChannelID("mail")).gathered == message.gathered)
        #expect(make(Array(alerts.prefix(2)), "phone").id != message.id)
        #expect(!message.canBeTakenByLink)
    }

    @Test func whatWentInOneMessageIsSaidSo() throws {
        let copies = ["phone", "mail"].map { channel in
            AlertCopy(
                id: AlertID("all-\(channel)"), original: AlertID("A"), kind: .escalation, recipient: WorkerID("morag"),
                says: "second call", writtenAt: CaseScenario.overdose, channel: ChannelID(channel), givesReceipt: true,
                standing: channel == "phone" ? .arrived : .cancelled, tries: channel == "phone" ? 1 : 0,
                code: "delivered", status: 200, gatheredWith: 1)
        }
        let account = try #require(
            AlertTrail(of: CaseCode("K7Q2X9"), copies: copies, events: []).accounts.first)
        let lines = Wording.AlertLines(zone: .utc, now: CaseScenario.overdose) { $0.name }
        #expect(account.alert == AlertID("A"))
        #expect(
            Wording().text(account, lines).hasSuffix(
                ": morag, \"second call\": told; in one message with 1 other; phone answered 200"),
            "\(Wording().text(account, lines))")
    }
}

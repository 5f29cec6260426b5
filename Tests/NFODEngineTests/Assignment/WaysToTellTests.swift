import NFODEngine
import Testing

/// Over which channels somebody is told at a moment: their own, those of their duties, and the hours of both.
@Suite struct WaysToTellTests {
    private let anna = WorkerID("anna")

    private func use(_ name: String, _ hours: WeeklyHours...) -> ChannelUse {
        ChannelUse(ChannelID(name), hours: hours)
    }

    private func team(
        _ channels: [ChannelUse], shifts: [WeeklyHours] = [], rotas: [DutyRota] = []
    ) throws -> Team {
        let anna = Worker(
            id: anna, displayName: "Anna", agency: TeamFixture.agency, skills: [.outreach], shifts: shifts,
            capacity: 3, channels: channels)
        return try TeamFixture.team([anna, TeamFixture.worker("ben")], rotas: rotas)
    }

    /// `phone`, `mail 2h`: how long each rests.
    private func ways(_ team: Team, _ instant: String) throws -> [String] {
        team.ways(toTell: anna, at: try CalendarFixture.instant(instant)).map { way in
            way.rest > .zero ? "\(way.channel) \(way.rest.milliseconds / 60_000)m" : way.channel.name
        }
    }

    @Test func aChannelRestsUntilItsHoursBegin() throws {
        let team = try team([
            use("phone", try TeamFixture.weekly(TeamFixture.monToFri, "08:00", "20:00")), use("mail"),
        ])
        // Monday.
        #expect(try ways(team, "2021-03-01T07:59:00Z") == ["phone 1m", "mail"])
        #expect(try ways(team, "2021-03-01T08:00:00Z") == ["phone", "mail"])
        #expect(try ways(team, "2021-03-01T19:59:59Z") == ["phone", "mail"])
        #expect(try ways(team, "2021-03-01T20:00:00Z") == ["phone 720m", "mail"])
        // Friday evening to Monday morning, one hour shorter where the clock goes forward.
        #expect(try ways(team, "2021-03-05T20:00:00Z") == ["phone 3600m", "mail"])
        #expect(try ways(team, "2021-03-26T20:00:00Z") == ["phone 3540m", "mail"])
        // The spring holiday is a day of its own kind, though a Monday.
        #expect(try ways(team, "2021-04-05T10:00:00+01:00") == ["phone \(22 * 60)m", "mail"])
        #expect(team.ways(toTell: WorkerID("nobody"), at: try CalendarFixture.instant("2021-03-01T10:00:00Z")) == [])
    }

    @Test func hoursMayRunOverMidnightAndNameHolidays() throws {
        let night = try TeamFixture.weekly([.sunday, .holiday], "22:00", "06:00")
        let team = try team([use("phone", night), use("mail")])
        #expect(try ways(team, "2021-03-01T05:59:00Z") == ["phone", "mail"], "begun on Sunday")
        #expect(try ways(team, "2021-03-01T06:00:00Z") == ["phone \((6 * 24 + 16) * 60)m", "mail"])
        #expect(try ways(team, "2021-04-05T22:00:00+01:00") == ["phone", "mail"], "a holiday")
    }

    @Test func whoeverIsAtWorkOrOnDutyIsToldAtOnceWhereAllRest() throws {
        let phone = use("phone", try TeamFixture.weekly(TeamFixture.monToFri, "12:00", "13:00"))
        let shift = try TeamFixture.weekly([.monday], "09:00", "17:00")
        #expect(try ways(try team([phone], shifts: [shift]), "2021-03-01T10:00:00Z") == ["phone"])
        #expect(try ways(try team([phone], shifts: [shift]), "2021-03-01T08:00:00Z") == ["phone 240m"])
        // With another way to hear, the hours stand.
        #expect(
            try ways(try team([phone, use("mail")], shifts: [shift]), "2021-03-01T10:00:00Z") == ["phone 120m", "mail"])
        let night = TeamFixture.rota(.coordinator, [(try TeamFixture.weekly([.monday], "20:00", "08:00"), "anna")])
        #expect(try ways(try team([phone], rotas: [night]), "2021-03-02T03:00:00Z") == ["phone"])
        #expect(try ways(try team([phone], rotas: [night]), "2021-03-02T08:00:00Z") == ["phone 240m"])
    }

    @Test func aDutysTelephoneComesFirstForWhoeverHoldsItAndOnlyThen() throws {
        let turn = DutyRota.Turn(when: try TeamFixture.weekly([.monday], "09:00", "17:00"), worker: anna)
        let rota = DutyRota(
            role: .coordinator, label: "C", turns: [turn], deputies: [WorkerID("ben")],
            channels: [use("duty-phone"), use("mail")])
        let team = try team([use("mail"), use("phone")], rotas: [rota])
        #expect(try ways(team, "2021-03-01T10:00:00Z") == ["duty-phone", "mail", "phone"])
        #expect(try ways(team, "2021-03-01T17:00:00Z") == ["mail", "phone"])
        let ben = team.ways(toTell: WorkerID("ben"), at: try CalendarFixture.instant("2021-03-01T17:00:00Z"))
        #expect(ben.map(\.channel.name) == ["duty-phone", "mail", "team"], "the deputy has it now")
        #expect(team.workers(toldOver: ChannelID("duty-phone")).map(\.name) == ["anna", "ben"])
    }

    @Test func hoursThatNeverComeSilenceNobody() throws {
        let never = WeeklyHours(days: [], hours: .wholeDay)
        #expect(try ways(try team([use("phone", never)]), "2021-03-01T10:00:00Z") == ["phone"])
    }
}

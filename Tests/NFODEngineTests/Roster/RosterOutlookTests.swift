import NFODEngine
import Testing

@Suite struct RosterOutlookTests {
    private func outlook(
        _ team: Team, area: [String] = [], receipts: Set<ChannelID> = [ChannelID("team")]
    ) -> RosterOutlook {
        RosterOutlook(team: team, area: area.map { Locality($0) }, receipts: receipts, settings: RosterSettings())
    }

    private func told(_ gaps: [RosterGap]) -> [String] {
        gaps.map { gap in
            let zone = CalendarFixture.london
            let declared = gap.declared.map { " declared \($0)" } ?? ""
            let hours =
                "\(zone.iso8601(gap.hours.lowerBound).prefix(16)) \(zone.iso8601(gap.hours.upperBound).prefix(16))"
            return "\(gap.subject.name) \(hours)\(declared)"
        }
    }

    /// Weekdays 17:00 to 08:30 the coordinator's deputy is asked; of the duty, Sundays from nine to five are open.
    @Test func anHourWithoutDutyCover() throws {
        let week = try RosterFixture.days("2027-06-07", "2027-06-14")
        let gaps = outlook(try RosterFixture.team()).gaps(in: week)
        #expect(told(gaps) == ["duty-worker 2027-06-13T09:00 2027-06-13T17:00"])
    }

    @Test func aDeputyOnLeaveIsNoCover() throws {
        let away = RosterChange.daysAway(RosterFixture.ana, try RosterFixture.days("2027-06-08", "2027-06-09"))
        let gaps = outlook(try RosterFixture.team([away])).gaps(in: try RosterFixture.days("2027-06-08", "2027-06-09"))
        #expect(
            told(gaps) == [
                "coordinator 2027-06-08T00:00 2027-06-08T08:30", "duty-worker 2027-06-08T09:00 2027-06-08T17:00",
                "coordinator 2027-06-08T17:00 2027-06-09T00:00",
            ])
    }

    /// What the gaps say is what is found when somebody looks: at every quarter hour.
    @Test(arguments: 1...25)
    func gapsAreWhereNobodyIsFound(seed: UInt64) throws {
        var numbers = TeamSeededNumbers(seed: seed)
        let start = CalendarFixture.london.startOfDay(
            try CalendarFixture.date(seed.isMultiple(of: 2) ? "2027-03-25" : "2026-10-22"))
        let days = start..<start + .days(6)
        let changes = (0..<6).map { _ -> RosterChange in
            let from = days.lowerBound + .minutes(30 * Int64.random(in: 0..<288, using: &numbers))
            let hours = from..<from + .minutes(30 * Int64.random(in: 1...60, using: &numbers))
            let worker = WorkerID(["ana", "ben", "cal"][Int.random(in: 0..<3, using: &numbers)])
            return Bool.random(using: &numbers) ? .daysAway(worker, hours) : .hoursAway(worker, hours)
        }
        let team = try RosterFixture.team(changes)
        let gaps = outlook(team).gaps(in: days)
        for moment in RosterFixture.quarters(of: days) {
            for role in [RoleID.dutyWorker, .coordinator] {
                let isGap = gaps.contains { $0.subject == .duty(role) && $0.hours.contains(moment) }
                #expect(isGap == team.holders(of: role, at: moment).isEmpty, "\(role) at \(moment.milliseconds)")
            }
        }
    }

    @Test func declaredHoursAreToldApartAndEnd() throws {
        let sundays = UncoveredHours(
            role: .dutyWorker, when: try TeamFixture.weekly([.sunday], "10:00", "18:00"),
            days: try CalendarFixture.date("2027-06-01")...CalendarFixture.date("2027-06-13"),
            signedBy: RosterFixture.cal)
        let weeks = try RosterFixture.days("2027-06-07", "2027-06-21")
        let declared = UncoveredDeclaration(id: RosterEntryID(7), hours: sundays)
        let team = try RosterFixture.team().changing(by: Roster(declared: [declared]))
        #expect(
            told(outlook(team).gaps(in: weeks)) == [
                "duty-worker 2027-06-13T09:00 2027-06-13T10:00",
                "duty-worker 2027-06-13T10:00 2027-06-13T17:00 declared 7",
                "duty-worker 2027-06-20T09:00 2027-06-20T17:00",
            ])
        let back = UncoveredDeclaration(
            id: RosterEntryID(7), hours: sundays, endedAt: try CalendarFixture.instant("2027-06-13T12:00:00+01:00"))
        let taken = try RosterFixture.team().changing(by: Roster(declared: [back]))
        #expect(told(outlook(taken).gaps(in: weeks)).contains("duty-worker 2027-06-13T12:00 2027-06-13T17:00"))
    }

    /// Dot is disabled, so nothing of hers is asked for; Ana is first needed as deputy, from the beginning.
    @Test func workersWithoutAChannelThatGivesAReceipt() throws {
        let days = try RosterFixture.days("2027-06-12", "2027-06-14")
        let gaps = outlook(try RosterFixture.team(), receipts: []).gaps(in: days).filter {
            $0.subject != .duty(.dutyWorker)
        }
        #expect(
            told(gaps) == [
                "ana 2027-06-12T00:00 2027-06-14T00:00", "ben 2027-06-12T00:00 2027-06-14T00:00",
                "cal 2027-06-12T00:00 2027-06-13T00:00",
            ])
    }

    /// Ana, who serves DD1, works Monday to Friday: a weekend is longer than 48 hours without her. Who only visits as
    /// one of two serves nobody alone.
    @Test func aLocalityNobodyServes() throws {
        let week = try RosterFixture.days("2027-06-10", "2027-06-16")
        #expect(
            told(outlook(try RosterFixture.team(), area: ["DD1"]).gaps(in: week)).contains(
                "DD1 2027-06-11T17:00 2027-06-14T09:00"))
        #expect(
            told(outlook(try RosterFixture.team(), area: ["DD9"]).gaps(in: week)).contains(
                "DD9 2027-06-10T00:00 2027-06-16T00:00"))
        #expect(
            !told(outlook(try RosterFixture.team(), area: ["DD2"]).gaps(in: week)).contains {
                $0.hasPrefix("DD2 2027-06-12")
            })
        let pair = try TeamFixture.team([
            TeamFixture.worker("ana", localities: [Locality("DD1 3")], mayVisitAlone: false), TeamFixture.worker("ben"),
        ])
        let days = try RosterFixture.days("2027-06-08", "2027-06-11")
        #expect(told(outlook(pair, area: ["DD1"]).gaps(in: days)).isEmpty)
        let alone = pair.disabling(RosterFixture.ben)
        #expect(told(outlook(alone, area: ["DD1"]).gaps(in: days)) == ["DD1 2027-06-08T00:00 2027-06-11T00:00"])
    }
}

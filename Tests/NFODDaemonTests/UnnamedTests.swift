import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// Notifications that name nobody: which overdose they join, and how that is taken back (rule 19).
@Suite struct UnnamedTests {
    private let ailsa = DaemonFixture.people[0]
    private let bruce = DaemonFixture.people[1]
    private let catriona = DaemonFixture.people[2]

    @Test(arguments: [true, false])
    func rule19_whoeverWasTakenToHospitalUnknownIsTheOneWhoArrived(callIsFirst: Bool) throws {
        let fixture = try DaemonFixture()
        let call = { _ = try fixture.ambulanceOfNobody("SAS-1", day: 1, time: "08:00", scene: self.bruce) }
        if callIsFirst { try call() }
        try fixture.hospital(ailsa, "ED-1", day: 1, arrived: "08:50")
        if !callIsFirst { try call() }
        let state = try fixture.onlyCase()
        #expect(state.notifications.count == 2)
        #expect(state.person != nil)
        #expect(try fixture.holds() == [])
        // A later record of the same person finds the overdose.
        try fixture.police(ailsa, "PS-1", day: 1, time: "08:10", ["Locus": "\(bruce.home), Dundee \(bruce.postcode)"])
        #expect(try fixture.onlyCase().notifications.count == 3)
    }

    @Test(arguments: [0, 1, 2])
    func rule19_ofTwoArrivalsNobodyKnowsWhichAndAHumanIsAsked(callIs: Int) throws {
        let fixture = try DaemonFixture()
        var rows = [
            { try fixture.hospital(self.ailsa, "ED-1", day: 1, arrived: "08:50") },
            { try fixture.hospital(self.bruce, "ED-2", day: 1, arrived: "09:20") },
        ]
        rows.insert({ try fixture.ambulanceOfNobody("SAS-1", day: 1, time: "08:00", scene: self.catriona) }, at: callIs)
        for row in rows { _ = try row() }
        let cases = try fixture.cases()
        try #require(cases.count == 3)
        let named = cases.filter { $0.person != nil }.map(\.id)
        #expect(cases.first { $0.person == nil }?.mayBeSameAs == named)
        #expect(cases.allSatisfy { $0.notifications.count == 1 })
        #expect(try fixture.holds() == [])
    }

    @Test func rule19_whenTheSameSourceNamesThePersonTheUnknownOneWasSomebodyElse() throws {
        let fixture = try DaemonFixture()
        try fixture.police(ailsa, "PS-1", day: 1, time: "08:00")
        try fixture.ambulanceOfNobody("SAS-1", day: 1, time: "08:05", scene: ailsa)
        #expect(try fixture.onlyCase().notifications.count == 2)
        try fixture.ambulance(ailsa, "SAS-2", day: 1, time: "08:07")
        let cases = try fixture.cases()
        #expect(cases.map { $0.notifications.map(\.id.number) } == [[1, 3], [2]])
        #expect(cases.map(\.isOpen) == [true, true])
        #expect(cases.map { $0.person == nil } == [false, true])
        #expect(try fixture.holds() == [])
    }

    /// The unnamed overdose is absorbed when a record says who it was; taken back, both stand as they stood.
    @Test(arguments: [true, false])
    func rule18_mergeThenUndoOfAnAbsorbedUnnamedCaseRestoresExactly(unnamedIsFirst: Bool) throws {
        let fixture = try DaemonFixture()
        let unnamed = ["Surname": "", "Forenames": "", "Date of Birth": "", "Home Address": ""]
        let tell = { _ = try fixture.police(self.bruce, "PS-1", day: 1, time: "08:00", unnamed) }
        if unnamedIsFirst { try tell() }
        try fixture.hospital(ailsa, "ED-1", day: 1, arrived: "09:00")
        if !unnamedIsFirst { try tell() }
        let before = try fixture.cases()
        try #require(before.count == 2)
        let there = ["Incident Address": bruce.home, "Incident Postcode": bruce.postcode]
        try fixture.ambulance(ailsa, "SAS-1", day: 1, time: "08:05", there)
        let joined = try fixture.cases()
        #expect(joined[1].ending?.ending == .mergedInto(joined[0].id))
        #expect(joined[0].notifications.count == 3)
        #expect(joined[0].person != nil)
        #expect(try fixture.holds() == [])
        try fixture.run(.reopen, joined[1].code) { $0.reason = "mistake" }
        let after = try fixture.cases()
        let (nobody, somebody) = unnamedIsFirst ? (0, 1) : (1, 0)
        #expect(after.map(\.isOpen) == [true, true])
        #expect(after[nobody].person == nil && after[nobody].notifications == before[nobody].notifications)
        #expect(after[nobody].contactDueAt == before[nobody].contactDueAt)
        #expect(after[nobody].plan == before[nobody].plan && after[nobody].triage == before[nobody].triage)
        #expect(after[somebody].person == before[somebody].person)
        #expect(after[somebody].notifications.count == 2)
        #expect(try fixture.holds() == [])
    }
}

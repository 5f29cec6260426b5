import NFODDaemon
import NFODEngine
import Testing

/// What intake could not settle, and what about a source is over, stands in the huddle report.
@Suite struct ReportNoteTests {
    @Test func rule19_aRecordThatFitsTwoOverdosesIsACaseOfItsOwnAndAsksTheHuddle() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        try fixture.ambulance(["Incident No": "SAS-2", "Call Time": "10:00"])
        let police = """
            VPD Ref,Occurred,Surname,Forenames,Known As,Date of Birth,Gender,Home Address,Locus,Children Present,\
            Suspected Substances,Concern,Sent
            PS-1,01-Mar-2021 09:00,TESTPERSON,AILSA,,01-Feb-1985,Female,"1 Example Street, Dundee DD1 1AA",\
            "1 Example Street, Dundee DD1 1AA",No,heroin,Adult concern,2021-03-01
            """
        #expect(try fixture.ingest("police", police).accepted == 1)
        let cases = try fixture.cases()
        #expect(cases.count == 3)
        #expect(cases[2].mayBeSameAs == [cases[0].id, cases[1].id])
        #expect(cases[0].mayBeSameAs == [])
        func question() throws -> String? {
            let matters = try fixture.report()["mattersArising"] as? [[String: Any]] ?? []
            return matters.compactMap { $0["title"] as? String }.first { $0.hasPrefix("may be the same overdose") }
        }
        let codes = "\(cases[0].code), \(cases[1].code)"
        #expect(try question() == "may be the same overdose as \(codes): merge, or leave")
        try fixture.run(.merge, cases[2].code) { $0.otherCase = cases[0].code.name }
        #expect(try question() == nil)
        #expect(try fixture.cases()[0].absorbed.map(\.id) == [cases[2].id])
    }

    @Test func rule15_aSharingAgreementThatIsOverIsNotedUntilItIsRenewed() throws {
        func notes(endsOn day: String) throws -> [String] {
            let edit = DaemonFixture.Edit(
                file: "sources/ambulance.yaml", from: "sharing:\n", to: "sharing:\n  agreementEnds: \(day)\n")
            return try DaemonFixture([edit]).report()["notes"] as? [String] ?? []
        }
        let over = try notes(endsOn: "2021-02-28").filter { $0.contains("sharing agreement") }
        #expect(over.count == 1)
        #expect(over.first?.hasSuffix("ended on 2021-02-28; renew it.") == true)
        // On its last day it still holds.
        #expect(try notes(endsOn: "2021-03-01").filter { $0.contains("sharing agreement") } == [])
    }
}

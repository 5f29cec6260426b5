import NFODDaemon
import NFODEngine
import NFODStore
import Testing

/// Rules 18, 24 and 25 from the outside: what is recorded about a person is kept to in every response of theirs.
@Suite struct WishesTests {
    @Test func rule25_whatAPersonAsksForIsAHardLimitAndTheProposalSaysWhatTheOthersLacked() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance(["Home Postcode": "DD2 1AA"])
        let code = try fixture.onlyCase().code
        let before = try fixture.proposed(code)
        #expect(before.workers == ["worker-2"])
        try fixture.run(.wishes, code) {
            $0.way = "spoken"
            $0.femaleWorker = "yes"
            $0.exclude = "worker-3"
            $0.reason = "relative"
            $0.note = "In their own words."
        }
        let after = try fixture.proposed(code)
        #expect(after.workers == ["worker-1"])
        #expect(after.lacked["worker-2"]?.contains("femaleWorkerAskedFor") == true)
        #expect(after.lacked["worker-3"]?.contains("excluded") == true)
        #expect(try fixture.cautions(code) == ["femaleWorker", "excluded"])
        try fixture.run(.wishes, code) {
            $0.way = "spoken"
            $0.femaleWorker = "no"
            $0.allow = "worker-3"
            $0.preferences = "skill:nurse"
        }
        #expect(try fixture.proposed(code).workers == ["worker-3"])
        #expect(try fixture.cautions(code) == [])
        #expect(try Verification(fixture.daemon).run().holds)
    }

    @Test func whatIsWrongInARequestIsAllToldAtOnce() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        let code = try fixture.onlyCase().code
        let refused = #expect(throws: InvalidInput.self) {
            try fixture.run(.wishes, code) {
                $0.keyWorker = "nobody-here"
                $0.exclude = "worker-1"
                $0.unsafeWays = "letter,pigeon"
                $0.preferences = "worker:nobody-here"
            }
        }
        #expect(refused?.problems.map(\.field) == ["keyWorker", "reason", "unsafeWays", "preferences"])
        #expect(throws: InvalidInput.self) {
            try fixture.run(.assign, code) {
                $0.worker = "worker-1"
                $0.kind = "outreech"
            }
        }
        #expect(try fixture.onlyCase().assignment == nil)
    }

    @Test func wishesBelongToAPerson() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance(["Forename": "", "Surname": "", "DOB": "", "Home Address": "", "Home Postcode": ""])
        let code = try fixture.onlyCase().code
        #expect(throws: CaseRefusal.personUnidentified) {
            try fixture.run(.wishes, code) {
                $0.way = "spoken"
                $0.femaleWorker = "yes"
            }
        }
    }

    @Test func rule18_theStricterWishesOfBothHoldAndUndoingTakesThemApartExactly() throws {
        let fixture = try DaemonFixture()
        let (first, second, review) = try fixture.twoPeopleWhoMayBeOne()
        try fixture.run(.wishes, first.code) {
            $0.way = "spoken"
            $0.femaleWorker = "yes"
            $0.unsafeWays = "letter,message"
        }
        try fixture.run(.wishes, second.code) {
            $0.way = "written"
            $0.exclude = "worker-3"
            $0.reason = "personAsked"
        }
        let apart = (try fixture.cautions(first.code), try fixture.cautions(second.code))
        #expect(apart == (["unsafeWays", "femaleWorker"], ["excluded"]))
        let before = try fixture.proposed(second.code).workers
        try fixture.confirm(review)
        for code in [first.code, second.code] {
            #expect(try fixture.cautions(code) == ["unsafeWays", "femaleWorker", "excluded"])
        }
        #expect(try fixture.proposed(second.code).lacked["worker-4"]?.contains("femaleWorkerAskedFor") == true)
        try fixture.undo(review)
        #expect((try fixture.cautions(first.code), try fixture.cautions(second.code)) == apart)
        #expect(try fixture.proposed(second.code).workers == before)
        #expect(try Verification(fixture.daemon).run().holds)
    }

    @Test func rule18_anObjectionOfOneStopsVisitsToTheOtherAndUndoingGivesThemBack() throws {
        let fixture = try DaemonFixture()
        let (first, second, review) = try fixture.twoPeopleWhoMayBeOne()
        try fixture.run(.assign, second.code) { $0.worker = "worker-1" }
        try fixture.run(.end, first.code) {
            $0.kind = "objects"
            $0.outcome = "outreach"
            $0.way = "spoken"
        }
        #expect(try fixture.cautions(second.code) == [])
        try fixture.confirm(review)
        let held = try #require(try fixture.cases().last)
        #expect(held.isOpen)
        #expect(held.owner == .role(.coordinator))
        #expect(try fixture.cautions(second.code) == ["objection"])
        #expect(try fixture.proposed(second.code).workers == [])
        #expect(try fixture.proposed(second.code).lacked["worker-1"]?.contains("personObjects") == true)
        let alerts = try fixture.alerts(second.id)
        #expect(alerts.contains("do not go before you have heard more -> worker-1"))
        #expect(alerts.contains("an objection was told: look before anybody goes -> coordinator-1"))
        try fixture.undo(review)
        #expect(try fixture.cautions(second.code) == [])
        #expect(try fixture.proposed(second.code).workers != [])
        #expect(try Verification(fixture.daemon).run().holds)
    }

    @Test func rule18_anObjectionTakenBackHoldsNobodyUpAnyMore() throws {
        let fixture = try DaemonFixture()
        let (first, second, review) = try fixture.twoPeopleWhoMayBeOne()
        try fixture.run(.end, first.code) {
            $0.kind = "objects"
            $0.outcome = "outreach"
            $0.way = "spoken"
        }
        try fixture.confirm(review)
        #expect(try fixture.cautions(second.code) == ["objection"])
        try fixture.run(.reopen, first.code) { $0.reason = "objectionWithdrawn" }
        #expect(try fixture.cautions(second.code) == [])
    }

    @Test func rule24_aKeyWorkerOwnsFirstAndUnconfirmedItGoesToOutreach() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        try fixture.run(.wishes, try fixture.onlyCase().code) {
            $0.way = "throughSource"
            $0.keyWorker = "liaison-1"
        }
        try fixture.advance(hours: 24)
        try fixture.ambulance([
            "Incident No": "SAS-2", "Call Date": "02/03/2021", "Call Time": "07:00", "Sent": "2021-03-02",
        ])
        let opened = try #require(try fixture.cases().last)
        #expect(opened.owner == .worker(WorkerID("liaison-1")))
        #expect(opened.assignment?.kind == .keyWorker)
        // Tuesday 10:00 and four hours, in the key worker's shift.
        #expect(opened.assignment?.acceptBy == Instant(iso8601: "2021-03-02T14:00:00+00:00"))
        try fixture.advance(hours: 4)
        let offered = try #require(try fixture.cases().last)
        #expect(offered.assignment?.kind == .outreach)
        #expect(offered.assignment?.worker != WorkerID("liaison-1"))
        #expect(offered.passedOn == [WorkerID("liaison-1")])
        #expect(try fixture.alerts(opened.id).contains { $0.hasPrefix("not accepted in time -> coordinator") })
    }

    @Test func rule18_aKeyWorkerOfEitherIsAskedFirstOnceTheTwoAreOne() throws {
        let fixture = try DaemonFixture()
        let (_, second, review) = try fixture.twoPeopleWhoMayBeOne()
        try fixture.run(.wishes, second.code) {
            $0.way = "throughSource"
            $0.keyWorker = "liaison-1"
        }
        try fixture.confirm(review)
        // About the one whose number stays.
        try fixture.ambulance([
            "Incident No": "SAS-10", "Call Date": "03/03/2021", "Call Time": "09:00", "DOB": "11/02/1985",
        ])
        #expect(try fixture.cases().count == 3)
        #expect(try fixture.cases().last?.owner == .worker(WorkerID("liaison-1")))
    }

    @Test func rule27_theTimeToAcceptOfAKeyWorkerRunsInTheirShiftOnly() throws {
        let fixture = try DaemonFixture(start: "2021-03-01T15:30:00+00:00")
        try fixture.ambulance([:])
        let state = try fixture.run(.assign, try fixture.onlyCase().code) {
            $0.worker = "liaison-1"
            $0.kind = "keyWorker"
            $0.reason = "personAgreed"
        }
        // An hour on Monday until 16:30, three on Tuesday from 08:30.
        #expect(state.assignment?.acceptBy == Instant(iso8601: "2021-03-02T11:30:00+00:00"))
    }

    @Test func rule27_whatIsHandedBackGoesToTheNextAndTheCoordinatorIsTold() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance([:])
        let state = try fixture.onlyCase()
        try fixture.run(.assign, state.code) { $0.worker = "worker-1" }
        try fixture.run(.handBack, state.code) {
            $0.worker = "worker-1"
            $0.reason = "conflictOfInterest"
        }
        try fixture.daemon.scheduler.tick()
        let next = try #require(try fixture.onlyCase().assignment?.worker)
        #expect(next != WorkerID("worker-1"))
        let alerts = try fixture.alerts(state.id)
        #expect(alerts.contains("handed back -> coordinator-1"))
        #expect(alerts.contains("given to you -> \(next)"))
        // And on, never to somebody who gave it back, until nobody is left and the coordinator has it.
        var holder: WorkerID? = next
        var givenBack: Set<WorkerID> = [WorkerID("worker-1")]
        while let worker = holder, givenBack.insert(worker).inserted {
            try fixture.run(.handBack, state.code) {
                $0.worker = worker.name
                $0.reason = "noTime"
            }
            try fixture.daemon.scheduler.tick()
            holder = try fixture.onlyCase().assignment?.worker
        }
        #expect(holder == nil)
        #expect(try fixture.onlyCase().owner == .role(.coordinator))
    }

    /// A duty answers for its cases as a duty: nobody is asked to accept.
    @Test func rule27_whatIsHandedBackAndBelongsToADutyGoesToThatDuty() throws {
        let fixture = try DaemonFixture()
        try fixture.ambulance(["Conveyed": "Y"])
        let state = try fixture.onlyCase()
        #expect(state.owner == .role(.hospitalLiaison))
        try fixture.run(.assign, state.code) {
            $0.worker = "worker-1"
            $0.reason = "huddleDecided"
        }
        try fixture.run(.handBack, state.code) {
            $0.worker = "worker-1"
            $0.reason = "noTime"
        }
        try fixture.daemon.scheduler.tick()
        let after = try fixture.onlyCase()
        #expect(after.owner == .role(.hospitalLiaison))
        #expect(after.assignment == nil)
        #expect(try fixture.alerts(state.id).contains("handed back -> coordinator-1"))
    }

    @Test func rule29_aDutyThatShouldOwnFirstAndHasNobodyIsAlarmed() throws {
        let gap = DaemonFixture.Edit(
            file: "team.yaml", from: "    deputies: [liaison-1, coordinator-1]\n", to: "    deputies: []\n")
        let fixture = try DaemonFixture(start: "2021-03-01T20:00:00+00:00", [gap])
        func gaps() throws -> [AlarmSubject?] {
            try fixture.workflow.read { try $0.tx.alarms.standing() }.map(\.alarm).filter { $0.kind == .rosterGap }
                .map(\.subject)
        }
        try fixture.ambulance(["Conveyed": "N"])
        #expect(try gaps() == [])
        // It stands once, however many need the duty.
        for name in ["Otherman", "Thirdman"] {
            try fixture.ambulance(["Incident No": name, "Forename": "Bruce", "Surname": name, "Conveyed": "Y"])
        }
        #expect(try gaps() == [AlarmSubject("hospital-liaison")])
        #expect(try fixture.cases().map(\.owner) == Array(repeating: .role(.dutyWorker), count: 3))
    }
}

import Testing

@testable import NFODEngine

/// Who was told what, when, over which channel, and how we know (rule 32).
@Suite struct AlertTrailTests {
    private static let start = CaseScenario.overdose
    private static let code = CaseCode("K7Q2X9")
    private static let lines = Wording.AlertLines(zone: .utc, now: start + .hours(9)) { $0.name }

    private static func at(_ minutes: Int64) -> Instant { start + .minutes(minutes) }

    private static func copy(
        id: String = "A", of original: String? = nil, _ standing: AlertCopy.Standing, tries: Int = 0,
        code: String? = nil, status: Int? = nil, channel: String = "phone", receipt: Bool = true,
        kind: Alert.Kind = .escalation, recipient: String = "morag", at minutes: Int64 = 0,
        form: ChannelKind = .webhook, sent: Int64? = nil
    ) -> AlertCopy {
        AlertCopy(
            id: AlertID(id), original: original.map { AlertID($0) }, kind: kind, recipient: WorkerID(recipient),
            says: "first look", writtenAt: at(minutes), channel: ChannelID(channel), givesReceipt: receipt,
            standing: standing, tries: tries, code: code, status: status, form: form, sentAt: sent.map(at))
    }

    private static func event(_ event: CaseEvent, at minutes: Int64) -> RecordedEvent<CaseEvent> {
        RecordedEvent(event, happenedAt: at(minutes), knownAt: at(minutes), actor: .machine("test"))
    }

    private static func told(_ channel: String = "phone", at minutes: Int64) -> RecordedEvent<CaseEvent> {
        event(
            .told(AlertTold(alert: AlertID("A"), recipient: WorkerID("morag"), channel: ChannelID(channel))),
            at: minutes)
    }

    private static func notTold(at minutes: Int64) -> RecordedEvent<CaseEvent> {
        event(
            .notTold(
                AlertNotTold(
                    alert: AlertID("A"), recipient: WorkerID("morag"), channel: ChannelID("phone"),
                    outcome: "timeOut")),
            at: minutes)
    }

    private static func acknowledged(_ worker: String, at minutes: Int64) -> RecordedEvent<CaseEvent> {
        event(.acknowledged(Acknowledged(worker: WorkerID(worker), until: at(300))), at: minutes)
    }

    struct Story: Sendable, CustomTestStringConvertible {
        let copies: [AlertCopy]
        var events: [RecordedEvent<CaseEvent>] = []
        let knownBy: String
        /// What follows the recipient and the words of the alert.
        let words: String
        var testDescription: String { words }
    }

    static let stories: [Story] = [
        Story(copies: [copy(.waiting)], knownBy: "onItsWay", words: "on its way; phone: not tried yet"),
        Story(
            copies: [copy(.arrived, tries: 1, code: "delivered", status: 204)], events: [told(at: 1)],
            knownBy: "arrived", words: "told; phone answered 204 Mon 1 Mar 09:01"),
        // Nobody says anything of mail but that it was taken.
        Story(
            copies: [copy(.arrived, tries: 1, code: "delivered", channel: "mail", receipt: false)],
            events: [told("mail", at: 1)], knownBy: "sent",
            words: "sent, and nobody knows whether it arrived; mail took it Mon 1 Mar 09:01 and gives no receipt"),
        Story(
            copies: [copy(.arrived, tries: 1, code: "delivered", channel: "mail", receipt: false)],
            events: [told("mail", at: 1), acknowledged("morag", at: 5)], knownBy: "taken",
            words: "told, and taken Mon 1 Mar 09:05; mail took it Mon 1 Mar 09:01 and gives no receipt"),
        // Somebody else's word, and a word from before, say nothing about this alert.
        Story(
            copies: [copy(.waiting, at: 10)], events: [acknowledged("morag", at: 5), acknowledged("ewan", at: 15)],
            knownBy: "onItsWay", words: "on its way; phone: not tried yet"),
        Story(
            copies: [copy(.waiting, tries: 3, code: "connectionFailed")], knownBy: "onItsWay",
            words: "on its way; phone: no connection, tried 3 times, goes on"),
        Story(
            copies: [copy(.waiting, tries: 3, code: "answered", status: 500)], events: [notTold(at: 10)],
            knownBy: "notTold",
            words: "NOT TOLD since Mon 1 Mar 09:10; phone: it answered 500, tried 3 times, goes on"),
        Story(
            copies: [copy(.failed, tries: 1, code: "gone", status: 410)], events: [notTold(at: 1)], knownBy: "notTold",
            words: "NOT TOLD since Mon 1 Mar 09:01; phone: it says that it is no more (410), tried once, given up"),
        // Late is told all the same, and the fall-back that delivered comes after the alert's own channel.
        Story(
            copies: [
                copy(id: "0", of: "A", .arrived, tries: 1, code: "delivered", status: 200, channel: "spare"),
                copy(.cancelled, tries: 4, code: "timeOut"),
            ], events: [notTold(at: 10), told("spare", at: 12)], knownBy: "arrived",
            words: "told; phone: no answer in time, tried 4 times, stopped; spare answered 200 Mon 1 Mar 09:12"),
        // The spare was never needed.
        Story(
            copies: [
                copy(.arrived, tries: 1, code: "delivered", status: 204),
                copy(id: "B", of: "A", .cancelled, channel: "spare"),
            ], events: [told(at: 1)], knownBy: "arrived", words: "told; phone answered 204 Mon 1 Mar 09:01"),
        Story(copies: [copy(.cancelled)], knownBy: "notNeeded", words: "not needed any more; phone"),
        Story(
            copies: [copy(.cancelled, tries: 2, code: "timeOut")], events: [notTold(at: 10)], knownBy: "notTold",
            words: "NOT TOLD since Mon 1 Mar 09:10; phone: no answer in time, tried twice, stopped"),
        Story(copies: [copy(.recorded)], knownBy: "recorded", words: "written down, not sent; phone"),
        // A stand-down is nothing to take.
        Story(
            copies: [copy(.arrived, tries: 1, code: "delivered", kind: .standDown)],
            events: [acknowledged("morag", at: 5)], knownBy: "arrived", words: "told; phone took it"),
        // What a service has may still arrive.
        Story(
            copies: [
                copy(.sent, tries: 1, code: "sent", status: 201, channel: "sms", form: .notifySMS, sent: 1),
                copy(id: "B", of: "A", .waiting, channel: "mail"),
            ], knownBy: "onItsWay",
            words: "on its way; sms: given to GOV.UK Notify Mon 1 Mar 09:01, no receipt yet; mail: not tried yet"),
        Story(
            copies: [copy(.sent, tries: 1, code: "sent", status: 201, channel: "sms", form: .notifySMS)],
            events: [notTold(at: 10)], knownBy: "notTold",
            words: "NOT TOLD since Mon 1 Mar 09:10; sms: given to GOV.UK Notify, no receipt yet"),
        Story(
            copies: [copy(.arrived, tries: 1, code: "receiptArrived", channel: "sms", form: .notifySMS)],
            events: [told("sms", at: 2)], knownBy: "arrived",
            words: "told; sms: arrived Mon 1 Mar 09:02 (GOV.UK Notify says so)"),
        Story(
            copies: [copy(.cancelled, tries: 1, code: "sent", channel: "sms", form: .notifyEmail, sent: 1)],
            knownBy: "notNeeded",
            words: "not needed any more; sms: given to GOV.UK Notify Mon 1 Mar 09:01, no receipt"),
        Story(
            copies: [copy(.failed, tries: 1, code: "temporaryFailure", channel: "sms", form: .notifySMS)],
            knownBy: "notTold", words: "NOT TOLD; sms: its service could not reach them, tried once, given up"),
        // A channel of another kind may have codes of its own.
        Story(
            copies: [copy(.failed, tries: 1, code: "mailboxFull", status: 552)], knownBy: "notTold",
            words: "NOT TOLD; phone: mailboxFull 552, tried once, given up"),
    ]

    @Test(arguments: stories) func rule32_oneLineSaysWhoWasToldAndHowWeKnow(_ story: Story) throws {
        let trail = AlertTrail(of: Self.code, copies: story.copies, events: story.events)
        let entry = try #require(trail.entries.first)
        #expect(trail.entries.count == 1)
        #expect(entry.knownBy == story.knownBy)
        let text = Wording().text(entry, Self.lines)
        let minutes = story.copies.first { $0.original == nil }?.writtenAt == Self.at(10) ? "10" : "00"
        #expect(text == "Mon 1 Mar 09:\(minutes): morag, \"first look\": \(story.words)")
    }

    @Test func aDeskThatWasToldIsTakenByWhoeverOfItSaysSo() throws {
        let desk = AgencyID("harbour").desk
        let copies = [
            Self.copy(.arrived, tries: 1, code: "delivered", status: 200, kind: .assignment, recipient: desk.name)
        ]
        let accepted = Self.event(
            .accepted(Accepted(worker: WorkerID("ailsa"), desk: AgencyID("harbour"))), at: 7)
        let trail = AlertTrail(of: Self.code, copies: copies, events: [accepted])
        let account = try #require(trail.accounts.first)
        #expect(account.takenBy == WorkerID("ailsa"))
        #expect(Wording().text(account, Self.lines).contains("told, and taken Mon 1 Mar 09:07 by ailsa; phone"))
    }

    @Test func rule29_aLevelThatFoundNobodyIsSaidAndSoIsWhoeverHasNoChannel() throws {
        let fired = { (level: Int, recipients: [String]) in
            CaseEvent.levelFired(
                LevelFired(
                    run: 1, level: level, name: "level \(level)", occurrence: 1, dueAt: Self.start, isLast: false,
                    begins: true,
                    endsPause: false, isEarly: false, recipients: recipients.map { WorkerID($0) }))
        }
        let written = Self.copy(id: "\(Self.code)-r1-l1-o1-escalation-0", .waiting, at: 20)
        let trail = AlertTrail(
            of: Self.code, copies: [written],
            events: [Self.event(fired(0, []), at: 10), Self.event(fired(1, ["morag", "ewan"]), at: 20)])
        #expect(trail.entries.map(\.knownBy) == ["nobodyOnDuty", "noChannel", "onItsWay"])
        #expect(
            trail.entries.prefix(2).map { Wording().text($0, Self.lines) } == [
                "Mon 1 Mar 09:10: nobody on duty, \"level 0\": NOBODY TOLD",
                "Mon 1 Mar 09:20: ewan, \"level 1\": NOT TOLD; they have no channel",
            ])
        guard case .array(let told) = trail.json(Self.lines) else { throw Missing() }
        #expect(told.count == 3)
    }

    private struct Missing: Error {}
}

import NFODEngine
import Testing

/// Over which channels an alert goes (rules 32, 36).
@Suite struct AlertRouteTests {
    private let traits: [ChannelID: AlertRoute.Traits] = {
        let (hub, phone, spare) = (ChannelID("hub"), ChannelID("phone"), ChannelID("spare"))
        return [
            phone: .init(), ChannelID("teams"): .init(fallback: hub, givesReceipt: false),
            ChannelID("mail"): .init(fallback: phone), hub: .init(fallback: spare), spare: .init(fallback: hub),
        ]
    }()

    private func route(_ first: String, _ own: [String], last: Bool = false) -> [[String]] {
        let route = AlertRoute(
            first: ChannelID(first), own: own.map { ChannelID($0) }, isLastLevel: last, traits: traits)
        return [route.atOnce.map(\.name), route.later.map(\.name)]
    }

    @Test(
        arguments: [
            ("phone", ["phone"], false, [["phone"], []]),
            ("phone", ["phone", "mail"], false, [["phone"], ["mail"]]),
            ("teams", ["teams", "mail"], false, [["teams"], ["mail", "hub", "phone", "spare"]]),
            // Fall-backs that go round in a circle end.
            ("hub", ["hub"], false, [["hub"], ["spare"]]),
            // What nobody would hear of is not among those that are used at once, but for the first.
            ("phone", ["phone", "teams", "mail"], true, [["phone", "mail"], ["teams", "hub", "spare"]]),
            ("teams", ["teams", "mail", "phone"], true, [["teams", "mail", "phone"], ["hub", "spare"]]),
            // One that left the configuration is not gone over; the alert's own is, so that it is said to be missing.
            ("gone", ["gone", "lost", "mail"], false, [["gone"], ["mail", "phone"]]),
            ("phone", ["phone", "phone"], true, [["phone"], []]),
        ] as [(String, [String], Bool, [[String]])])
    func channels(first: String, own: [String], last: Bool, expected: [[String]]) {
        #expect(route(first, own, last: last) == expected)
    }

    @Test func rule36_theSameAlertOverAnotherChannelHasAnIDOfItsOwn() {
        let phone = ChannelID("phone")
        let id = AlertID.alarm("silentFeed-4", WorkerID("morag"), phone)
        let alert = Alert(
            id: id, kind: .alarm, code: nil, contactDueAt: nil, level: "silent", isLastLevel: false,
            recipient: WorkerID("morag"), channel: phone, at: Instant(seconds: 1))
        let copy = alert.over(ChannelID("mail"))
        #expect(copy.id == AlertID.alarm("silentFeed-4", WorkerID("morag"), ChannelID("mail")))
        #expect(copy.channel == ChannelID("mail") && copy.level == alert.level && copy.recipient == alert.recipient)
        #expect(copy.over(phone) == alert)
    }
}

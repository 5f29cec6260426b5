import NFODEngine
import Testing

/// Over which channels an alert goes, and when each takes over (rules 32, 36).
@Suite struct AlertRouteTests {
    private let traits: [ChannelID: AlertRoute.Traits] = {
        let (hub, phone, spare) = (ChannelID("hub"), ChannelID("phone"), ChannelID("spare"))
        return [
            phone: .init(), ChannelID("teams"): .init(fallback: hub, givesReceipt: false),
            ChannelID("mail"): .init(fallback: phone), hub: .init(fallback: spare), spare: .init(fallback: hub),
        ]
    }()

    private func alert(_ channel: String, _ kind: Alert.Kind = .escalation, last: Bool = false) -> Alert {
        Alert(
            id: .alarm("silentFeed-4", WorkerID("morag"), ChannelID(channel)), kind: kind, code: nil, contactDueAt: nil,
            level: "silent", isLastLevel: last, recipient: WorkerID("morag"), channel: ChannelID(channel),
            at: Instant(seconds: 1))
    }

    /// `phone`, `mail+2`: minutes from when it is written. A way `mail/600` rests for so many minutes.
    private func legs(_ alert: Alert, _ own: [String]) -> [String] {
        let ways = own.map { way in
            let parts = way.split(separator: "/")
            return WayToTell(ChannelID(String(parts[0])), rest: .minutes(parts.count > 1 ? Int64(parts[1]) ?? 0 : 0))
        }
        let route = AlertRoute(of: alert, ways: ways, fallbackAfter: .minutes(2), traits: traits)
        return route.legs.map { leg in
            leg.wait > .zero ? "\(leg.channel)+\(leg.wait.milliseconds / 60_000)" : leg.channel.name
        }
    }

    @Test(
        arguments: [
            ("phone", ["phone"], false, ["phone"]),
            ("phone", ["phone", "mail"], false, ["phone", "mail+2"]),
            ("teams", ["teams", "mail"], false, ["teams", "mail+2", "hub+4", "phone+6", "spare+8"]),
            // Fall-backs that go round in a circle end.
            ("hub", ["hub"], false, ["hub", "spare+2"]),
            // What nobody would hear of is not among those that are used at once, but for the first.
            ("phone", ["phone", "teams", "mail"], true, ["phone", "mail", "teams+2", "hub+4", "spare+6"]),
            ("teams", ["teams", "mail", "phone"], true, ["teams", "mail", "phone", "hub+2", "spare+4"]),
            // One that left the configuration is not gone over; the alert's own is, so that it is said to be missing.
            ("gone", ["gone", "lost", "mail"], false, ["gone", "mail+2", "phone+4"]),
            ("phone", ["phone", "phone"], true, ["phone"]),
        ] as [(String, [String], Bool, [String])])
    func channels(first: String, own: [String], last: Bool, expected: [String]) {
        #expect(legs(alert(first, last: last), own) == expected)
    }

    @Test(
        arguments: [
            // The one that may be used goes first; the other when it opens, and not sooner than its turn.
            (["phone/600", "mail"], ["phone+600", "mail"]),
            (["phone/1", "mail"], ["phone+2", "mail"]),
            (["mail", "teams/600"], ["mail", "teams+600", "phone+4", "hub+6", "spare+8"]),
            // All rest: the first that opens, and the fall-backs from then.
            (["phone/600", "mail/300"], ["phone+600", "mail+300"]),
            (["teams/600"], ["teams+600", "hub+602", "spare+604"]),
        ] as [([String], [String])])
    func whatAsksForSomethingKeepsQuietHours(ways: [String], expected: [String]) {
        let first = String(ways[0].prefix { $0 != "/" })
        #expect(legs(alert(first), ways) == expected)
        #expect(legs(alert(first, .assignment), ways) == expected)
    }

    @Test func quietHoursNeverHoldALastLevelAStandDownOrAnAlarm() {
        let ways = ["phone/600", "mail/300"]
        #expect(legs(alert("phone", last: true), ways) == ["phone", "mail"])
        #expect(legs(alert("phone", .standDown), ways) == ["phone", "mail+2"])
        #expect(legs(alert("phone", .alarm), ways) == ["phone", "mail+2"])
    }

    @Test func theTimeToBeToldRunsFromWhenItFirstGoesOut() {
        let ways = [WayToTell(ChannelID("phone"), rest: .hours(6)), WayToTell(ChannelID("mail"), rest: .hours(3))]
        let route = AlertRoute(of: alert("phone"), ways: ways, fallbackAfter: .minutes(2), traits: traits)
        #expect(route.firstWait == .hours(3))
    }

    @Test func rule36_theSameAlertOverAnotherChannelHasAnIDOfItsOwn() {
        let alert = alert("phone", .alarm)
        let copy = alert.over(ChannelID("mail"))
        #expect(copy.id == AlertID.alarm("silentFeed-4", WorkerID("morag"), ChannelID("mail")))
        #expect(copy.channel == ChannelID("mail") && copy.level == alert.level && copy.recipient == alert.recipient)
        #expect(copy.over(ChannelID("phone")) == alert)
    }
}

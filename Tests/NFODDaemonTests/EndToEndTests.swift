import Foundation
import NFODEngine
import Testing

@testable import NFODDaemon

/// The main job once through, with the built program, over real sockets: a notification comes in, everybody who must
/// know is told, and what people do has the consequences that the rules say.
@Suite struct EndToEndTests {
    private typealias Place = EndToEndDaemon

    /// The ladder's levels as the shipped file has them.
    private static var levels: [String] {
        get throws {
            let text = try String(contentsOfFile: OperationScratch.config + "/escalation.yaml", encoding: .utf8)
            return text.split(separator: "\n").filter { $0.hasPrefix("  - name: ") }.map { String($0.dropFirst(10)) }
        }
    }

    @Test func aNotificationMakesCasePlanOwnerClockAndASignedAlert() async throws {
        let daemon = try await EndToEndDaemon()
        try await daemon.serve()
        let answer = try await daemon.post([Place.ambulance("SAS-1", 0, on: "01/03/2021", at: "08:00")], key: "k1")
        #expect(answer.status == 201)
        #expect(answer.json["accepted"] as? Int == 1)
        try await eventually("the first alert") { daemon.receiver.count > 0 }
        let alert = try #require(daemon.receiver.arrivals.first)
        #expect(alert.isGenuine(try daemon.secret))
        #expect((alert.alert.type, alert.alert.data.level) == ("case.escalation", try Self.levels[0]))
        let words = String(decoding: alert.body, as: UTF8.self) + alert.message.headers.description
        for personal in ["Ailsa", "Testperson", "SAS-1", "Example", "DD1", "heroin", "1980"] {
            #expect(!words.contains(personal))
        }
        let code = try #require(alert.alert.data.code)
        let shown = try await daemon.show(code).json
        #expect(shown["contactDueAt"] as? String == "2021-03-04T08:00:00+00:00")
        #expect(shown["owner"] as? String == "role:duty-worker")
        #expect(shown["open"] as? Bool == true)
        #expect(["red", "amber", "green"].contains(shown["triage"] as? String))
        #expect(((shown["plan"] as? [String: Any])?["items"] as? [Any])?.isEmpty == false)
        try await daemon.settle()
        let again = try await daemon.post([Place.ambulance("SAS-1", 0, on: "01/03/2021", at: "08:00")], key: "k1")
        #expect((again.status, again.body) == (answer.status, answer.body))
        try await daemon.settle()
        #expect(daemon.receiver.count == 1)
        try await daemon.run(["verify"])
        #expect(try await daemon.stop() == 0)
    }

    @Test func rule28to30_eachLevelComesOnceAndInOrderAndAnAcknowledgementHoldsTheRelativeOne() async throws {
        let daemon = try await EndToEndDaemon()
        try await daemon.serve()
        _ = try await daemon.post([Place.ambulance("SAS-1", 0, on: "01/03/2021", at: "08:00")], key: "k1")
        try await daemon.settle()
        _ = try await daemon.post([Place.ambulance("SAS-2", 1, on: "01/03/2021", at: "08:00")], key: "k2")
        try await daemon.settle()
        let (plain, taken) = (daemon.codes[0], daemon.codes[1])
        func told(_ code: String) -> [String] { daemon.levels(of: code) }
        let levels = try Self.levels
        #expect(levels.count == 6)

        try await daemon.advance("7h")
        let answer = try await daemon.command("acknowledge", taken, ["worker": "worker-1"])
        #expect(answer.status == 200)
        try await daemon.advance("3599s")
        try await daemon.settle()
        #expect(told(plain) == Array(levels[..<1]))
        // 18:00: eight hours after the first; the acknowledgement of 17:00 holds until 21:00.
        // Then Tuesday and Wednesday 08:00, Wednesday 20:00, Thursday 08:00; each comes at its instant, not before.
        for (step, plainCount, takenCount) in [
            ("1s", 2, 1), ("10799s", 2, 1), ("1s", 2, 2), ("39599s", 2, 2), ("1s", 3, 3), ("86399s", 3, 3),
            ("1s", 4, 4), ("43199s", 4, 4), ("1s", 5, 5), ("43199s", 5, 5), ("1s", 6, 6),
        ] {
            try await daemon.advance(step)
            try await daemon.settle()
            #expect(told(plain) == Array(levels[..<plainCount]), "after \(step)")
            #expect(told(taken) == Array(levels[..<takenCount]), "after \(step)")
        }
        let arrivals = daemon.receiver.arrivals
        #expect(Set(arrivals.map(\.id)).count == arrivals.count)
        let secret = try daemon.secret
        #expect(arrivals.allSatisfy { $0.isGenuine(secret) })
        #expect(daemon.receiver.unreadable == 0)
        try await daemon.run(["verify"])
    }

    @Test func rule7and9_aContactStopsTheLadderAndEverybodyToldIsStoodDown() async throws {
        let daemon = try await EndToEndDaemon()
        try await daemon.serve()
        _ = try await daemon.post([Place.ambulance("SAS-1", 0, on: "01/03/2021", at: "08:00")], key: "k1")
        try await daemon.advance("22h")
        try await daemon.settle()
        let code = try #require(daemon.codes.first)
        let escalations = daemon.escalations(of: code)
        #expect(daemon.levels(of: code) == Array(try Self.levels[..<3]))
        let first = try #require(escalations.first)
        let answer = try await daemon.command("contact", code, Place.contact(by: "worker-1"))
        #expect(answer.status == 200)
        #expect(answer.json["open"] as? Bool == false)
        try await daemon.advance("4d")
        try await daemon.settle()
        // Monday's duty worker was told first and is the one who spoke with the person.
        let standDowns = daemon.alerts(of: code, "case.stand_down").map(\.mark)
        #expect(Set(standDowns) == Set(escalations.map(\.mark)).subtracting([first.mark]))
        #expect(standDowns.count == Set(standDowns).count)
        #expect(standDowns.count >= 2)
        #expect(daemon.escalations(of: code).count == escalations.count)
        try await daemon.run(["verify"])
    }

    @Test func rule34_anObjectionNeedsASecondPersonAndADeathEndsEveryCaseOfThePerson() async throws {
        let daemon = try await EndToEndDaemon()
        try await daemon.serve()
        for (number, row) in [
            Place.ambulance("SAS-1", 0, on: "01/03/2021", at: "08:00"),
            Place.ambulance("SAS-2", 1, on: "01/03/2021", at: "07:00"),
            Place.ambulance("SAS-3", 1, on: "28/02/2021", at: "02:00"),
        ].enumerated() {
            #expect(try await daemon.post([row], key: "k\(number)").status == 201)
            try await daemon.settle()
        }
        let codes = daemon.codes
        #expect(codes.count == 3)

        let objection: [String: Any] = ["kind": "objects", "outcome": "outreach", "way": "spoken", "note": "not now"]
        #expect(try await daemon.command("end", codes[0], objection).status == 200)
        let alone = try await daemon.command("confirm-end", codes[0])
        #expect((alone.status, alone.json["code"] as? String) == (409, "sameFirstAndSecondPerson"))
        #expect(try await daemon.command("confirm-end", codes[0], as: "hamish").status == 200)
        let ending = try await daemon.show(codes[0]).json["ending"] as? [String: Any]
        #expect((ending?["kind"] as? String, ending?["confirmed"] as? Bool) == ("objects", true))

        let before = daemon.receiver.count
        #expect(try await daemon.command("end", codes[1], ["kind": "diedReported"]).status == 200)
        try await daemon.settle()
        for code in codes[1...] {
            let shown = try await daemon.show(code).json
            #expect((shown["ending"] as? [String: Any])?["kind"] as? String == "diedReported")
            let since = daemon.receiver.arrivals.dropFirst(before).filter { $0.alert.data.code == code }.map(\.alert)
            #expect(since.contains { $0.type == "case.stand_down" })
            #expect(since.contains { $0.type == "case.escalation" && $0.data.level == "look at this now" })
        }
        let told = daemon.receiver.count
        try await daemon.advance("48h")
        try await daemon.settle()
        let later = daemon.receiver.arrivals.dropFirst(told).compactMap(\.alert.data.code)
        #expect(later == [], "somebody is told of a response that is over")
        try await daemon.run(["verify"])
        #expect(try await daemon.stop() == 0)
        try await daemon.run(["verify"])
    }
}

extension EndToEndDaemon {
    func alerts(of code: String, _ type: String) -> [EndToEndReceiver.Arrival] {
        receiver.arrivals.filter { $0.alert.data.code == code && $0.alert.type == type }
    }

    func escalations(of code: String) -> [EndToEndReceiver.Arrival] {
        alerts(of: code, "case.escalation").sorted { ($0.alert.data.order ?? 0) < ($1.alert.data.order ?? 0) }
    }

    /// Names of the levels of which somebody was told, in the alerts' own order: what is sent at one moment may
    /// overtake. One that comes to several people at a time stands here once, one that comes back stands here twice.
    func levels(of code: String) -> [String] {
        escalations(of: code).map(\.alert.data.level).reduce(into: []) {
            if $0.last != $1 { $0.append($1) }
        }
    }
}

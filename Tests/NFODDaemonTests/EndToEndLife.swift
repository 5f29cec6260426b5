import Foundation
import NFODEngine
import Testing

@testable import NFODDaemon

/// A scripted week of a team, which can be lived through with and without the power failing.
struct EndToEndLife {
    enum Step {
        case post([[String: String]], source: String)
        case advance(hours: Int64)
        case command(String, case: Int, [String: Any])
    }

    /// When the power fails.
    enum Blow: Sendable {
        /// The step's answer has just come.
        case afterAnswer
        /// The request is on its way and its answer is not.
        case beforeAnswer
        /// So many alerts of a long advance have arrived.
        case afterAlerts(Int)
    }

    private static let police = [
        "VPD Ref": "PS-1", "Occurred": "01-Mar-2021 08:20", "Surname": "TESTPERSON", "Forenames": "AILSA",
        "Known As": "", "Date of Birth": "01-Feb-1980", "Gender": "",
        "Home Address": "1 Example Street, Dundee DD1 1AA",
        "Locus": "1 Example Street, Dundee DD1 1AA", "Children Present": "No", "Suspected Substances": "heroin",
        "Concern": "Adult concern", "Sent": "2021-03-01",
    ]

    private static func call(_ number: Int, _ person: Int, on date: String, at time: String) -> [String: String] {
        EndToEndDaemon.ambulance("SAS-\(number)", person, on: date, at: time)
    }

    static var steps: [Step] {
        [
            .post([call(1, 0, on: "01/03/2021", at: "08:00")], source: "ambulance"),
            .post([call(2, 1, on: "01/03/2021", at: "07:00")], source: "ambulance"),
            .advance(hours: 9),
            .post([police], source: "police"),
            .command("assign", case: 0, ["worker": "worker-1", "reason": "extraShift"]),
            .post(
                (2...5).flatMap {
                    [
                        call(2 * $0 + 10, $0, on: "28/02/2021", at: "12:00"),
                        call(2 * $0 + 11, $0, on: "01/03/2021", at: "12:00"),
                    ]
                }, source: "ambulance"),
            .advance(hours: 30),
            .command("contact", case: 1, EndToEndDaemon.contact(by: "worker-2")),
            .post([call(3, 0, on: "02/03/2021", at: "20:00")], source: "ambulance"),
            .advance(hours: 90),
            .command("end", case: 0, ["kind": "diedReported"]),
            .advance(hours: 50),
        ]
    }

    let daemon: EndToEndDaemon
    let blows: [Int: Blow]
    /// How many blows fell while the clock was really on its way.
    private(set) var blowsOnTheWay = 0

    /// Lives through all of it and stops.
    /// - Returns: what the directory holds then.
    static func live(_ blows: [Int: Blow]) async throws -> EndToEndTrace {
        var life = EndToEndLife(daemon: try await EndToEndDaemon(), blows: blows)
        try await life.daemon.serve()
        for (number, step) in steps.enumerated() { try await life.take(step, number) }
        try await life.daemon.run(["verify"])
        guard try await life.daemon.stop() == 0 else { throw EndToEndFault(what: "the daemon did not stop well") }
        let verified = try await life.daemon.run(["verify"]).output
        return try EndToEndTrace(of: life.daemon, blowsOnTheWay: life.blowsOnTheWay, verified: verified)
    }

    private mutating func take(_ step: Step, _ number: Int) async throws {
        switch step {
        case .post(let rows, let source): try await post(rows, source, number)
        case .advance(let hours): try await advance(hours, number)
        case .command(let action, let index, let fields):
            let answer = try await daemon.command(action, daemon.codes[index], fields)
            guard answer.status == 200 else { throw EndToEndFault(what: "\(action): \(answer.json)") }
            if blows[number] != nil { try await fail() }
        }
        try await daemon.settle()
    }

    private func fail() async throws {
        try await daemon.killNow()
        try await daemon.serve()
    }

    private func post(_ rows: [[String: String]], _ source: String, _ number: Int) async throws {
        let key = "step-\(number)"
        if case .beforeAnswer = blows[number] {
            try daemon.sendOnly(
                "POST", EndToEndDaemon.notifications, as: source, headers: ["Idempotency-Key": key],
                body: try EndToEndDaemon.notification(rows, from: source))
            try await fail()
        }
        // Whoever has no answer asks again.
        let answer = try await daemon.post(rows, key: key, from: source)
        guard answer.status == 201 else { throw EndToEndFault(what: "\(answer.status): \(answer.json)") }
        guard case .afterAnswer = blows[number] else { return }
        try await fail()
        let again = try await daemon.post(rows, key: key, from: source)
        guard again.body == answer.body else { throw EndToEndFault(what: "another answer to the same request") }
    }

    private mutating func advance(_ hours: Int64, _ number: Int) async throws {
        let target = try await daemon.now() + .hours(hours)
        if case .afterAlerts(let count) = blows[number] {
            let before = daemon.receiver.count
            let advancing = daemon.beginAdvance(hours: hours)
            try await eventually("alerts on the way") { daemon.receiver.count >= before + count }
            try await daemon.killNow()
            _ = try? await advancing.value
            try await daemon.serve()
            if try await daemon.now() < target { blowsOnTheWay += 1 }
        }
        let rest = try await target - daemon.now()
        if rest > .zero { try await daemon.advance("\(rest.milliseconds / 1_000)s") }
        guard try await daemon.now() == target else { throw EndToEndFault(what: "the clock stands elsewhere") }
    }
}

import Foundation
import GRDB
import Glibc
import Testing

@testable import NFODDaemon

/// What gathers is written down before it is sent, like everything: the power may fail while it gathers, and while the
/// one message is on its way (rules 32, 36). On real time, for nothing gathers on a simulated clock.
@Suite struct GatheringKillTests {
    @Test func `whenever the power fails three alerts are one message, and each case knows that it arrived`()
        async throws
    {
        let daemon = try await EndToEndDaemon(clock: [])
        try daemon.edit(
            "escalation.yaml", "    tell: [owner]\n    meanwhile: telephone first",
            "    tell: [owner]\n    gather: 1m\n    meanwhile: telephone first")
        try await daemon.serve()
        let rows = (0..<3).map { EndToEndDaemon.ambulance("SAS-\($0)", $0, on: Self.today.date, at: Self.today.time) }
        #expect(try await daemon.post(rows, key: "three").status == 201)
        try await Self.patiently("they gather") { try standing(daemon) == ["gathering", "gathering", "gathering"] }
        try await daemon.killNow()
        #expect(daemon.receiver.count == 0)

        // The second blow: the message is with its receiver, which has not answered.
        try await daemon.serve()
        #expect(try standing(daemon) == ["gathering", "gathering", "gathering"], "a restart does not end it")
        let victim = try daemon.processID
        daemon.receiver.take(
            .init(beforeAnswer: { _ in
                kill(victim, SIGKILL)
                return false
            }))
        try await Self.patiently("the message comes") { daemon.receiver.count == 1 }
        try await daemon.gone()
        daemon.receiver.take(.init())
        try await daemon.serve()
        let done = ["delivered", "gathered", "gathered", "gathered"]
        try await Self.patiently("it arrives") { try standing(daemon) == done }
        #expect(try await daemon.stop() == 0)

        let arrivals = daemon.receiver.arrivals
        #expect(arrivals.count == 2 && Set(arrivals.map(\.id)).count == 1 && Set(arrivals.map(\.body)).count == 1)
        #expect(arrivals.allSatisfy { $0.alert.type == "case.gathered" })
        #expect(try Self.strings(daemon, "SELECT type FROM event WHERE type = 'told'").count == 3)
        try await daemon.run(["verify"])
    }

    /// An hour ago in Dundee, as the ambulance service writes it.
    private static var today: (date: String, time: String) {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_GB_POSIX")
        format.timeZone = TimeZone(identifier: "Europe/London")
        func text(_ pattern: String) -> String {
            format.dateFormat = pattern
            return format.string(from: Date(timeIntervalSinceNow: -3_600))
        }
        return (text("dd/MM/yyyy"), text("HH:mm"))
    }

    /// A gathering lasts a minute of real time, which is longer than others wait.
    private static func patiently(_ what: String, _ condition: () throws -> Bool) async throws {
        for _ in 0..<4 * EndToEndDaemon.patience {
            if try condition() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw EndToEndFault(what: "in vain waited for: \(what)")
    }

    /// The states of all alerts about a case, but for copies over other channels.
    private func standing(_ daemon: EndToEndDaemon) throws -> [String] {
        try Self.strings(
            daemon, "SELECT state FROM outbox WHERE kind IN ('escalation', 'gathered') AND fallback_of IS NULL"
        )
        .sorted()
    }

    private static func strings(_ daemon: EndToEndDaemon, _ sql: String) throws -> [String] {
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: daemon.data + "/nfodd.db", configuration: configuration)
        defer { try? queue.close() }
        return try queue.read { try String.fetchAll($0, sql: sql) }
    }
}

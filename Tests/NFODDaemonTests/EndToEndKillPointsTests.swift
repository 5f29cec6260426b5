import Glibc
import Synchronization
import Testing

/// Rule 36. Between the commit of an alert and the mark that it has arrived there are three places where the power can
/// fail; twenty times at each.
@Suite struct EndToEndKillPointsTests {
    enum Place: CaseIterable {
        /// The command's answer has come: what it caused is committed, and is being sent or is not.
        case committed
        /// The receiver has the alert and has not answered.
        case sent
        /// The receiver has answered; the daemon has not read it or not written it down.
        case answered
    }

    private static let times = 20

    @Test(arguments: Place.allCases)
    func `killed there, every alert arrives, once more at most, under one id and with the same bytes`(
        place: Place
    ) async throws {
        let daemon = try await EndToEndDaemon()
        try await daemon.serve()
        var hits = 0
        for time in 0..<Self.times {
            hits += try await strike(daemon, place, time)
            daemon.receiver.watch(nil)
            try await daemon.serve()
            try await daemon.settle()
        }
        guard try await daemon.stop() == 0 else { throw EndToEndFault(what: "the daemon did not stop well") }
        let verified = try await daemon.run(["verify"]).output
        let trace = try EndToEndTrace(of: daemon, blowsOnTheWay: hits, verified: verified)
        let copies = Dictionary(grouping: daemon.receiver.arrivals, by: \.id)
        #expect(trace.faults == [])
        #expect(trace.unfinished == 0)
        #expect(trace.delivered >= Self.times)
        #expect(trace.delivered == copies.count)
        // One daemon died each time; each took at most what it had in hand.
        #expect(copies.values.allSatisfy { $0.count <= 2 })
        #expect(hits == Self.times)
        if place != .committed { #expect(trace.extraCopies > 0, "no blow ever fell where it was meant to") }
        print("kill -9, \(place): \(copies.count) alerts, \(trace.extraCopies) copies too many")
    }

    /// - Returns: 1 when the blow fell.
    private func strike(_ daemon: EndToEndDaemon, _ place: Place, _ time: Int) async throws -> Int {
        let (process, blows) = (try daemon.processIdentifier, Blows())
        daemon.receiver.watch { moment in
            switch (place, moment) {
            case (.sent, .come), (.answered, .answered): blows.fall(on: process)
            default: break
            }
        }
        // Each time another person, so that each opens a response of their own.
        let row = EndToEndDaemon.ambulance("SAS-\(time)", time % 6, on: "01/03/2021", at: "0\(time % 6 + 1):00")
            .merging(["Surname": "Person\(time)", "DOB": "01/0\(time % 9 + 1)/19\(50 + time)"]) { $1 }
        let answer = try? await daemon.post([row], key: "time-\(time)")
        if place == .committed, answer?.status == 201 { blows.fall(on: process) }
        try await daemon.waitUntilGone()
        return blows.count
    }
}

/// One blow, however often somebody means to deal it.
private final class Blows: Sendable {
    private let hasFallen = Mutex(false)

    var count: Int { hasFallen.withLock { $0 ? 1 : 0 } }

    func fall(on process: Int32) {
        hasFallen.withLock { hasFallen in
            if !hasFallen { kill(process, SIGKILL) }
            hasFallen = true
        }
    }
}

import Foundation
import NFODConfig
import NFODEngine
import NFODStore
import Notify
import ReceiverFixture
import Testing

@testable import NFODDaemon

/// A daemon with real receivers on loopback, of all manners: each channel its own, and a good one as everybody's
/// fall-back. Alerts are put straight into the outbox; the clock is a machine's that the test sets.
final class HostileReceivers {
    let machine = StubMachine(RealClockFixture.start)
    let daemon: Daemon
    let dispatcher: Dispatcher
    let receivers: [String: LoopbackReceiver]
    private let root: String
    private let config: String

    /// - Parameters:
    ///   - manners: by channel; `spare` answers 200, and is the fall-back of the others.
    ///   - channels: more lines of a channel's settings.
    ///   - kinds: by channel, what it says of itself instead of a webhook's secret.
    ///   - files: beside the data, readable by their owner alone.
    ///   - sections: more sections of `nfodd.yaml`.
    ///   - everybody: the channels of every worker, first one first; as shipped when empty.
    init(
        _ manners: [String: @Sendable (Int) -> LoopbackReceiver.Reply], channels: [String: String] = [:],
        kinds: [String: String] = [:], files: [String: String] = [:], sections: String = "", everybody: [String] = []
    ) throws {
        root = OperationScratch.newPath()
        config = root + "/config"
        try FileManager.default.createDirectory(atPath: root + "/data", withIntermediateDirectories: true)
        let all = manners.merging(["spare": { _ in .answer(200) }]) { own, _ in own }
        receivers = all.mapValues { manner in LoopbackReceiver { number, _ in manner(number) } }
        let lines = receivers.sorted { $0.key < $1.key }.map { name, receiver in
            """
              \(name):
                url: http://127.0.0.1:\(receiver.port)/hook
                \(kinds[name] ?? "secret: team-webhook.secret")
                plainLoopback: true
                \(name == "spare" ? "receipt: true" : "fallback: spare")
            \(channels[name] ?? "")
            """
        }
        try OperationScratch.copyConfiguration(
            to: config,
            settings: [
                "jitterPercent: 10": "jitterPercent: 0",
                "\nchannels:\n": "\n" + sections + "\nchannels:\n" + lines.joined(separator: "\n") + "\n",
            ])
        if !everybody.isEmpty {
            let team = try String(contentsOfFile: config + "/team.yaml", encoding: .utf8)
                .replacingOccurrences(of: "[team-webhook]", with: "[\(everybody.joined(separator: ", "))]")
            try team.write(toFile: config + "/team.yaml", atomically: true, encoding: .utf8)
        }
        try Self.write([7], to: root)
        for (name, text) in files { try Self.write(text, to: root + "/data/" + name) }
        var options = Daemon.Options(
            dataDirectory: root + "/data", configDirectory: config, clock: .real, createIfMissing: true, seed: 7)
        options.clockSource = machine
        daemon = try Daemon(options)
        dispatcher = Dispatcher(workflow: daemon.workflow, transport: try CurlTransport(), log: RealClockFixture.log)
    }

    deinit {
        for receiver in receivers.values { receiver.close() }
        try? daemon.close()
        try? FileManager.default.removeItem(atPath: root)
    }

    /// Writes an alert down that belongs to no case.
    func put(
        _ id: String, channel: String, lane: OutboxMessage.Lane = .ordinary, kind: Alert.Kind = .escalation
    ) throws {
        try daemon.workflow.perform(as: .machine("test")) { work in
            func message(_ name: String, _ channel: ChannelID, copyOf: AlertID? = nil) -> OutboxMessage {
                OutboxMessage(
                    id: AlertID(name), response: nil, lane: lane, kind: kind, recipient: WorkerID("morag"),
                    channel: channel, says: "test", body: Data(#"{"alert":"\#(id)"}"#.utf8), createdAt: work.now,
                    fallbackOf: copyOf)
            }
            let settings = work.configuration.settings
            let alert = Alert(
                id: AlertID(id), kind: kind, code: nil, contactDueAt: nil, level: "test",
                isLastLevel: lane == .lastLevel, recipient: WorkerID("morag"), channel: ChannelID(channel),
                at: work.now)
            let route = AlertRoute(
                of: alert, ways: [], fallbackAfter: settings.alerts.fallbackAfter,
                traits: settings.channels.mapValues(\.traits))
            try work.tx.outbox.enqueue(
                message(id, ChannelID(channel)), tellBy: work.now + settings.alerts.notToldAfter)
            for leg in route.legs.dropFirst() {
                try work.tx.outbox.enqueue(
                    message("\(id)-via-\(leg.channel)", leg.channel, copyOf: AlertID(id)),
                    firstTryAt: work.now + leg.wait)
            }
        }
    }

    /// Time passes; then whatever is ready is tried, all at once, and written down.
    func pass(_ span: Span) async throws {
        machine.pass(span)
        _ = try dispatcher.sayWhoIsNotTold()
        let taken = try OutboxMessage.Lane.allCases.flatMap { try dispatcher.take($0, InHand()) }
        let ended = await withTaskGroup(of: EndedTry.self) { group in
            for entry in taken { group.addTask { [dispatcher] in await dispatcher.deliver(entry) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        guard !ended.isEmpty else { return }
        _ = try dispatcher.record(ended, limit: GroupLimit(items: .max, holding: .seconds(60)))
    }

    static func secret(_ byte: UInt8) -> String { "whsec_" + Data(repeating: byte, count: 32).base64EncodedString() }

    private static func write(_ secrets: [UInt8], to root: String) throws {
        let file = root + "/data/team-webhook.secret"
        try write(secrets.map { secret($0) + "\n" }.joined(), to: file)
    }

    private static func write(_ text: String, to file: String) throws {
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    }

    /// What stands in the secret's file from now on, a line each, once the configuration is read again.
    func changeSecrets(to secrets: [UInt8]) throws { try Self.write(secrets, to: root) }

    func reload() throws { _ = try daemon.reload() }

    func entry(_ id: String) throws -> OutboxEntry {
        try #require(try daemon.workflow.read { try $0.tx.outbox.entry(AlertID(id)) })
    }

    /// Seconds from the fixture's start at which an alert was tried, and what each try came to.
    func tries(_ id: String) throws -> (at: [Int64], codes: [String]) {
        let tries = try daemon.workflow.read { try $0.tx.outbox.tries(of: AlertID(id)) }
        return (tries.map { ($0.startedAt - RealClockFixture.start).milliseconds / 1_000 }, tries.map(\.code))
    }

    /// Which alerts reached a receiver, each copy of them.
    func arrived(at channel: String) -> [String] {
        receivers[channel]?.received.map { String(decoding: $0.body, as: UTF8.self) } ?? []
    }

    var alarms: [String] { daemon.alarms.current.map { $0.kind.rawValue + ($0.subject.map { " \($0)" } ?? "") } }
}

import Foundation
import Glibc
import NFODConfig
import NFODEngine
import NFODStore
import Synchronization
import Testing

@testable import NFODDaemon

/// A daemon in a directory of its own whose inbox is looked into by hand, on an uptime that only the test moves.
final class InboxScratch {
    let root: String
    let data: String
    private(set) var daemon: Daemon
    private(set) var inbox: Inbox
    private let config: String
    private let uptime = Uptime()
    private let heard = Heard()

    private final class Uptime: Sendable {
        let seconds = Mutex<Int64>(1_000)
    }

    private final class Heard: Sendable {
        let news = Mutex<[InboxNews]>([])
    }

    static let header = """
        Incident No,Call Date,Call Time,Forename,Surname,DOB,CHI,Sex,Home Address,Home Postcode,Incident Address,\
        Incident Postcode,Naloxone,Doses,Conveyed,Destination,Substances,Sent
        """

    /// One row of the ambulance's feed about somebody invented; nobody else shares anything with them.
    static func row(_ number: Int, remark: String = "") -> String {
        let letters = Array("abcdefghij")
        let name = String(String(number).map { letters[$0.wholeNumberValue ?? 0] })
        let born = "\(10 + number % 18)/\(10 + number % 3)/\(1_950 + number % 50)"
        let place = "\(number) Example Street,DD\(number % 5 + 1) \(number % 9 + 1)AA"
        return "SAS-\(number),01/03/2021,08:00,Ailsa\(name),Testperson\(name),\(born),,F,\(place),\(place),"
            + "Y,1,N,\(remark),heroin,2021-03-01"
    }

    static let badRow = "Zebedee,too,few"

    /// - Parameter settings: replaced in the shipped `nfodd.yaml`.
    init(settings: [String: String] = [:]) throws {
        root = NSTemporaryDirectory() + "/nfod-inbox-" + UUID().uuidString.prefix(8)
        data = root + "/data"
        config = root + "/config"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        try OperationScratch.copyConfiguration(to: config, settings: settings)
        daemon = try InboxScratch.open(data, config)
        inbox = InboxScratch.inbox(daemon, uptime, heard)
        inbox.prepare()
    }

    deinit {
        try? daemon.close()
        try? FileManager.default.removeItem(atPath: root)
    }

    private static func open(_ data: String, _ config: String) throws -> Daemon {
        try Daemon(
            Daemon.Options(
                dataDirectory: data, configDirectory: config,
                clock: .simulated(Instant(milliseconds: 1_614_592_800_000)),  // 2021-03-01T10:00:00Z
                createIfMissing: true, delivery: .record))
    }

    private static func inbox(_ daemon: Daemon, _ uptime: Uptime, _ heard: Heard) -> Inbox {
        Inbox(daemon, uptime: { .seconds(uptime.seconds.withLock { $0 }) }) { news in
            heard.news.withLock { $0.append(news) }
        }
    }

    /// As after a crash: everything that was only in memory is gone.
    func restart() throws {
        try daemon.close()
        daemon = try InboxScratch.open(data, config)
        inbox = InboxScratch.inbox(daemon, uptime, heard)
    }

    var news: [InboxNews] { heard.news.withLock { $0 } }

    func wait(_ seconds: Int64) { uptime.seconds.withLock { $0 += seconds } }

    /// Looks once, so many seconds later.
    func look(after seconds: Int64 = 0) async {
        wait(seconds)
        await inbox.look()
    }

    /// Sees what is there, waits for the quiet time and looks again.
    func settle() async {
        await look()
        await look(after: 10)
    }

    func path(_ source: String, _ name: String = "") -> String { "\(data)/inbox/\(source)/\(name)" }

    /// As an agency should: under another name first.
    @discardableResult
    func drop(_ text: String, as name: String = "feed.csv", for source: String = "ambulance") throws -> String {
        let path = path(source, name)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + ".part"))
        try #require(rename(path + ".part", path) == 0)
        return path
    }

    func dropRows(_ rows: [String], as name: String = "feed.csv") throws {
        try drop(([InboxScratch.header] + rows).joined(separator: "\n") + "\n", as: name)
    }

    /// Names in a folder of a source, in order; nil: the folder itself, without those two.
    func names(_ folder: String? = nil, of source: String = "ambulance") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(source, folder ?? ""))
            .filter { folder != nil || !["done", "needs-fixing"].contains($0) }.sorted()
    }

    func text(_ name: String, of source: String = "ambulance") throws -> String {
        try String(contentsOfFile: path(source, name), encoding: .utf8)
    }

    /// The reasons file of the only thing in needs-fixing.
    func onlyReasons(of source: String = "ambulance") throws -> String {
        let names = try names("needs-fixing", of: source)
        try #require(names.count == 2, "\(names)")
        try #require(names[1] == names[0] + ".reasons.txt")
        return try text("needs-fixing/" + names[1], of: source)
    }

    func events(_ type: String) throws -> [any EventPayload] {
        try daemon.store.read { try $0.events.events(after: 0, limit: 1_000_000) }.filter { $0.type == type }
            .compactMap(\.payload)
    }

    var notifications: Int { get throws { try daemon.store.read { try $0.notifications.count() } } }
    var underWay: Int { get throws { try daemon.store.read { try $0.inbox.all().count } } }

    /// Without waiting, also where waiting would be possible.
    func stored<Result>(_ body: (Transaction) throws -> Result) throws -> Result { try daemon.store.read(body) }
    func change<Result>(_ body: (Transaction) throws -> Result) throws -> Result { try daemon.store.write(body) }

    /// Alarms and alerts that were written.
    var alerts: Int { get throws { try stored { try $0.outbox.count(.recorded) } } }

    func folder(_ source: String = "ambulance") throws -> DropFolder {
        try DropFolder(SourceID(source), in: Inbox.path(in: data))
    }
}

import Foundation
import NFODConfig
import NFODEngine
import Notify

/// Fetches the calendar of a rota tool from its address, and keeps the last good one in the data directory: a restart
/// with the tool out of reach reads that.
struct RotaCalendarFeed: Sendable {
    /// Nil where it is a file.
    private let address: Address?
    private let calendar: RotaCalendar
    private let copy: String
    private let credentials: String?
    private let directory: String

    private enum Address {
        case text(String, plainLoopback: Bool)
        case file(String, plainLoopback: Bool)
    }

    /// - Parameters:
    ///   - directory: the data directory.
    ///   - credentials: where systemd put secrets; nil when it did not.
    init?(_ calendar: RotaCalendar, in directory: String, credentials: String?) {
        switch calendar.place {
        case .file: return nil
        case .address(let text, let plain): address = .text(text, plainLoopback: plain)
        case .addressFile(let file, let plain): address = .file(file, plainLoopback: plain)
        }
        self.calendar = calendar
        self.directory = directory
        self.credentials = credentials
        copy = Self.copy(of: calendar.id, in: directory)
    }

    /// What one fetch may cost: a calendar as large as is read at all.
    static let limits = TransferLimits(answerBytesMax: ICalendarLimits().bytes + 65_536)

    /// Where the last good one is kept.
    static func copy(of calendar: RotaCalendarID, in directory: String) -> String {
        folder(in: directory) + "/" + calendar.name + ".ics"
    }

    private static func folder(in directory: String) -> String { directory + "/calendars" }

    /// Names of colleagues stand in a copy: it goes with its calendar.
    static func removeCopies(besidesThoseOf calendars: [RotaCalendar], in directory: String) {
        let kept = Set(calendars.map { copy(of: $0.id, in: directory) })
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder(in: directory))) ?? []
        for path in names.map({ folder(in: directory) + "/" + $0 }) where !kept.contains(path) {
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    /// Fetches it anew. Only what can be read as a calendar with events in it takes the place of the last good one: a
    /// tool that is out of order answers with a page for people, or with nothing.
    func fetch(
        over transport: CurlTransport, within limits: TransferLimits, at now: Instant, zone: ZoneRules
    ) async -> RotaCalendarTrouble? {
        do throws(RotaCalendarTrouble) {
            let bytes = try answer(await transport.send(try request(limits)))
            let reading = try RotaCalendarFile.reading(of: bytes, as: calendar, at: now, zone: zone)
            guard reading.hasEvents else { throw .withoutEvents }
            try keep(bytes)
            return nil
        } catch {
            return error
        }
    }

    private func request(_ limits: TransferLimits) throws(RotaCalendarTrouble) -> OutgoingRequest {
        let (text, plain) = try addressText()
        let url: EndpointURL
        do throws(EndpointURLProblem) {
            url = try EndpointURL(text, allowPlainLoopback: plain)
        } catch { throw .addressNotUsable(error) }
        return OutgoingRequest(
            method: .get, channel: ChannelID("calendar-" + calendar.id.name), lane: .ordinary, url: url, headers: [],
            body: [], limits: limits)
    }

    private func addressText() throws(RotaCalendarTrouble) -> (String, plainLoopback: Bool) {
        switch address {
        case .text(let text, let plain)?: return (text, plain)
        case .file(let file, let plain)?:
            let place = SecretPlace(of: file, beside: directory, credentials: credentials)
            var text: String?
            do throws(DaemonError) { text = try place.text() } catch { throw .addressExposed }
            guard let line = text?.trimmingCharacters(in: .whitespacesAndNewlines), !line.isEmpty else {
                throw .addressMissing
            }
            return (line, plain)
        case nil: throw .addressMissing
        }
    }

    private func answer(_ result: TransportResult) throws(RotaCalendarTrouble) -> [UInt8] {
        switch result {
        case .answered(let answer) where answer.status == 200: return answer.body
        case .answered(let answer): throw .answered(status: answer.status)
        case .failed(let failure): throw .notFetched(failure)
        }
    }

    /// In one step, so that a reader finds the old one or the new one whole.
    private func keep(_ bytes: [UInt8]) throws(RotaCalendarTrouble) {
        let folder = URL(filePath: copy).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(bytes).write(to: URL(filePath: copy), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: copy)
        } catch { throw .notKept }
    }
}

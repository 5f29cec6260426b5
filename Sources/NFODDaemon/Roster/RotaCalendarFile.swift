import Foundation
import NFODConfig
import NFODEngine

/// The file in which a rota tool leaves its calendar, or in which the last good one that was fetched is kept.
struct RotaCalendarFile: Sendable {
    let calendar: RotaCalendar
    let path: String

    init(_ calendar: RotaCalendar, config: String, data: String) {
        self.calendar = calendar
        path =
            switch calendar.place {
            case .file(let file): file.hasPrefix("/") ? file : config + "/" + file
            case .address, .addressFile: RotaCalendarFeed.copy(of: calendar.id, in: data)
            }
    }

    /// What it holds in the weeks from `now` on.
    func read(at now: Instant, zone: ZoneRules) throws(RotaCalendarTrouble) -> RotaCalendarReading {
        let limits = ICalendarLimits()
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .missing }
        // A larger file is not read at all, to be refused for it.
        guard status.st_size <= limits.bytes else { throw .unreadable(ICalendarProblem(.tooLarge, line: 0)) }
        guard let bytes = FileManager.default.contents(atPath: path) else { throw .missing }
        return try Self.reading(of: Array(bytes), as: calendar, at: now, zone: zone)
    }

    /// What these bytes say of the weeks from `now` on.
    static func reading(
        of bytes: [UInt8], as calendar: RotaCalendar, at now: Instant, zone: ZoneRules
    ) throws(RotaCalendarTrouble) -> RotaCalendarReading {
        do throws(ICalendarProblem) {
            return try RotaCalendarReading(
                bytes, as: calendar, within: RotaCalendar.window(at: now, in: zone), zone: zone, zones: Self.zone)
        } catch {
            throw .unreadable(error)
        }
    }

    var exists: Bool { access(path, R_OK) == 0 }

    /// It was not written for longer than it may be.
    ///
    /// - Parameter wall: the machine's clock, which dates files.
    func isOld(at wall: Instant) -> Bool {
        var status = stat()
        guard let most = calendar.staleAfter, stat(path, &status) == 0 else { return false }
        return wall - Instant(seconds: Int64(status.st_mtim.tv_sec)) > most
    }

    /// By its own name, or as Windows calls it.
    private static func zone(named name: String) -> ZoneRules? {
        let windows = ["GMT Standard Time": "Europe/London", "Greenwich Standard Time": "UTC", "Etc/UTC": "UTC"]
        // Names such as `/example.org/Europe/London` end in the true one.
        let parts = name.split(separator: "/")
        let tail = parts.count > 2 ? parts.suffix(2).joined(separator: "/") : name
        return try? ZoneRules.load(name: windows[name] ?? tail)
    }
}

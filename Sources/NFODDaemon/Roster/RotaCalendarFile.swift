import Foundation
import NFODConfig
import NFODEngine

/// The file in which a rota tool leaves its calendar.
struct RotaCalendarFile: Sendable {
    let calendar: RotaCalendar
    let path: String

    /// - Parameter directory: the configuration's.
    init(_ calendar: RotaCalendar, in directory: String) {
        self.calendar = calendar
        path = calendar.file.hasPrefix("/") ? calendar.file : directory + "/" + calendar.file
    }

    enum Trouble: Error, Hashable {
        /// Not there, no regular file, or not to be read.
        case missing
        case unreadable(ICalendarProblem)

        /// For people, in one line.
        var message: String {
            switch self {
            case .missing: "the file is not there or cannot be read"
            case .unreadable(let problem): problem.message
            }
        }
    }

    /// What it holds in the weeks from `now` on.
    func read(at now: Instant, zone: ZoneRules) throws(Trouble) -> RotaCalendarReading {
        let limits = ICalendarLimits()
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .missing }
        // A larger file is not read at all, to be refused for it.
        guard status.st_size <= limits.bytes else { throw .unreadable(ICalendarProblem(.tooLarge, line: 0)) }
        guard let bytes = FileManager.default.contents(atPath: path) else { throw .missing }
        do throws(ICalendarProblem) {
            return try RotaCalendarReading(
                Array(bytes), as: calendar, within: RotaCalendar.window(at: now, in: zone), zone: zone,
                zones: Self.zone, limits: limits)
        } catch {
            throw .unreadable(error)
        }
    }

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

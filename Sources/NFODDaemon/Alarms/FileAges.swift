import Foundation
import NFODEngine

/// How long files have been lying in a folder, on the machine's wall clock, which dates them.
enum FileAges {
    /// When the file that was put or changed here longest ago was; a move counts, as it does not for the time of its
    /// content. Nil when there is none.
    static func oldestArrival(in folder: String) -> Instant? {
        statuses(in: folder).map { instant($0.st_ctim) }.min()
    }

    /// When the newest content was written; nil when there is none.
    static func newestContent(in folder: String) -> Instant? {
        statuses(in: folder).map { instant($0.st_mtim) }.max()
    }

    /// Of visible, regular files.
    private static func statuses(in folder: String) -> [stat] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { !$0.hasPrefix(".") }.compactMap { name in
            var status = stat()
            guard lstat(folder + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            return status
        }
    }

    private static func instant(_ time: timespec) -> Instant {
        Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }
}

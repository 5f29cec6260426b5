import Foundation

/// What this process uses of the machine, under the names that every Prometheus client gives them.
enum ProcessMetrics {
    static let startedAt = Date.now.timeIntervalSince1970

    static func families() -> [MetricFamily] {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        let seconds = [usage.ru_utime, usage.ru_stime].map { Double($0.tv_sec) + Double($0.tv_usec) / 1_000_000 }
        let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
        return [
            .counter("process_cpu_seconds_total", "Processor time used.", [.init(seconds.reduce(0, +))]),
            .gauge("process_resident_memory_bytes", "Memory in use.", residentBytes),
            .gauge("process_open_fds", "Open file descriptors.", open),
            .gauge(
                "process_start_time_seconds", "When the process began, since 1970.", [.init(startedAt)]),
        ]
    }

    /// Second word of statm(5): pages.
    private static var residentBytes: Int {
        let words = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
        return (words.count > 1 ? Int(words[1]) ?? 0 : 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}

import NFODEngine

/// The addresses of the demo's own server, which is no part of the daemon.
enum DemoURL: Hashable {
    case start, alerts, pause, play
    /// Somebody's telephone, as a channel of the daemon sees it.
    case hook(WorkerID)

    var path: String {
        switch self {
        case .start: "/"
        case .alerts: "/alerts"
        case .pause: "/pause"
        case .play: "/play"
        case .hook(let worker): "/hook/\(worker.name)"
        }
    }

    init?(path: String) {
        for url in [DemoURL.start, .alerts, .pause, .play] where url.path == path {
            self = url
            return
        }
        let prefix = "/hook/"
        guard path.hasPrefix(prefix), path.count > prefix.count else { return nil }
        self = .hook(WorkerID(String(path.dropFirst(prefix.count))))
    }

    /// GET changes nothing.
    var isPosted: Bool {
        switch self {
        case .start, .alerts: false
        case .pause, .play, .hook: true
        }
    }
}

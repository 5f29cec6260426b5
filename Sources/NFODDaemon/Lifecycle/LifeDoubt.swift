import NFODEngine

/// Why the service does not say outside that it is alive.
enum LifeDoubt: Hashable, Sendable {
    case notBegun([Part])
    case hangs([Part])
    /// Alarms because of which `/readyz` says no.
    case notReady([AlarmKind])
    /// Something due has been waiting for longer than it ever should; nil where that could not be read.
    case late(seconds: Int64?)
    /// An alert could not be written down just now.
    case notWritable

    /// Stable, for the log.
    var code: String {
        switch self {
        case .notBegun(let parts): "notBegun:" + parts.map(\.rawValue).joined(separator: ",")
        case .hangs(let parts): "hangs:" + parts.map(\.rawValue).joined(separator: ",")
        case .notReady(let alarms): "notReady:" + alarms.map(\.rawValue).joined(separator: ",")
        case .late: "late"
        case .notWritable: "notWritable"
        }
    }
}

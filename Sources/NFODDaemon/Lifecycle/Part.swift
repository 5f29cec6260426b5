/// A part of the daemon that has to be seen at work: at start before anybody is told that the daemon is ready, and from
/// then on before the watchdog is fed.
public enum Part: String, CaseIterable, Sendable, Comparable {
    /// What is due was handled, or there was nothing.
    case scheduler
    /// The outbox was looked through, each lane by itself.
    case ordinaryLane, lastLevelLane
    /// A transaction ended.
    case store
    /// The socket of the command line listens. Begins once and is not watched afterwards.
    case commands
    /// The pages' port listens. Begins once and is not watched afterwards.
    case pages

    /// Reports again and again for as long as it works.
    var isWatched: Bool {
        switch self {
        case .scheduler, .ordinaryLane, .lastLevelLane, .store: true
        case .commands, .pages: false
        }
    }

    public static func < (left: Part, right: Part) -> Bool { left.rawValue < right.rawValue }
}

/// Counts wrong tokens by peer. A peer that sends too many waits; others are not touched.
struct WrongTokens {
    private var peers: [String: [ContinuousClock.Instant]] = [:]
    private var locked: [String: ContinuousClock.Instant] = [:]
    private let most: Int
    private let window: Duration
    /// Peers remembered at once: memory stays bounded under a flood.
    private let peersMost = 10_000

    init(most: Int, window: Duration) {
        self.most = most
        self.window = window
    }

    mutating func note(_ peer: String, at now: ContinuousClock.Instant) {
        if peers.count >= peersMost { peers = peers.filter { now - ($0.value.last ?? now) < window } }
        if peers.count >= peersMost { peers.removeAll() }
        let recent = (peers[peer] ?? []).filter { now - $0 < window } + [now]
        peers[peer] = recent
        guard recent.count >= most else { return }
        locked = locked.filter { $0.value > now }
        locked[peer] = now + window
        peers[peer] = nil
    }

    /// How long the peer still has to wait; nil when it need not.
    func wait(_ peer: String, at now: ContinuousClock.Instant) -> Duration? {
        guard let until = locked[peer], until > now else { return nil }
        return until - now
    }
}

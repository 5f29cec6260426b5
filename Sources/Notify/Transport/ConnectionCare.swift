import NFODEngine

/// Which requests may travel over a connection that is open already. Pure: time is an argument.
///
/// A connection that the receiver has closed is noticed, and the same bytes go over a fresh one at once
/// (``CurlTransfer/isToRepeat(_:)``). What nobody notices is a connection that has silently died on the way: a request
/// over it ends by its time-out. From then on, for as long as that connection may be kept, the channel's requests open
/// connections of their own. Last levels always do: they are few, and a handshake costs
/// them less than a time-out would.
struct ConnectionCare {
    /// Longer than an idle connection is kept, so that none of the doubtful ones is left afterwards.
    private let doubtLasts: Span
    private var doubtedUntil: [ChannelID: Instant] = [:]

    init(idleConnectionMax: Span) { doubtLasts = idleConnectionMax + idleConnectionMax }

    /// The request may not use a connection that is open already.
    mutating func wantsFresh(_ channel: ChannelID, _ lane: OutgoingRequest.Lane, at now: Instant) -> Bool {
        if let until = doubtedUntil[channel], until <= now { doubtedUntil[channel] = nil }
        return lane == .lastLevel || doubtedUntil[channel] != nil
    }

    /// A request ended.
    mutating func note(_ result: TransportResult, of channel: ChannelID, wasReused: Bool, at now: Instant) {
        guard wasReused, result == .failed(.timeOut) else { return }
        doubtedUntil[channel] = now + doubtLasts
    }
}

/// Over which channels an alert goes, and when each takes over. Settled when the alert is written, so that no fall-back
/// waits for somebody to notice a failure (rule 32).
public struct AlertRoute: Hashable, Sendable {
    /// The alert's own channel first. Each goes out unless one before it has delivered.
    public let legs: [Leg]

    /// One channel's turn.
    public struct Leg: Hashable, Sendable {
        public let channel: ChannelID
        /// From when the alert is written.
        public let wait: Span

        public init(_ channel: ChannelID, wait: Span = .zero) {
            self.channel = channel
            self.wait = wait
        }
    }

    /// When the first of them goes out: the time in which its recipient has to be told runs from then.
    public var firstWait: Span { legs.map(\.wait).min() ?? .zero }

    /// What a route goes by of one channel.
    public struct Traits: Hashable, Sendable {
        /// Takes over where this one does not deliver, for whoever has no other of their own left.
        public let fallback: ChannelID?
        /// The channel says when a message has arrived, so that silence means that it has not.
        public let givesReceipt: Bool

        public init(fallback: ChannelID? = nil, givesReceipt: Bool = true) {
            self.fallback = fallback
            self.givesReceipt = givesReceipt
        }
    }

    /// - Parameters:
    ///   - ways: all of the recipient's, first choice first.
    ///   - fallbackAfter: from one channel to the next.
    ///   - traits: of the channels of the configuration; others are left out, but for the alert's own.
    public init(of alert: Alert, ways: [WayToTell], fallbackAfter: Span, traits: [ChannelID: Traits]) {
        let known = ways.filter { $0.channel != alert.channel && traits[$0.channel] != nil }
        let own = [alert.channel] + known.map(\.channel)
        guard !alert.isLastLevel else {
            // Those that give a receipt are all used at once, whatever the hour: nobody comes after them.
            let atOnce = own.filter { $0 == alert.channel || traits[$0]?.givesReceipt == true }
            let later = AlertRoute.withFallbacks(atOnce + own.filter { !atOnce.contains($0) }, traits)
                .dropFirst(atOnce.count)
            legs =
                atOnce.map { Leg($0) }
                + later.enumerated().map { Leg($1, wait: AlertRoute.turn($0 + 1, fallbackAfter)) }
            return
        }
        let rests = Dictionary(ways.map { ($0.channel, $0.rest) }) { first, _ in first }
        func rest(_ channel: ChannelID) -> Span { alert.keepsQuietHours ? rests[channel] ?? .zero : .zero }
        // What may be used sooner comes first, otherwise in their order.
        let sorted = own.enumerated().sorted { (rest($0.element), $0.offset) < (rest($1.element), $1.offset) }
        let chain = AlertRoute.withFallbacks(sorted.map(\.element), traits)
        let first = chain.first.map(rest) ?? .zero
        let all = chain.enumerated().map { place, channel in
            Leg(channel, wait: max(rest(channel), first + AlertRoute.turn(place, fallbackAfter)))
        }
        legs = all.filter { $0.channel == alert.channel } + all.filter { $0.channel != alert.channel }
    }

    private static func turn(_ place: Int, _ span: Span) -> Span {
        Span(milliseconds: span.milliseconds * Int64(place))
    }

    /// And the fall-backs of all of them, and those of these.
    private static func withFallbacks(_ own: [ChannelID], _ traits: [ChannelID: Traits]) -> [ChannelID] {
        var chain: [ChannelID] = []
        for channel in own where !chain.contains(channel) { chain.append(channel) }
        var place = 0
        while place < chain.count {
            if let fallback = traits[chain[place]]?.fallback, traits[fallback] != nil, !chain.contains(fallback) {
                chain.append(fallback)
            }
            place += 1
        }
        return chain
    }
}

extension Alert {
    /// May wait for the end of its recipient's quiet hours: what asks for something, and is not among the last. A
    /// stand-down does not wait, because somebody may be on their way; nor does an alarm about the service.
    public var keepsQuietHours: Bool { !isLastLevel && (kind == .escalation || kind == .assignment) }

    /// The same alert over another channel, as a message of its own (rule 36).
    ///
    /// - Precondition: its id ends in the mark of recipient and channel, as all do.
    public func over(_ other: ChannelID) -> Alert {
        let mark = AlertID.mark(recipient, channel)
        precondition(id.name.hasSuffix(mark), "an alert's id ends in the mark of recipient and channel")
        return Alert(
            id: AlertID(id.name.dropLast(mark.utf8.count) + AlertID.mark(recipient, other)), kind: kind, code: code,
            contactDueAt: contactDueAt, level: level, isLastLevel: isLastLevel, recipient: recipient, channel: other,
            at: at, gathersFor: gathersFor, gathered: gathered)
    }
}

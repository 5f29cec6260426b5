/// Over which channels an alert goes: at once, and one after the other while nothing has delivered it. Settled when the
/// alert is written, so that no fall-back waits for somebody to notice a failure (rule 32).
public struct AlertRoute: Hashable, Sendable {
    /// At once, the alert's own channel first.
    public let atOnce: [ChannelID]
    /// Each when those before it have not delivered in time.
    public let later: [ChannelID]

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
    ///   - first: the channel that the alert was made for.
    ///   - own: all of the recipient's, first choice first.
    ///   - isLastLevel: those of the recipient's that give a receipt are all used at once: nobody comes after them.
    ///   - traits: of the channels of the configuration; others are left out, but for `first`.
    public init(
        first: ChannelID, own: [ChannelID], isLastLevel: Bool, traits: [ChannelID: Traits]
    ) {
        var atOnce = [first]
        var later: [ChannelID] = []
        for channel in own where traits[channel] != nil && !(atOnce + later).contains(channel) {
            if isLastLevel, traits[channel]?.givesReceipt == true {
                atOnce.append(channel)
            } else {
                later.append(channel)
            }
        }
        // The fall-backs of all of them, and those of these.
        var place = 0
        while place < atOnce.count + later.count {
            let channel = (atOnce + later)[place]
            if let fallback = traits[channel]?.fallback, traits[fallback] != nil,
                !(atOnce + later).contains(fallback)
            {
                later.append(fallback)
            }
            place += 1
        }
        self.atOnce = atOnce
        self.later = later
    }
}

extension Alert {
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

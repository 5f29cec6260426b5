/// An alert as it went, or shall go, over one channel.
public struct AlertCopy: Hashable, Sendable {
    public let id: AlertID
    /// The alert whose failure this copy makes good; nil for the alert itself.
    public let original: AlertID?
    public let kind: Alert.Kind
    public let recipient: WorkerID
    /// What it says beside code and due time.
    public let says: String
    public let writtenAt: Instant
    public let channel: ChannelID
    /// That the channel took it shows that it arrived.
    public let givesReceipt: Bool
    public let standing: Standing
    /// Made so far.
    public let tries: Int
    /// Of the try that arrived, otherwise of the last one; nil before the first. From the channel's closed list.
    public let code: String?
    /// What the receiver answered then; nil when it did not, or there is no such number on its channel.
    public let status: Int?
    /// When it goes out at the earliest: another channel has its turn before, or its recipient's quiet hours last until
    /// then. Nil once it was tried, and where that is not known.
    public let notBefore: Instant?
    /// The kind of channel that its bytes are made for.
    public let form: ChannelKind
    /// When a service took it that will say whether it arrives; nil when none did, and where that is not known.
    public let sentAt: Instant?
    /// It goes in one message with so many other alerts; nil where it goes as itself.
    public let gatheredWith: Int?
    /// When its case heard that it arrived.
    public internal(set) var arrivedAt: Instant?

    /// Where it stands.
    public enum Standing: String, Hashable, Sendable, CaseIterable {
        /// Is being sent, or waits for its turn or its next try.
        case waiting
        /// Waits for others to the same recipient, to go with them.
        case gathering
        /// A service has it, and has not said yet whether it arrived. It is not sent again.
        case sent
        case arrived
        /// Given up: a dead letter, until somebody has it tried again.
        case failed
        /// Nobody needs to hear it any more.
        case cancelled
        /// Written down by a replay, never sent.
        case recorded
    }

    public init(
        id: AlertID, original: AlertID?, kind: Alert.Kind, recipient: WorkerID, says: String, writtenAt: Instant,
        channel: ChannelID, givesReceipt: Bool, standing: Standing, tries: Int, code: String?, status: Int?,
        notBefore: Instant? = nil, form: ChannelKind = .webhook, sentAt: Instant? = nil, gatheredWith: Int? = nil
    ) {
        self.id = id
        self.original = original
        self.kind = kind
        self.recipient = recipient
        self.says = says
        self.writtenAt = writtenAt
        self.channel = channel
        self.givesReceipt = givesReceipt
        self.standing = standing
        self.tries = tries
        self.code = code
        self.status = status
        self.notBefore = notBefore
        self.form = form
        self.sentAt = sentAt
        self.gatheredWith = gatheredWith
    }
}

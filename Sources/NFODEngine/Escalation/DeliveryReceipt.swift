/// What a service says of a message some time after it took it: whether it arrived.
public enum DeliveryReceipt: String, Hashable, Sendable, CaseIterable {
    case arrived
    /// There is no such number or address.
    case permanentFailure
    /// Tried in vain for as long as the service tries: switched off, out of reach, full.
    case temporaryFailure
    /// Something between the service and the network went wrong; it was not sent.
    case technicalFailure

    /// No service says anything of a message after that: GOV.UK Notify gives up within three days.
    public static let comesWithin = Span.days(4)

    /// Stable, for rows and programs; stands beside the codes of tries.
    public var code: String { self == .arrived ? "receiptArrived" : rawValue }
}

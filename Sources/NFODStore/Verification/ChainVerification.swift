/// What a walk over the hash chain found.
public enum ChainVerification: Hashable, Sendable {
    /// Every event is as it was written; removed payloads were removed on purpose.
    case holds(ChainHead)
    /// The first event that is not as it was written, or that is missing.
    case broken(sequence: Int64, reason: Reason)

    public enum Reason: String, Codable, Sendable, CaseIterable {
        /// No event has this number.
        case missing
        /// The payload is not the one that was hashed.
        case payloadChanged
        /// Header, hash or place in the chain is not the one that was linked.
        case linkChanged
        /// The payload is blank and no ``PayloadRemoved`` event says why.
        case payloadBlank
        /// The log ends before, or differs at, the end that was noted outside it.
        case headDiffers
    }
}

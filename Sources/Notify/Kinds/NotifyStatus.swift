public import NFODEngine

/// What GOV.UK Notify calls back with of a message that it took.
public enum NotifyStatus {
    /// Nil for a status that says nothing yet of whether the message arrived, and for words that are not known here.
    public static func receipt(_ status: String) -> DeliveryReceipt? {
        switch status {
        case "delivered": .arrived
        case "permanent-failure": .permanentFailure
        case "temporary-failure": .temporaryFailure
        case "technical-failure": .technicalFailure
        default: nil
        }
    }
}

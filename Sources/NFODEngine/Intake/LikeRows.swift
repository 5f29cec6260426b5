/// Tells rows of one file or one request apart that are alike in everything and that no reference tells apart: two
/// unnamed people at one place on one day are two (rule 12).
public struct LikeRows: Sendable {
    private var counts: [String: Int] = [:]
    private let request: Int

    /// - Parameter request: a number that stands for one request and for every repetition of it; above 0. Rows that
    ///   name nobody are then told apart from like rows of every other request. 0 for a file: its rows come again.
    public init(request: Int = 0) { self.request = request }

    mutating func numbered(_ reading: NotificationReading, profile: SourceProfile) -> NotificationReading {
        let details = reading.details
        let isToldApart = details.reference != nil && !(profile.canBePerIncident && details.isUnidentified)
        guard !isToldApart else { return reading }
        var numbered = reading
        counts[reading.contentText, default: 0] += 1
        numbered.ordinal = (details.isUnidentified ? request : 0) + (counts[reading.contentText] ?? 1)
        return numbered
    }
}

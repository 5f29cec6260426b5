/// How far apart two sources' times of one overdose may lie (rule 19). Comes from configuration.
public struct IncidentSettings: Hashable, Sendable {
    /// Two sources in no particular order.
    public struct Pair: Hashable, Sendable {
        let first: SourceID
        let second: SourceID

        public init(_ one: SourceID, _ other: SourceID) {
            (first, second) = one < other ? (one, other) : (other, one)
        }
    }

    /// For pairs that have a setting of their own.
    public let slack: [Pair: Span]
    /// For all other pairs.
    public let otherSlack: Span
    /// A time that fits two overdoses belongs to the nearer one only if that is nearer by at least this much.
    public let clearlyNearer: Span
    /// The widest distance at which two sources' times can still be one overdose.
    public let widest: Span

    public init(slack: [Pair: Span], otherSlack: Span, clearlyNearer: Span) {
        self.slack = slack
        self.otherSlack = otherSlack
        self.clearlyNearer = clearlyNearer
        widest = max(otherSlack, slack.values.max() ?? .zero)
    }

    public func slack(_ one: SourceID, _ other: SourceID) -> Span { slack[Pair(one, other)] ?? otherSlack }

    /// Two records may tell of one overdose: their times meet, and no source tells of one twice (rule 19). A case that
    /// holds a record for which this is false can take the other one in by no other record.
    public func mayBeOne(_ one: PersonEvidence, _ other: PersonEvidence) -> Bool {
        one.source != other.source && one.overdose.meets(other.overdose, slack: slack(one.source, other.source))
    }
}

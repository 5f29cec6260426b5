/// The costs of an assignment could overflow the whole numbers they are reckoned in; nothing was solved. It takes tens
/// of thousands of cases at once.
public struct CostOverflow: Error, Equatable, CustomStringConvertible {
    /// Width of the numbers that were too narrow.
    public let bits: Int

    public var description: String { "the costs of this assignment do not fit into \(bits) bits" }
}

/// The costs of an assignment could overflow the whole numbers they are reckoned in; nothing was solved. It takes
/// thousands of workers' places that are all filled at once; cases that nobody has a place for do not count.
public struct CostOverflow: Error, Equatable, CustomStringConvertible {
    /// Width of the numbers that were too narrow.
    public let bits: Int

    public var description: String { "the costs of this assignment do not fit into \(bits) bits" }
}

/// Rebuilds projections from the log, so that they can be compared with the tables.
///
/// ``rebuild(in:)`` gets a connection on which each of ``tables`` is hidden behind an empty temporary twin of the same
/// name and shape: the very code that projects in daily work runs unchanged, reads the real log and writes the twins.
/// The connection cannot write to the file.
public protocol ProjectionCheck {
    var tables: [ProjectedTable] { get }
    func rebuild(in transaction: Transaction) throws
}

/// A table that holds nothing but what the log says.
public struct ProjectedTable: Hashable, Sendable {
    public let name: String
    /// Names one row in a report; holds no personal data.
    public let key: [String]

    public init(_ name: String, key: [String]) {
        self.name = name
        self.key = key
    }
}

/// A row in which table and log disagree.
public struct ProjectionDifference: Hashable, Sendable {
    public let table: String
    /// The key's values in order, as text.
    public let key: [String]
    public let kind: Kind

    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// In the table, but the log does not give it.
        case onlyInTable
        /// The log gives it, but it is not in the table.
        case onlyInLog
        /// In both, with other content.
        case changed
    }

    public init(table: String, key: [String], kind: Kind) {
        self.table = table
        self.key = key
        self.kind = kind
    }
}

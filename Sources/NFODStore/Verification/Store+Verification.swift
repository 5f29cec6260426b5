import GRDB
import NFODEngine

extension Store {
    /// Walks the whole chain and names the first event that is not as it was written. Reads a piece at a time, so it
    /// may run beside the daemon's work.
    ///
    /// - Parameter noted: an earlier ``EventLog/head()`` kept outside; without it nobody can see that the newest events
    ///   were cut off.
    public func verifyChain(noted: ChainHead? = nil) throws -> ChainVerification {
        var walk = ChainWalk(noted: noted)
        while try read({ try walk.advance(in: $0.db, names: Self.streamNames($0.db), limit: Self.eventsAtATime) }) {}
        return walk.result()
    }

    private static func streamNames(_ db: Database) throws -> [Int64: String] {
        let rows = try Row.fetchAll(db, sql: "SELECT id, name FROM stream_name")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as Int64, $0[1] as String) })
    }

    private static let eventsAtATime = 20_000
}

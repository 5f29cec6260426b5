import NFODStore

extension Work {
    /// Does one item of several in this transaction. When it fails, what it wrote is undone and the others go on.
    ///
    /// - Returns: why it failed; nil when it is done.
    /// - Throws: faults of the disk or the database. They are nobody's: the whole transaction is undone, and all of it
    ///   is tried again.
    func item(_ body: () throws -> Void) throws -> (any Error)? {
        beginItem()
        defer { endItem() }
        do {
            try tx.savepoint(body)
            return nil
        } catch {
            if StoreFault(error) != nil { throw error }
            forgetItem()
            return error
        }
    }
}

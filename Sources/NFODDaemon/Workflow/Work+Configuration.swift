import NFODConfig
import NFODEngine
import NFODStore

/// What follows from a configuration that has just come into force, at start and at a reload.
extension Work {
    /// - Parameter isNewConfiguration: something in its files is other than before.
    func follow(isNewConfiguration: Bool) throws {
        let digest = try tx.due.rows(of: .system).first { $0.kind == Work.digestDue }
        // A digest that is due already still goes out; the huddles after it are found by the new calendar.
        if digest.map({ isNewConfiguration && $0.at > now }) ?? true {
            try armSystem(digestAt: configuration.huddles.nextHuddle(after: now))
        }
        try releaseFromDisabled()
        try watchNewSources()
    }
}

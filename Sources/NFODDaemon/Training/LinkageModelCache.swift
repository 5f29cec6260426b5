import NFODEngine
import NFODStore
import Synchronization

/// The model in use, so that not every transaction has to read it.
final class LinkageModelCache: Sendable {
    private let known = Mutex(PersonModel.shipped)

    /// - Throws: ``LinkageModelRefusal/unknown``, which the events cannot have made; faults of the store.
    func inUse(_ tx: Transaction) throws -> PersonModel {
        let id = try tx.linkageModels.inUse()
        let last = known.withLock { $0 }
        if last.version == id { return last }
        let model = try LinkageModelCache.model(id, tx)
        known.withLock { $0 = model }
        return model
    }

    static func model(_ id: LinkageModelID, _ tx: Transaction) throws -> PersonModel {
        guard id != .shipped else { return .shipped }
        guard let row = try tx.linkageModels.row(id) else { throw LinkageModelRefusal.unknown(id) }
        return row.trained.rates.model(id)
    }
}

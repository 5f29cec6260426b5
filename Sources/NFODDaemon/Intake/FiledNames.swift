import NFODEngine
import NFODStore

/// Names counted by the blinds that notifications are filed under: nothing is decrypted, and nothing is kept but what
/// one decision asks for twice.
final class FiledNames: NameRates {
    private let tx: Transaction
    private let blinder: Blinder
    private var known: [BlockingKey: Int] = [:]

    init(_ tx: Transaction, blinder: Blinder) {
        self.tx = tx
        self.blinder = blinder
    }

    func records(withForename forename: String) throws -> Int { try count(BlockingKey(.forename, forename)) }
    func records(withSurname surname: String) throws -> Int { try count(BlockingKey(.surname, surname)) }
    func allRecords() throws -> Int { Int(try tx.counters.last("notification")) }

    private func count(_ key: BlockingKey) throws -> Int {
        if let count = known[key] { return count }
        let count = try tx.vault.count(under: blinder.blind(IndexKind(key.kind.rawValue), key.text))
        known[key] = count
        return count
    }
}

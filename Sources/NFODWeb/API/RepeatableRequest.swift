import Crypto
import Foundation
import HTTPTypes
import NFODDaemon
import NFODEngine
import NFODStore

/// A request that its caller may send again under the same `Idempotency-Key` and get the same answer.
struct RepeatableRequest: Sendable {
    let key: IdempotencyTable.Key
    let hash: Data

    /// Nil without the header.
    /// - Throws: ``WebRefusal/keyUnreadable``.
    init?(_ headers: HTTPFields, at url: SiteURL, by caller: Caller, content: Data) throws(WebRefusal) {
        guard let written = headers.value("idempotency-key") else { return nil }
        guard (1...255).contains(written.utf8.count), written.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .keyUnreadable
        }
        key = IdempotencyTable.Key(key: written, route: url.path, caller: caller.name)
        hash = Data(SHA256.hash(data: content))
    }

    /// The same for every repetition, another for every other request.
    var number: Int {
        let digest = SHA256.hash(data: Data("\(key.caller)\n\(key.route)\n\(key.key)".utf8))
        // Above the ordinals of files, and small enough for every reader of JSON.
        return digest.prefix(6).reduce(1) { $0 << 8 | Int($1) }
    }

    /// The answer given before; nil when this is the first time.
    /// - Throws: ``WebRefusal/keyUsedForOtherBody``.
    func answer(in table: IdempotencyTable) throws -> IdempotencyTable.Answer? {
        switch try table.find(key, bodyHash: hash) {
        case .nothing: nil
        case .answered(let answer): answer
        case .otherBody: throw WebRefusal.keyUsedForOtherBody
        }
    }

    /// Keeps the answer and forgets those that are old enough. Callers live in real time, whatever clock the engine is
    /// on.
    func keep(_ answer: IdempotencyTable.Answer, in table: IdempotencyTable, forHours hours: Int64) throws {
        let now = AnchoredClock.wall()
        try table.forget(before: now - .hours(hours))
        try table.keep(answer, for: key, bodyHash: hash, at: now)
    }
}

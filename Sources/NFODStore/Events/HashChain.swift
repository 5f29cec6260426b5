import Crypto
public import Foundation
import NFODEngine

/// Everything of an event except its payload, as the chain covers it.
struct EventHeader {
    let kind: String
    let number: Int64
    /// A stream named by text is covered by its name, so that renaming it breaks the chain as well.
    let name: String?
    let version: Int64
    let type: String
    let typeVersion: Int
    let actor: String
    let command: Int64
    let happenedAt: Int64
    let knownAt: Int64
    let recordedAt: Int64
    let reason: String?
}

/// One chain over all events: link = SHA-256(previous link, sequence, header, payload hash), payload hash =
/// SHA-256(salt, payload). The salt keeps a removed payload from being guessed from its hash. Numbers are eight bytes,
/// high byte first; texts carry their length, so that no two headers have the same bytes.
struct HashChain {
    /// The link before the first event.
    static let start = Data(count: 32)
    static let saltLength = 16

    private var buffer: [UInt8] = []

    init() { buffer.reserveCapacity(512) }

    mutating func payloadHash(salt: some Sequence<UInt8>, payload: some Sequence<UInt8>) -> Data {
        buffer.removeAll(keepingCapacity: true)
        buffer.append(contentsOf: salt)
        buffer.append(contentsOf: payload)
        return digest()
    }

    mutating func link(previous: Data, sequence: Int64, header: EventHeader, payloadHash: Data) -> Data {
        buffer.removeAll(keepingCapacity: true)
        buffer.append(contentsOf: previous)
        append(sequence)
        append(header.kind)
        append(header.number)
        append(header.name)
        append(header.version)
        append(header.type)
        append(Int64(header.typeVersion))
        append(header.actor)
        append(header.command)
        append(header.happenedAt)
        append(header.knownAt)
        append(header.recordedAt)
        append(header.reason)
        buffer.append(contentsOf: payloadHash)
        return digest()
    }

    private func digest() -> Data { SHA256.hash(data: buffer).withUnsafeBytes { Data($0) } }

    private mutating func append(_ number: Int64) {
        withUnsafeBytes(of: number.bigEndian) { buffer.append(contentsOf: $0) }
    }

    private mutating func append(_ text: String?) {
        guard let text else { return append(Int64(-1)) }
        append(Int64(text.utf8.count))
        buffer.append(contentsOf: text.utf8)
    }
}

/// The end of the chain: printed, mailed or kept outside, it proves that nothing was cut off since.
public struct ChainHead: Hashable, Sendable, Codable {
    /// Number of events; 0 for an empty log.
    public let sequence: Int64
    /// 32 bytes.
    public let link: Data

    public init(sequence: Int64, link: Data) {
        self.sequence = sequence
        self.link = link
    }
}

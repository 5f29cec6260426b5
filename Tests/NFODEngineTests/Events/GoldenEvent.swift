import Foundation
import Testing

@testable import NFODEngine

/// A sample payload and the file that keeps its form.
struct GoldenEvent: Sendable, CustomTestStringConvertible {
    let payload: any EventPayload

    init(_ payload: any EventPayload) { self.payload = payload }

    static let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    var type: String { Swift.type(of: payload).type }
    var name: String { "\(type).v\(Swift.type(of: payload).version).json" }
    var file: URL { GoldenEvent.directory.appending(path: name) }
    var testDescription: String { name }

    func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(payload)
    }

    func isEqual(toDecoded data: Data) throws -> Bool {
        func compare<Payload: EventPayload>(_ payload: Payload) throws -> Bool {
            try JSONDecoder().decode(Payload.self, from: data) == payload
        }
        return try compare(payload)
    }
}

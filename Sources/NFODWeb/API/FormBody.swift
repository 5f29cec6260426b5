import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NFODDaemon

/// What a form of ours sends: each field once, as `application/x-www-form-urlencoded` writes it.
struct FormBody: Sendable {
    private let fields: [String: String]

    /// - Throws: ``WebRefusal`` for another content type or too long a body; ``InvalidInput`` for a field that stands
    ///   twice or cannot be read.
    init(_ request: Request, bytesMax: Int) async throws {
        let bytes = try await JSONBody.bytes(of: request, as: "application/x-www-form-urlencoded", bytesMax: bytesMax)
        try self.init(String(decoding: bytes, as: UTF8.self))
    }

    init(_ text: String) throws(InvalidInput) {
        var fields: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { half in
                half.replacingOccurrences(of: "+", with: " ").removingPercentEncoding
            }
            guard halves.count == 2, let name = halves[0], let value = halves[1], fields[name] == nil else {
                throw InvalidInput([.init(field: "", code: "unreadable", expected: "each field of the form once")])
            }
            fields[name] = value
        }
        self.fields = fields
    }

    /// Nil for a field that is missing or empty.
    subscript(name: String) -> String? { fields[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// - Throws: ``InvalidInput`` with every field that is none of these.
    func expectOnly(_ names: [String]) throws(InvalidInput) {
        let others = Set(fields.keys).subtracting(names).sorted()
        guard others.isEmpty else {
            let known = "one of " + names.joined(separator: ", ")
            throw InvalidInput(others.prefix(100).map { .init(field: $0, code: "unknown", expected: known) })
        }
    }
}

import Foundation

/// The members of a JSON object that are texts, read by an independent parser.
struct Members {
    private let object: [String: Any]

    init(_ bytes: [UInt8]) throws {
        guard let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
            throw CocoaError(.fileReadCorruptFile)
        }
        self.object = object
    }

    subscript(_ name: String) -> String? { object[name] as? String }
    var names: [String] { object.keys.sorted() }
    /// Everything in it.
    var all: [String: Any] { object }
}

import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// A request's body, read whole and no further than it may be.
struct JSONBody {
    let bytes: Data
    let tree: JSONTree

    /// - Throws: ``WebRefusal`` for another content type, too long a body, or one that is no JSON.
    init(_ request: Request, bytesMax: Int) async throws {
        let type = request.headers[.contentType]?.split(separator: ";").first?.lowercased().filter { $0 != " " }
        guard type == "application/json" else { throw WebRefusal.contentType }
        if let told = request.headers[.contentLength].flatMap({ Int($0) }), told > bytesMax {
            throw WebRefusal.tooLarge(most: bytesMax)
        }
        let buffer: ByteBuffer
        do { buffer = try await request.body.collect(upTo: bytesMax) } catch is NIOTooManyBytesError {
            throw WebRefusal.tooLarge(most: bytesMax)
        }
        bytes = Data(buffer.readableBytesView)
        tree = try JSONTree(bytes)
    }
}

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
        bytes = try await JSONBody.bytes(of: request, as: "application/json", bytesMax: bytesMax)
        tree = try JSONTree(bytes)
    }

    /// The whole body, of that content type.
    static func bytes(of request: Request, as expected: String, bytesMax: Int) async throws -> Data {
        let type = request.headers[.contentType]?.split(separator: ";").first?.lowercased().filter { $0 != " " }
        guard type == expected else { throw WebRefusal.contentType(expected: expected) }
        return try await collect(request.body, bytesMax: bytesMax)
    }

    /// Reads on a while after the limit, so that somebody who sends a little too much hears why and not a broken line.
    private static func collect(_ body: RequestBody, bytesMax: Int) async throws -> Data {
        var (collected, count) = (Data(), 0)
        for try await part in body {
            count += part.readableBytes
            if count <= bytesMax { collected += Data(part.readableBytesView) } else { collected = Data() }
            if count > 4 * bytesMax { break }
        }
        guard count <= bytesMax else { throw WebRefusal.tooLarge(most: bytesMax) }
        return collected
    }
}

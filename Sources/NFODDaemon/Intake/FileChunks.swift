import Foundation

/// Reads a file piece by piece, so that its size does not matter.
enum FileChunks {
    private static let size = 1 << 18

    /// The first bytes, at most `count`.
    static func start(of path: String, count: Int) throws -> [UInt8] {
        guard let file = FileHandle(forReadingAtPath: path) else { throw DaemonError.fileUnreadable(path) }
        defer { try? file.close() }
        return Array(try file.read(upToCount: count) ?? Data())
    }

    static func each(of path: String, _ body: ([UInt8]) throws -> Void) throws {
        guard let file = FileHandle(forReadingAtPath: path) else { throw DaemonError.fileUnreadable(path) }
        defer { try? file.close() }
        while let chunk = try file.read(upToCount: size), !chunk.isEmpty { try body(Array(chunk)) }
    }
}

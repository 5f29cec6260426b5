import Foundation

/// Reads a file piece by piece, so that its size does not matter.
enum FileChunks {
    private static let size = 1 << 18

    /// The first bytes, at most `count`.
    static func start(of path: String, count: Int) throws -> [UInt8] {
        let file = try open(path)
        defer { try? file.close() }
        return Array(try file.read(upToCount: count) ?? Data())
    }

    private static func open(_ path: String) throws -> FileHandle {
        guard let file = FileHandle(forReadingAtPath: path) else { throw DaemonError.fileUnreadable(path) }
        return file
    }

    /// Nil at the end of the file.
    private static func next(of file: FileHandle) throws -> [UInt8]? {
        guard let chunk = try file.read(upToCount: size), !chunk.isEmpty else { return nil }
        return Array(chunk)
    }

    static func each(of path: String, _ body: ([UInt8]) throws -> Void) throws {
        let pieces = try Pieces(of: path)
        while let piece = try pieces.next() { try body(piece) }
    }

    /// The pieces of a file for somebody who asks for them.
    struct Pieces {
        private let file: FileHandle

        init(of path: String) throws { file = try FileChunks.open(path) }

        /// Nil at the end of the file.
        func next() throws -> [UInt8]? {
            try Task.checkCancellation()
            return try FileChunks.next(of: file)
        }
    }
}

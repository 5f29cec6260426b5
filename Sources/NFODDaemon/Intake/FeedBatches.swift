import Foundation
import NFODEngine

/// A feed's file, read piece by piece into batches of prepared rows, so that its size does not matter.
struct FeedBatches {
    private let file: FileHandle
    private var reader: FeedReader
    private let preparation: RowPreparation
    private let size: Int
    private var waiting: ArraySlice<FeedRow> = []
    private var isAtEnd = false

    /// - Throws: `DaemonError.fileUnreadable`.
    init(path: String, reader: FeedReader, preparation: RowPreparation, size: Int) throws {
        file = try FileChunks.open(path)
        self.reader = reader
        self.preparation = preparation
        self.size = size
    }

    var fallbackEncodedRows: Int { reader.fallbackEncodedRows }

    /// At most `size` rows; nil after the last one.
    mutating func next() throws -> [PreparedRow]? {
        while waiting.count < size, !isAtEnd {
            if let chunk = try FileChunks.next(of: file) {
                waiting += try reader.feed(chunk)
            } else {
                isAtEnd = true
                waiting += try reader.finish()
            }
        }
        guard !waiting.isEmpty else { return nil }
        let batch = try waiting.prefix(size).map(preparation.prepare)
        waiting = waiting.dropFirst(size)
        return batch
    }
}

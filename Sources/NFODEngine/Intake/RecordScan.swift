/// Looks for the end of a record: the first line end outside quotation marks. Keeps its place between chunks, so that
/// no byte is looked at twice.
struct RecordScan: Sendable {
    var position = 0
    var isInsideQuotes = false
    private(set) var hasQuotes = false
    private(set) var hasHighBytes = false
    private(set) var hasZeroBytes = false

    mutating func restart(at start: Int) {
        self = RecordScan()
        position = start
    }

    /// Index of the line end, or nil when the record is not complete yet. The place after it stays unscanned.
    mutating func recordEnd(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var union: UInt8 = 0
        var index = position
        defer {
            position = index
            if union >= 0x80 { hasHighBytes = true }
        }
        while index < bytes.count {
            let byte = bytes[index]
            union |= byte
            if byte == 0x22 {
                isInsideQuotes.toggle()
                hasQuotes = true
            } else if byte == 0x0A {
                if !isInsideQuotes { return index }
            } else if byte == 0 {
                hasZeroBytes = true
            }
            index += 1
        }
        return nil
    }
}

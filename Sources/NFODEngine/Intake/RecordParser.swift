/// Splits one complete record, without its line end, into cells.
struct RecordParser {
    let delimiter: UInt8
    let isWindows1252: Bool
    /// Number of cells to make room for.
    let expected: Int

    typealias Outcome = Result<[String], CSVRowProblem>

    /// For a record in which no quotation mark stands.
    func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> Outcome {
        var cells: [String] = []
        cells.reserveCapacity(expected)
        var start = 0
        for index in bytes.indices where bytes[index] == delimiter {
            guard let cell = text(bytes[start..<index]) else { return .failure(.undecodable) }
            cells.append(cell)
            start = index + 1
        }
        guard let last = text(bytes[start...]) else { return .failure(.undecodable) }
        cells.append(last)
        return .success(cells)
    }

    /// For a record with quotation marks, strictly: around a whole cell, doubled inside.
    func quoted(_ bytes: UnsafeBufferPointer<UInt8>) -> Outcome {
        var cells: [String] = []
        cells.reserveCapacity(expected)
        var index = 0
        while true {
            let cell: String?
            if index < bytes.count, bytes[index] == 0x22 {
                guard let (content, end) = quotedCell(bytes, from: index + 1) else { return .failure(.unclosedQuote) }
                guard end == bytes.count || bytes[end] == delimiter else { return .failure(.strayQuote) }
                cell = content
                index = end
            } else {
                let end = bytes[index...].firstIndex(of: delimiter) ?? bytes.count
                if bytes[index..<end].contains(0x22) { return .failure(.strayQuote) }
                cell = text(bytes[index..<end])
                index = end
            }
            guard let cell else { return .failure(.undecodable) }
            cells.append(cell)
            if index == bytes.count { return .success(cells) }
            index += 1
        }
    }

    /// The cell whose opening mark stands before `start`, and the index after its closing one; nil if it never closes.
    private func quotedCell(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> (String?, end: Int)? {
        var index = start
        var hasDoubled = false
        while index < bytes.count {
            guard bytes[index] == 0x22 else {
                index += 1
                continue
            }
            guard index + 1 < bytes.count, bytes[index + 1] == 0x22 else {
                let content = bytes[start..<index]
                return (hasDoubled ? undoubled(content) : text(content), index + 1)
            }
            hasDoubled = true
            index += 2
        }
        return nil
    }

    private func undoubled(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
        var content: [UInt8] = []
        content.reserveCapacity(bytes.count)
        var isSecond = false
        for byte in bytes {
            if byte == 0x22 {
                if !isSecond { content.append(byte) }
                isSecond.toggle()
            } else {
                content.append(byte)
            }
        }
        return content.withUnsafeBufferPointer { text($0[...]) }
    }

    private func text(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
        isWindows1252
            ? TextDecoding.windows1252(bytes)
            : String(decoding: UnsafeBufferPointer(rebasing: bytes), as: UTF8.self)
    }
}

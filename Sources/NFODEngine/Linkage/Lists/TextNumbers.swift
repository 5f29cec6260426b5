/// Numbers for distinct texts, by their bytes, in the order in which they first come; 0 is the empty one. Made for
/// hundreds of thousands of short texts: no string is made, and bytes lie beside each other.
struct TextNumbers: Sendable {
    typealias Text = UnsafeBufferPointer<UInt8>

    private(set) var bytes: [UInt8] = []
    /// Text n lies at `starts[n]..<starts[n + 1]`.
    private(set) var starts: [Int] = [0, 0]
    /// Number, and above it half of the hash; 0 is free. Never more than half full.
    private var slots: [UInt64]

    private static let slotsMin = 1 << 10

    init() { slots = Array(repeating: 0, count: TextNumbers.slotsMin) }

    /// Texts so far, the empty one too.
    var count: Int { starts.count - 1 }

    func text(_ number: Int) -> String { String(decoding: bytes[starts[number]..<starts[number + 1]], as: UTF8.self) }

    /// - Returns: the number, and whether the text was not known before.
    mutating func number(_ text: Text) -> (number: Int, isNew: Bool) {
        if text.isEmpty { return (0, false) }
        let hash = TextNumbers.hash(text)
        let mask = UInt64(slots.count - 1)
        var slot = Int(hash & mask)
        while slots[slot] != 0 {
            let known = Int(slots[slot] & 0xFFFF_FFFF)
            if slots[slot] >> 32 == hash, isEqual(known, text) { return (known, false) }
            slot = Int((UInt64(slot) + 1) & mask)
        }
        let number = count
        slots[slot] = hash << 32 | UInt64(number)
        bytes.append(contentsOf: text)
        starts.append(bytes.count)
        if 2 * count > slots.count { grow() }
        return (number, true)
    }

    mutating func number(_ text: String) -> (number: Int, isNew: Bool) {
        var text = text
        return text.withUTF8 { number($0) }
    }

    private func isEqual(_ number: Int, _ text: Text) -> Bool {
        let (start, end) = (starts[number], starts[number + 1])
        guard end - start == text.count else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            for index in 0..<text.count where bytes[start + index] != text[index] { return false }
            return true
        }
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: 0, count: old.count * 4)
        let mask = UInt64(slots.count - 1)
        for entry in old where entry != 0 {
            var slot = (entry >> 32) & mask
            while slots[Int(slot)] != 0 { slot = (slot + 1) & mask }
            slots[Int(slot)] = entry
        }
    }

    /// 32 bits; eight bytes at a time, the same on every machine.
    private static func hash(_ text: Text) -> UInt64 {
        var hash = UInt64(text.count) &* 0x9E37_79B9_7F4A_7C15
        var index = 0
        while index < text.count {
            var word: UInt64 = 0
            let end = min(index + 8, text.count)
            while index < end {
                word = word << 8 | UInt64(text[index])
                index += 1
            }
            hash = (hash ^ word) &* 0xBF58_476D_1CE4_E5B9
            hash ^= hash >> 29
        }
        hash = hash &* 0x94D0_49BB_1331_11EB
        return hash >> 32
    }
}

/// A hash table of blinds with chains: each slot holds the newest entry of one blind, each entry the one before it.
struct BlindTable {
    private var blinds: [UInt64] = []
    private var subjects: [Int64] = []
    private var earlier: [Int32] = []
    /// How many entries its blind has up to each entry.
    private var counts: [Int32] = []
    private var slots: [Int32]
    private var used = 0

    /// - Parameter expected: how many entries will come, about: saves moving them as the table grows.
    init(expecting expected: Int = 0) {
        var size = 1_024
        while size * 6 < expected * 10 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        blinds.reserveCapacity(expected)
        subjects.reserveCapacity(expected)
        earlier.reserveCapacity(expected)
        counts.reserveCapacity(expected)
    }

    mutating func add(_ blind: UInt64, subject: Int64) {
        if used * 10 >= slots.count * 6 { grow() }
        let slot = slot(of: blind)
        if slots[slot] < 0 { used += 1 }
        blinds.append(blind)
        subjects.append(subject)
        earlier.append(slots[slot])
        counts.append(slots[slot] < 0 ? 1 : counts[Int(slots[slot])] + 1)
        slots[slot] = Int32(blinds.count - 1)
    }

    func subjects(under blind: UInt64) -> [Int64] {
        var found: [Int64] = []
        var entry = slots[slot(of: blind)]
        while entry >= 0 {
            found.append(subjects[Int(entry)])
            entry = earlier[Int(entry)]
        }
        return found
    }

    /// How many entries a blind has, without walking them.
    func count(under blind: UInt64) -> Int {
        let entry = slots[slot(of: blind)]
        return entry < 0 ? 0 : Int(counts[Int(entry)])
    }

    /// The slot that holds this blind, or the free one where it belongs. Blinds are keyed hashes, so their low bits are
    /// as good as any.
    private func slot(of blind: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: blind) & (slots.count - 1)
        while slots[slot] >= 0, blinds[Int(slots[slot])] != blind { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    private mutating func grow() {
        let newest = slots.filter { $0 >= 0 }
        slots = Array(repeating: -1, count: slots.count * 2)
        for entry in newest { slots[slot(of: blinds[Int(entry)])] = entry }
    }
}

extension BlindTable: Sequence {
    /// Every entry, oldest first.
    func makeIterator() -> AnyIterator<(blind: UInt64, subject: Int64)> {
        var pairs = zip(blinds, subjects).makeIterator()
        return AnyIterator { pairs.next().map { (blind: $0, subject: $1) } }
    }
}

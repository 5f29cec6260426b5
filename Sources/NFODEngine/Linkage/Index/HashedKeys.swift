/// Who is filed under which key: a hash table of keys with chains, eight bytes for each key of each subject. Each slot
/// holds the newest entry of one key, each entry the one before it.
///
/// Keys are known by 32 bits: a chance meeting of two only brings somebody who is looked at in vain.
struct HashedKeys: Sendable {
    private var hashes: [UInt32]
    private var newest: [Int32]
    private var subjects: [Int32] = []
    private var earlier: [Int32] = []
    private var used = 0

    init() {
        hashes = Array(repeating: 0, count: 1_024)
        newest = Array(repeating: -1, count: 1_024)
    }

    /// How many entries there are.
    var count: Int { subjects.count }

    static func hash(_ key: BlockingKey) -> UInt32 {
        hash(key.text, hash(key.kind.rawValue, 0xCBF2_9CE4_8422_2325)).folded
    }

    /// Nothing where there is no text: 0.
    static func hash(_ text: String?) -> UInt32 {
        guard let text, !text.isEmpty else { return 0 }
        return max(1, hash(text, 0xCBF2_9CE4_8422_2325).folded)
    }

    /// Fowler, Noll and Vo's hash, which is the same on every machine.
    private static func hash(_ text: String, _ start: UInt64) -> UInt64 {
        text.utf8.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } ^ 0xFF
    }

    mutating func add(_ subject: Int32, under hash: UInt32) {
        if used * 4 >= newest.count * 3 { grow() }
        let slot = slot(of: hash)
        if newest[slot] < 0 {
            used += 1
            hashes[slot] = hash
        }
        subjects.append(subject)
        earlier.append(newest[slot])
        newest[slot] = Int32(subjects.count - 1)
    }

    /// Calls `body` with everybody filed under the key, the newest first.
    func forEach(under hash: UInt32, _ body: (Int32) -> Void) {
        var entry = newest[slot(of: hash)]
        while entry >= 0 {
            body(subjects[Int(entry)])
            entry = earlier[Int(entry)]
        }
    }

    private func slot(of hash: UInt32) -> Int {
        var slot = Int(hash) & (newest.count - 1)
        while newest[slot] >= 0, hashes[slot] != hash { slot = (slot + 1) & (newest.count - 1) }
        return slot
    }

    private mutating func grow() {
        let (oldHashes, oldNewest) = (hashes, newest)
        hashes = Array(repeating: 0, count: oldHashes.count * 2)
        newest = Array(repeating: -1, count: oldNewest.count * 2)
        for (hash, entry) in zip(oldHashes, oldNewest) where entry >= 0 {
            let slot = slot(of: hash)
            hashes[slot] = hash
            newest[slot] = entry
        }
    }
}

extension UInt64 {
    /// Both halves in one, well mixed.
    fileprivate var folded: UInt32 {
        let mixed = (self ^ (self >> 29)) &* 0xBF58_476D_1CE4_E5B9
        return UInt32(truncatingIfNeeded: mixed >> 32)
    }
}

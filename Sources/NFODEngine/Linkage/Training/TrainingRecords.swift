/// Notifications to learn from, in memory, with the keys under which they meet. Only those that name somebody.
public struct TrainingRecords: Sendable, PersonalData {
    private(set) var told: [PersonEvidence] = []
    private(set) var names = NameCounts()
    /// Keys of record r, ascending, at `starts[r]..<starts[r + 1]`.
    private var keys: [UInt64] = []
    private var starts = [0]
    private var places: [NotificationID: Int] = [:]

    public init() {}

    public var count: Int { told.count }

    /// A notification that names nobody is left out, as linkage leaves it out.
    public mutating func add(_ evidence: PersonEvidence) {
        guard !evidence.isUnidentified else { return }
        places[evidence.notification] = told.count
        told.append(evidence)
        names.add(evidence)
        let scene = SceneKeys.of(evidence.place, evidence.overdose, slack: .zero)
        keys += Set((BlockingKeys.of(evidence) + scene).map(\.digest)).sorted()
        starts.append(keys.count)
    }

    /// By number, so that what is drawn from them does not depend on the order in which they were read.
    func inOrder() -> TrainingRecords {
        let isInOrder = zip(told, told.dropFirst()).allSatisfy { $0.notification <= $1.notification }
        guard !isInOrder else { return self }
        var ordered = TrainingRecords()
        for evidence in told.sorted(by: { $0.notification < $1.notification }) { ordered.add(evidence) }
        return ordered
    }

    func place(of notification: NotificationID) -> Int? { places[notification] }

    func keys(of record: Int) -> ArraySlice<UInt64> { keys[starts[record]..<starts[record + 1]] }

    /// The lowest key that two records share.
    func meeting(_ left: Int, _ right: Int) -> UInt64? {
        var (one, other) = (starts[left], starts[right])
        while one < starts[left + 1], other < starts[right + 1] {
            if keys[one] == keys[other] { return keys[one] }
            if keys[one] < keys[other] { one += 1 } else { other += 1 }
        }
        return nil
    }
}

extension BlockingKey {
    /// Tells keys apart, the same in every run (Fowler, Noll and Vo's FNV-1a).
    fileprivate var digest: UInt64 {
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in kind.rawValue.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
        for byte in text.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return digest
    }
}

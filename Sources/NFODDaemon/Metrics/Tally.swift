import Synchronization

/// How often something happened, by one closed word.
public final class Tally: Sendable {
    private let name: String
    private let help: String
    private let label: String
    private let counts: Mutex<[String: UInt64]>

    /// - Parameter words: those told from the first moment on, with 0.
    public init(_ name: String, _ help: String, label: String, words: [String] = []) {
        self.name = name
        self.help = help
        self.label = label
        counts = Mutex(Dictionary(words.map { ($0, 0) }) { first, _ in first })
    }

    public func count(_ word: String) { counts.withLock { $0[word, default: 0] += 1 } }

    public var family: MetricFamily {
        let now = counts.withLock { $0 }
        return .counter(
            name, help,
            now.sorted { $0.key < $1.key }.map { MetricFamily.Sample(Double($0.value), .init(label, $0.key)) })
    }
}

/// What words and phrases of a source mean. A cell is looked up whole first, then searched for the phrases it contains
/// as whole words; a phrase with a negation among the two words before it ("denies any heroin") does not count.
public struct PhraseTable<Meaning: Sendable & Equatable>: Sendable, Equatable {
    /// Folded phrase to meaning.
    private let meanings: [String: Meaning]
    private let phrases: [Phrase]

    private struct Phrase: Sendable, Equatable {
        let words: [Substring]
        let meaning: Meaning
    }

    /// Keys are folded; of two that fold alike the later in sorting order counts.
    public init(_ entries: [String: Meaning]) {
        var meanings: [String: Meaning] = [:]
        for (key, value) in entries.sorted(by: { $0.key < $1.key }) { meanings[folded(key)] = value }
        self.meanings = meanings
        phrases = meanings.map { Phrase(words: words(of: $0.key), meaning: $0.value) }
            .filter { !$0.words.isEmpty }
            .sorted { left, right in
                guard left.words.count == right.words.count else { return left.words.count > right.words.count }
                return left.words.lexicographicallyPrecedes(right.words)
            }
    }

    /// The meaning of `text` as a whole.
    public func exact(_ text: String) -> Meaning? { meanings[folded(text)] }

    /// The meanings of all phrases found in `text`, longest phrase first; words used once are not used again.
    public func all(in text: String, negations: Set<String> = []) -> [Meaning] {
        if let whole = exact(text) { return [whole] }
        let folds = folded(text)
        let found = words(of: folds)
        var isUsed = Array(repeating: false, count: found.count)
        var result: [Meaning] = []
        for phrase in phrases where phrase.words.count <= found.count {
            for start in 0...(found.count - phrase.words.count) {
                let range = start..<(start + phrase.words.count)
                guard !isUsed[range].contains(true), found[range].elementsEqual(phrase.words) else { continue }
                for index in range { isUsed[index] = true }
                let before = found[max(0, start - 2)..<start]
                if !before.contains(where: { negations.contains(String($0)) }) { result.append(phrase.meaning) }
            }
        }
        return result
    }
}

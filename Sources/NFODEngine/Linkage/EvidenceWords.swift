/// Evidence as people are shown it: a sentence that needs no knowledge of statistics, and the numbers behind it. Holds
/// no personal detail.
public struct EvidenceWords: Hashable, Sendable {
    /// `same birth date and home postcode; surname one letter different; no valid CHI number in the record from Police
    /// Scotland`
    public let sentence: String
    /// Why the machine did not join the two by itself; nil where it did.
    public let doubt: String?
    /// How much likelier "the same person" is than anything else.
    public let bits: Bits
    /// What each field weighs, in the order of ``WeighedField``.
    public let weights: [FieldWeight]
    /// For programs.
    public let codes: [MatchReason]
    /// The version of the model it was weighed with.
    public let model: LinkageModelID

    /// What the two records that were compared are called in the sentence, such as `the record from Police Scotland`.
    public struct Records: Hashable, Sendable {
        let this: String
        let other: String

        /// - Parameters:
        ///   - this: what people call the source of the record that linkage was asked about.
        ///   - other: that of the record it was held against; nil where none is known.
        public init(this: String, other: String?) {
            let areTwoSources = other != nil && other != this
            self.this = areTwoSources ? "the record from " + this : "this record"
            self.other = areTwoSources ? "the record from " + (other ?? "") : "the other record"
        }
    }

    public init(_ evidence: LinkEvidence, _ records: Records) {
        self.init(
            evidence.reasons, evidence.gaps, doubts: [], evidence.bits, evidence.weights, evidence.model, records)
    }

    public init(_ candidate: RankedCandidate, _ records: Records) {
        self.init(
            candidate.reasons, candidate.gaps, doubts: candidate.doubts, candidate.bits, candidate.weights,
            candidate.model, records)
    }

    private init(
        _ reasons: [MatchReason], _ gaps: [EvidenceGap], doubts: [MatchReason], _ bits: Bits,
        _ weights: [FieldWeight], _ model: LinkageModelID, _ records: Records
    ) {
        // What twins are like is no observation of its own: where it is the doubt, it is not said twice.
        let seen = doubts.contains(.likeTwins) ? reasons.filter { $0 != .likeTwins } : reasons
        let parts = EvidenceWords.parts(seen) + EvidenceWords.parts(gaps, records)
        sentence = parts.isEmpty ? "nothing that both records tell agrees" : parts.joined(separator: "; ")
        doubt = doubts.isEmpty ? nil : EvidenceWords.sentence(doubts)
        self.bits = bits
        self.weights = weights
        codes = reasons + doubts.filter { !reasons.contains($0) }
        self.model = model
    }

    /// What is the same is said first and together, then everything else in its order.
    private static func parts(_ reasons: [MatchReason]) -> [String] {
        let same = reasons.compactMap(\.sameWhat)
        return (same.isEmpty ? [] : ["same " + PageText.list(same)])
            + reasons.filter { $0.sameWhat == nil }.map(\.sentence)
    }

    private static func parts(_ gaps: [EvidenceGap], _ records: Records) -> [String] {
        EvidenceGap.Record.allCases.compactMap { record in
            let missing = gaps.filter { $0.from == record }.map(\.detail.words)
            guard let last = missing.last else { return nil }
            let all = missing.count == 1 ? last : missing.dropLast().joined(separator: ", ") + " or " + last
            switch record {
            case .this: return "no \(all) in \(records.this)"
            case .other: return "no \(all) in \(records.other)"
            case .both: return "no \(all) in either record"
            }
        }
    }

    /// `another record of this person does not fit: two different CHI numbers, both valid`
    private static func sentence(_ doubts: [MatchReason]) -> String {
        let rest = doubts.filter { $0 != .contradictsAnother }.map(\.sentence).joined(separator: "; ")
        return doubts.contains(.contradictsAnother) ? "\(MatchReason.contradictsAnother.sentence): \(rest)" : rest
    }
}

extension EvidenceWords {
    /// Everything on one line: the sentence, the total, why it was asked.
    public var whole: String { [sentence, weight, because].compactMap { $0 }.joined(separator: "; ") }

    /// `12.3 bits, about 5,000 to 1 for it`
    public var weight: String { "\(bits) bits, \(bits.odds)" }

    private var because: String? { doubt.map { "not joined by the machine: " + $0 } }

    /// `name +13.3, sex -0.4`
    public var weightWords: String {
        weights.map { "\($0.field.words) \($0.bits)" }.joined(separator: ", ")
    }

    /// `{sentence, doubt, bits, odds, model, weights: [{field, words, bits}], reasons}`
    public var members: [String: JSONValue] {
        [
            "sentence": .string(sentence), "doubt": .string(doubt), "bits": .tenths(Int64(bits.tenths)),
            "odds": .string(bits.odds), "model": .integer(model.number), "reasons": .strings(codes.map(\.rawValue)),
            "weights": .array(
                weights.map { weight in
                    .object([
                        "field": .string("\(weight.field)"), "words": .string(weight.field.words),
                        "bits": .tenths(Int64(weight.bits.tenths)),
                    ])
                }),
        ]
    }
}

extension Bits {
    /// For people who do not think in bits: `about 20,000 to 1 for it`, `about even`, `about 8 to 1 against it`.
    public var odds: String {
        let times = OddsScale.exp2(Double(abs(tenths)) / 10)
        guard times >= 1.5 else { return "about even" }
        let words = times >= 1e9 ? "more than 1,000 million to 1" : "about \(Bits.rounded(times)) to 1"
        return words + (tenths > 0 ? " for it" : " against it")
    }

    /// To one digit and zeros.
    private static func rounded(_ times: Double) -> String {
        var (rest, zeros) = (times, 0)
        while rest >= 9.5 { (rest, zeros) = (rest / 10, zeros + 1) }
        let digits = Array(String(Int(rest.rounded())) + String(repeating: "0", count: zeros))
        return digits.enumerated().reduce(into: "") { text, digit in
            if digit.offset > 0, (digits.count - digit.offset).isMultiple(of: 3) { text += "," }
            text.append(digit.element)
        }
    }
}

/// How alike two sets of records are, each told about one person: the whole of the weighing, whoever asks.
public struct PersonLikeness: Hashable, Sendable {
    /// How much likelier "the same person" is than a stranger, a twin, a relative or a namesake together; with the
    /// weight of each field, and the reasons of the two records that lie nearest.
    public let evidence: LinkEvidence
    /// The same before twins, relatives and namesakes are thought of.
    public let same: Bits
    /// Name and birth date, or name and CHI number, agree as they stand in some two records.
    public let isExact: Bool
    /// What no weight can outweigh: the machine never joins these two.
    public let contradiction: MatchReason?

    /// What contradicts is not in the two records that lie nearest, which the reasons are about.
    let contradictsElsewhere: Bool

    public var bits: Bits { evidence.bits }

    /// - Parameter right: at least one record; ``LinkEvidence/with`` is one of these.
    public init<Names>(
        _ left: [PersonEvidence], _ right: [PersonEvidence], in context: LinkageContext<Names>
    ) throws {
        let pairs = RecordPairs(left, right, incident: context.incident)
        self.init(left, right, pairs, try Weighing(pairs, context))
    }

    init(_ left: [PersonEvidence], _ right: [PersonEvidence], _ pairs: RecordPairs, _ weighing: Weighing) {
        precondition(!left.isEmpty && !right.isEmpty, "a likeness is between records")
        same = Bits(ratio: weighing.same)
        contradiction = LinkContradiction.between(left, right, pairs.comparisons)
        isExact = pairs.comparisons.contains { $0.isFullName && ($0.birthDate == .agree || $0.chi == .agree) }
        let nearest = PersonLikeness.nearest(of: pairs.comparisons)
        let near = (pairs.leftRecord(at: nearest, left), pairs.record(at: nearest))
        contradictsElsewhere =
            contradiction != nil && pairs.comparisons.count > 1
            && LinkContradiction.between([near.0], [near.1], [pairs.comparisons[nearest]]) != contradiction
        evidence = LinkEvidence(
            this: near.0.notification, with: near.1.notification,
            model: weighing.model, bits: Bits(ratio: weighing.odds), weights: weighing.weights,
            reasons: pairs.reasons(at: nearest, left), gaps: pairs.gaps(at: nearest, left))
    }

    /// The records that a human would look at first: identifiers, then name, then place; the ones known longest of
    /// equals.
    private static func nearest(of comparisons: [FieldComparison]) -> Int {
        func distance(_ fields: FieldComparison) -> Int {
            fields.birthDate.rawValue * 4 + fields.chi.rawValue * 3 + fields.forename.rawValue * 2
                + fields.surname.rawValue * 3 + fields.home.rawValue + fields.encounter.rawValue * 2
        }
        return comparisons.indices.min { distance(comparisons[$0]) < distance(comparisons[$1]) } ?? 0
    }

    func isStrong(_ settings: LinkageSettings) -> Bool { bits >= settings.joinAt && contradiction == nil }
}

extension RecordPairs {
    fileprivate func leftRecord(at index: Int, _ left: [PersonEvidence]) -> PersonEvidence {
        left[index / (comparisons.count / left.count)]
    }

    fileprivate func reasons(at nearest: Int, _ left: [PersonEvidence]) -> [MatchReason] {
        let isTold = comparisons[nearest].isOneEncounter || !comparisons.contains(where: \.isOneEncounter)
        return comparisons[nearest].reasons(leftRecord(at: nearest, left), record(at: nearest))
            + (isTold ? [] : [.anotherToldOfTheSame])
    }

    fileprivate func gaps(at nearest: Int, _ left: [PersonEvidence]) -> [EvidenceGap] {
        EvidenceGap.between(leftRecord(at: nearest, left), record(at: nearest))
    }
}

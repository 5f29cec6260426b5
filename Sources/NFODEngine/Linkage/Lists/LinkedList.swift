/// What came of linking a list: who is who, and how it was found out.
public struct LinkedList: Sendable {
    /// Names of the records, in the order of ``person``.
    public let records: [String]
    /// Records from here on are the second list's.
    public let secondListStart: Int
    /// For each record the position of the first record of the same person.
    public let person: [Int]
    /// Pairs that were joined or are in doubt, in the order of their records.
    public let evidence: [PairEvidence]
    public let learnt: ExpectationMaximisation.Outcome
    public let pairsCompared: Int
    /// Blocks that were too large and were divided.
    public let blocksDivided: Int
    /// Blocks that nothing divides: in these not every pair was looked at.
    public let blocksWindowed: Int
    /// Cells of date columns that could not be read.
    public let unreadableDates: Int

    /// Number of people among the records.
    public var people: Int { person.indices.count { person[$0] == $0 } }

    /// Names for people: that of the first record; with the list's number before it where both lists use that name.
    public var labels: [String] {
        if secondListStart == records.count { return records }
        let (first, second) = (Set(records[..<secondListStart]), Set(records[secondListStart...]))
        let doubled = first.intersection(second)
        return records.enumerated().map { index, name in
            doubled.contains(name) ? "\(index < secondListStart ? 1 : 2):\(name)" : name
        }
    }
}

/// What speaks for and against one pair. Names no value of any field.
public struct PairEvidence: Hashable, Sendable {
    /// Positions of the records, the lower first.
    public let left: Int
    public let right: Int
    /// Odds in bits of being one person: 0 is one to one, 10 about a thousand to one.
    public let bits: Double
    public let outcome: Outcome
    /// For people who read no numbers.
    public let sentence: String

    public enum Outcome: String, Hashable, Sendable {
        /// The same person.
        case joined
        /// Likely enough to be looked at by a person, and not joined.
        case doubt
        /// The pair contradicts itself by a rule of the profile, however alike it is.
        case apart
    }
}

extension ListLinkage {
    /// Makes people of the scored pairs, and keeps the reasons.
    public func group(
        _ scored: [[ScoredPair]], _ scorer: PairScorer, _ learnt: ExpectationMaximisation.Outcome,
        pairsCompared: Int, withEvidence: Bool = true
    ) -> LinkedList {
        let pairs = scored.flatMap { $0 }
        let (groups, contested) = CoherentGroups.groups(pairs, scorer)
        var person = Array(0..<records.count)
        for group in groups { for record in group { person[record] = group[0] } }
        return LinkedList(
            records: records.names, secondListStart: records.secondListStart, person: person,
            evidence: withEvidence ? evidence(pairs, groups, person, contested, scorer) : [], learnt: learnt,
            pairsCompared: pairsCompared, blocksDivided: plan.figures.divided, blocksWindowed: plan.figures.windowed,
            unreadableDates: records.unreadableDates)
    }

    /// More records of one person are told with the first of them only.
    private static let groupTold = 50

    /// Of every pair within a group, and of every other one that is a doubt at least.
    private func evidence(
        _ pairs: [ScoredPair], _ groups: [[Int]], _ person: [Int], _ contested: Set<Int>, _ scorer: PairScorer
    ) -> [PairEvidence] {
        var maker = PatternMaker(records: records, profile: profile, layout: layout)
        var told = Set(pairs.filter { person[$0.left] != person[$0.right] })
        for group in groups {
            for (index, record) in (group.count > ListLinkage.groupTold ? group.prefix(1) : group[...]).enumerated() {
                for other in group[(index + 1)...] { told.insert(scorer.judged(record, other, &maker)) }
            }
        }
        let sentences = LinkSentence(scorer: scorer, profile: profile)
        return told.sorted { ($0.left, $0.right) < ($1.left, $1.right) }.map { pair in
            let outcome: PairEvidence.Outcome =
                person[pair.left] == person[pair.right] ? .joined : pair.contradiction == nil ? .doubt : .apart
            let fitsTwo = outcome == .doubt && contested.contains(pair.left) && contested.contains(pair.right)
            return PairEvidence(
                left: pair.left, right: pair.right, bits: pair.bits, outcome: outcome,
                sentence: sentences.sentence(pair, fitsTwo: fitsTwo))
        }
    }
}

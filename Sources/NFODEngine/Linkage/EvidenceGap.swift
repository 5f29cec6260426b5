/// A detail that could not be compared, because a record does not tell it. Missing is neither agreement nor
/// disagreement, but whoever decides must see it. Holds no personal detail, so it may stand in an event.
public struct EvidenceGap: Hashable, Codable, Sendable {
    public let detail: Detail
    public let from: Record

    public enum Detail: String, Codable, CaseIterable, Sendable {
        case forename, surname, birthDate
        /// A year was told, and no day.
        case dayOfBirth
        /// None, or none that passes a check (rule 16).
        case chi
        case home

        var words: String {
            switch self {
            case .forename: "forename"
            case .surname: "surname"
            case .birthDate: "birth date"
            case .dayOfBirth: "day and month of birth"
            case .chi: "valid CHI number"
            case .home: "home address"
            }
        }
    }

    /// Which of the two records.
    public enum Record: String, Codable, CaseIterable, Sendable {
        /// The one that linkage was asked about.
        case this
        /// The one it was held against.
        case other
        case both
    }

    public init(_ detail: Detail, from record: Record) {
        self.detail = detail
        from = record
    }
}

extension EvidenceGap {
    /// Everything that could not be compared, in the order of ``Detail``.
    static func between(_ this: PersonEvidence, _ other: PersonEvidence) -> [EvidenceGap] {
        let (mine, theirs) = (gaps(in: this), gaps(in: other))
        return Detail.allCases.compactMap { detail in
            switch (mine.contains(detail), theirs.contains(detail)) {
            case (true, true): EvidenceGap(detail, from: .both)
            case (true, false): EvidenceGap(detail, from: .this)
            case (false, true): EvidenceGap(detail, from: .other)
            case (false, false): nil
            }
        }
    }

    private static func gaps(in record: PersonEvidence) -> Set<Detail> {
        var gaps: Set<Detail> = []
        if record.names.allSatisfy(\.forename.isEmpty) { gaps.insert(.forename) }
        if record.names.allSatisfy(\.surname.isEmpty) { gaps.insert(.surname) }
        if record.birthDate == nil { gaps.insert(record.birthYear == nil ? .birthDate : .dayOfBirth) }
        if record.chi == nil { gaps.insert(.chi) }
        if record.home == .unknown { gaps.insert(.home) }
        return gaps
    }
}

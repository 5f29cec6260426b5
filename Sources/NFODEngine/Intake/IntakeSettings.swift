/// Numbers of the intake room that a configuration sets.
public struct IntakeSettings: Sendable, Equatable {
    /// An arrival in hospital puts the overdose at most this long before it (rule 2: 3 h).
    public var arrivalLag: Span
    /// Without any time the overdose was at most this long before receipt (rule 2: 48 h).
    public var unknownTimeMax: Span
    /// A time further back than this is flagged.
    public var longAgo: Span
    /// A birth date that makes somebody older is taken for impossible.
    public var ageMaxYears: Int
    /// Longest row that is read.
    public var rowBytesMax: Int

    public init(arrivalLag: Span, unknownTimeMax: Span, longAgo: Span, ageMaxYears: Int, rowBytesMax: Int) {
        self.arrivalLag = arrivalLag
        self.unknownTimeMax = unknownTimeMax
        self.longAgo = longAgo
        self.ageMaxYears = ageMaxYears
        self.rowBytesMax = rowBytesMax
    }
}

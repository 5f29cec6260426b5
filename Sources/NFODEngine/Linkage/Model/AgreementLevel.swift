/// How far two records agree in one field, the best first. Every kind of field uses the levels that mean something for
/// it; which ones stands with ``ListFieldKind``.
public enum AgreementLevel: UInt8, CaseIterable, Hashable, Codable, Sendable {
    /// Equal once folded.
    case exact
    /// Another way to write the same: a known short form, one of several forenames, day and month swapped.
    case form
    /// One typing slip (Damerau 1964): a letter or digit wrong, missing, too many, or two neighbours swapped.
    case slip
    /// Jaro and Winkler's measure of 0.92 and more; two births at most two days apart, or the same year where one
    /// record tells no more; an initial and a name.
    case alike
    /// Jaro and Winkler's measure of 0.84 and more; the same year; the same part of town; another door of the street.
    case loose
    case differ
    /// At least one record does not say: neither agreement nor disagreement.
    case missing

    /// How it is written in a profile.
    public var code: String { String(describing: self) }

    public init?(code: String) {
        guard let level = AgreementLevel.allCases.first(where: { $0.code == code }) else { return nil }
        self = level
    }

    /// Equal, or what a slip or a habit makes of it.
    public var isNear: Bool { rawValue <= AgreementLevel.alike.rawValue }

    /// All levels but ``missing``.
    public static let told: [AgreementLevel] = [.exact, .form, .slip, .alike, .loose, .differ]
}

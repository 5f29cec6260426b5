/// How likely something seen is, if two records are about the same person or about two people of a certain kind; each
/// divided by how likely it is between two strangers. Multiplied over fields that do not hang together.
struct Likelihoods: Hashable, Sendable {
    private var lanes: SIMD8<Double>

    /// Whom the second record may be about, when the first is about somebody known. Strangers are what all are measured
    /// against.
    enum Possibility: Int, CaseIterable, Sendable {
        case same
        /// Born on one day of one mother: surname, birth date and door agree, CHI numbers are neighbours.
        case twin
        /// A brother, sister or partner in the household.
        case relative
        /// Often one surname and one door, sometimes one forename too; a generation between the births.
        case parentOrChild
        /// Another person of the same name, born on the same day.
        case namesake
    }

    static let neutral = Likelihoods(lanes: SIMD8(repeating: 1))
    static let zero = Likelihoods(lanes: SIMD8(repeating: 0))

    private init(lanes: SIMD8<Double>) { self.lanes = lanes }

    init(same: Double, twin: Double, relative: Double, parentOrChild: Double, namesake: Double) {
        lanes = SIMD8(same, twin, relative, parentOrChild, namesake, 0, 0, 0)
    }

    subscript(possibility: Possibility) -> Double {
        get { lanes[possibility.rawValue] }
        set { lanes[possibility.rawValue] = newValue }
    }

    static func * (left: Likelihoods, right: Likelihoods) -> Likelihoods {
        Likelihoods(lanes: left.lanes * right.lanes)
    }
    static func *= (left: inout Likelihoods, right: Likelihoods) { left.lanes *= right.lanes }
    static func += (left: inout Likelihoods, right: Likelihoods) { left.lanes += right.lanes }

    func divided(by number: Double) -> Likelihoods { Likelihoods(lanes: lanes / number) }

    /// As it is, but each possibility but `same` at least as likely as in `other`: the doubt is given to the others.
    func doubting(_ other: Likelihoods) -> Likelihoods {
        var result = Likelihoods(lanes: pointwiseMax(lanes, other.lanes))
        result[.same] = self[.same]
        return result
    }
}

/// What a column holds, which says how two of its cells are folded and compared.
public enum ListFieldKind: String, Hashable, Codable, CaseIterable, Sendable {
    /// Known short forms and one of several names are `form`; two different known names are never near, and a slip that
    /// could be of another known name is `loose`.
    case forename
    /// One part of a double-barrelled name is `form`.
    case surname
    /// Day and month swapped is `form`, two days apart `alike`, the same year `loose`; births fourteen years or more
    /// apart are never near: they are a parent's and a child's.
    case date
    /// Ten digits with a check digit. Two that differ are `loose` where one of them is no valid number.
    case chi
    /// Any other number of a person: exact, slip, differ.
    case identifier
    /// A town, a street, a house's name.
    case text
    /// Near only where all digits are the same; the same street and another number is `loose`.
    case address
    /// A postcode or a state: `loose` when all but the last two characters agree.
    case code
    /// A house number: exact, slip, differ.
    case number
    /// As recorded: exact or differ. Says little.
    case sex

    /// Levels that two cells of this kind can have.
    public var levels: [AgreementLevel] {
        switch self {
        case .forename, .surname, .date: AgreementLevel.told
        case .chi: [.exact, .slip, .loose, .differ]
        case .identifier, .number: [.exact, .slip, .differ]
        case .text, .address: [.exact, .slip, .alike, .loose, .differ]
        case .code: [.exact, .slip, .loose, .differ]
        case .sex: [.exact, .differ]
        }
    }

    /// `differ` means that both numbers pass their check, and are more than a slip apart.
    var hasCheckDigit: Bool { self == .chi }

    /// Shipped probabilities of the six told levels among pairs of one person: what is believed before the first row is
    /// seen. A level that cannot be has none.
    var defaultM: [Double] {
        switch self {
        case .forename: [0.80, 0.05, 0.06, 0.03, 0.01, 0.05]
        case .surname: [0.85, 0.01, 0.07, 0.02, 0.01, 0.04]
        case .date: [0.88, 0.01, 0.05, 0.01, 0.01, 0.04]
        case .chi: [0.91, 0, 0.06, 0, 0.01, 0.02]
        case .identifier: [0.88, 0, 0.07, 0, 0, 0.05]
        case .text: [0.70, 0, 0.12, 0.03, 0.03, 0.12]
        case .address: [0.70, 0, 0.10, 0.03, 0.03, 0.14]
        case .code: [0.75, 0, 0.10, 0, 0.05, 0.10]
        case .number: [0.85, 0, 0.05, 0, 0, 0.10]
        case .sex: [0.98, 0, 0, 0, 0, 0.02]
        }
    }

    /// The same among pairs of two people.
    var defaultU: [Double] {
        switch self {
        case .forename: [0.008, 0.004, 0.004, 0.008, 0.03, 0.946]
        case .surname: [0.003, 0.0005, 0.0015, 0.003, 0.02, 0.972]
        case .date: [0.000_1, 0.000_1, 0.002, 0.000_3, 0.015, 0.9825]
        case .chi: [0.000_000_1, 0, 0.000_002, 0, 0.01, 0.989_997_9]
        case .identifier: [0.000_000_1, 0, 0.000_01, 0, 0, 0.999_989_9]
        case .text: [0.001, 0, 0.000_5, 0.001, 0.01, 0.987_5]
        case .address: [0.000_2, 0, 0.000_3, 0.000_5, 0.005, 0.994]
        case .code: [0.002, 0, 0.01, 0, 0.05, 0.938]
        case .number: [0.02, 0, 0.15, 0, 0, 0.83]
        case .sex: [0.5, 0, 0, 0, 0, 0.5]
        }
    }
}

/// A part of the area, as a postcode district (`DD4`) or sector (`DD4 3`). Never a whole postcode.
public struct Locality: NamedIdentifier {
    public let name: String
    public init(_ name: String) { self.name = name }

    /// The sector of a whole postcode (`DD4 3JF` lies in `DD4 3`); nil when it is not written with one blank before its
    /// last three characters.
    public init?(postcode: String) {
        let halves = postcode.split(separator: " ", omittingEmptySubsequences: false)
        guard halves.count == 2, halves[1].utf8.count == 3, let sector = halves[1].first else { return nil }
        self.init("\(halves[0]) \(sector)")
        guard isWellFormed else { return nil }
    }

    /// A district covers itself and its sectors, a sector only itself.
    public func covers(_ other: Locality) -> Bool {
        self == other || other.name.hasPrefix(name + " ")
    }

    /// Two to four capital letters and digits, beginning with a letter; then for a sector one blank and one digit.
    public var isWellFormed: Bool {
        let halves = name.split(separator: " ", omittingEmptySubsequences: false)
        guard let district = halves.first, (2...4).contains(district.utf8.count), halves.count <= 2,
            let first = district.utf8.first, Self.isLetter(first),
            district.utf8.allSatisfy({ Self.isLetter($0) || Self.isDigit($0) }),
            district.utf8.contains(where: Self.isDigit)
        else { return false }
        return halves.count == 1 || (halves[1].utf8.count == 1 && halves[1].utf8.allSatisfy(Self.isDigit))
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

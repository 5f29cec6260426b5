/// On what one source shared a notification, and what the person has been told and has said about it (rule 15). The
/// source's words, when and by whom, stay in the vault.
public struct Sharing: Hashable, Sendable {
    public let source: SourceID
    public let basis: SharingBasis
    /// Does the person object to follow-up?
    public let objection: Told
    /// The source says when and by whom the person was told.
    public let wasPersonTold: Bool

    public init(source: SourceID, basis: SharingBasis, objection: Told, wasPersonTold: Bool) {
        self.source = source
        self.basis = basis
        self.objection = objection
        self.wasPersonTold = wasPersonTold
    }

    /// `Ambulance: vital interests, does not object, was told about it`
    public func words(_ text: PageText) -> String {
        let objects =
            switch objection {
            case .yes: "objects"
            case .no: "does not object"
            case .unknown: "not known whether they object"
            }
        let told = wasPersonTold ? "was told about it" : "not said whether they were told"
        return "\(text.source(source)): \(Wording().text(basis)), \(objects), \(told)"
    }

    var json: JSONValue {
        .object([
            "source": .string(source.name), "basis": .string(basis.rawValue),
            "objection": .string(objection.rawValue), "personTold": .bool(wasPersonTold),
        ])
    }
}

/// Why a model cannot be trained or put in use.
public enum LinkageModelRefusal: Refusal {
    case tooLittleToLearnFrom
    case unknown(LinkageModelID)
    case noneTrained

    public var code: String {
        switch self {
        case .tooLittleToLearnFrom: "tooLittleToLearnFrom"
        case .unknown: "linkageModelUnknown"
        case .noneTrained: "noModelTrained"
        }
    }

    public var message: String {
        switch self {
        case .tooLittleToLearnFrom:
            "too few notifications seem to be of one person to learn from; the model in use stays, and works"
        case .unknown(let id): "there is no model \(id); see `nfodd link models`"
        case .noneTrained: "no model was trained there; run `nfodd link train` on it first"
        }
    }
}

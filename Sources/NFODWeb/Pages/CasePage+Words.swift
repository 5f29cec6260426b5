import NFODEngine

/// Words of the case page that no report needs.
extension Attempt.Outcome {
    var onPages: String {
        switch self {
        case .noAnswer: "no answer"
        case .notThere: "not there"
        case .messageLeft: "message left"
        case .numberNotInUse: "number not in use"
        case .addressWrong: "address wrong"
        case .someoneElseAnswered: "someone else answered"
        case .seenNotSpoken: "seen, not spoken with"
        case .inHospital: "in hospital"
        case .inCustody: "in custody"
        case .other: "something else"
        }
    }
}

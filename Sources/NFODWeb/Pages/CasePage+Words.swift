import NFODEngine

/// Words of the case page that no report needs.
extension Attempt.Way {
    var onPages: String {
        switch self {
        case .phone: "phone"
        case .visit: "visit"
        case .message: "message"
        case .letter: "letter"
        case .video: "video call"
        case .throughService: "through another service"
        }
    }
}

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

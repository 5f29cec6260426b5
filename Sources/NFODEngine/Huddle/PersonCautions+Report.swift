/// One thing to keep to, for programs and people.
public struct Caution: Hashable, Sendable {
    public let code: String
    /// For people, in one sentence.
    public let sentence: String

    var json: JSONValue { .object(["code": .string(code), "text": .string(sentence)]) }
}

extension PersonCautions {
    /// The gravest first.
    /// - Parameter label: what staff call a worker.
    public func told(label: (WorkerID) -> String) -> [Caution] {
        var told: [Caution] = []
        if deathTold {
            told.append(Caution(code: "deathTold", sentence: "A death was told on another response: find out first."))
        }
        if let objection {
            let scope = objection == .allSharing ? "any sharing" : "outreach"
            let rest = "nobody goes before the huddle has settled it."
            told.append(Caution(code: "objection", sentence: "Objected to \(scope) on another response: \(rest)"))
        }
        if riskToStaff {
            told.append(Caution(code: "riskToStaff", sentence: "Risk to staff was told: two workers for any visit."))
        }
        if domesticAbuse {
            let sentence = "Domestic abuse was told: only where nobody else listens or reads."
            told.append(Caution(code: "domesticAbuse", sentence: sentence))
        }
        return told + wished(label)
    }

    private func wished(_ label: (WorkerID) -> String) -> [Caution] {
        var told: [Caution] = []
        if !wishes.unsafeWays.isEmpty {
            let ways = PageText.list(wishes.unsafeWays.map(\.words))
            told.append(Caution(code: "unsafeWays", sentence: "Not safe for them: \(ways)."))
        }
        if wishes.asksForFemaleWorker {
            told.append(Caution(code: "femaleWorker", sentence: "Asked for a female worker."))
        }
        if !wishes.exclusions.isEmpty {
            let names = PageText.list(wishes.exclusions.map { label($0.worker) })
            told.append(Caution(code: "excluded", sentence: "Not with: \(names)."))
        }
        return told
    }
}

extension Objection {
    /// `objects to outreach (spoken)`
    public var sentence: String {
        let object =
            switch scope {
            case .thisOverdose: "contact about this overdose"
            case .outreach: "outreach"
            case .allSharing: "any sharing"
            }
        let known =
            switch knownFrom {
            case .spoken: "spoken"
            case .written: "in writing"
            case .throughSource: "through a source"
            }
        return "objects to \(object) (\(known))"
    }
}

extension Attempt.Way {
    /// As pages say it.
    public var words: String {
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

/// Written flat, with a kind and only the fields of that kind, so that the file format is ours and not the compiler's.
extension Ending: Codable {
    private enum Key: String, CodingKey {
        case kind, contact, caseID, at, objection, agency, acceptedBy, planToReopen
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        switch try container.decode(Kind.self, forKey: .kind) {
        case .reached: self = .reached(try container.decode(Contact.self, forKey: .contact))
        case .coveredBy:
            self = .coveredBy(
                try container.decode(CaseID.self, forKey: .caseID), at: try container.decode(Instant.self, forKey: .at))
        case .objects: self = .objects(try container.decode(Objection.self, forKey: .objection))
        case .diedReported: self = .diedReported
        case .diedConfirmed: self = .diedConfirmed
        case .transferred:
            self = .transferred(
                to: try container.decode(AgencyID.self, forKey: .agency),
                acceptedBy: try container.decode(VaultID.self, forKey: .acceptedBy))
        case .notAnOverdose: self = .notAnOverdose
        case .wrongOrDoubled: self = .wrongOrDoubled
        case .mergedInto: self = .mergedInto(try container.decode(CaseID.self, forKey: .caseID))
        case .beforeGoLive: self = .beforeGoLive
        case .notReached:
            self = .notReached(planToReopen: try container.decode(VaultID.self, forKey: .planToReopen))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(kind, forKey: .kind)
        switch self {
        case .reached(let contact): try container.encode(contact, forKey: .contact)
        case .coveredBy(let other, let at):
            try container.encode(other, forKey: .caseID)
            try container.encode(at, forKey: .at)
        case .objects(let objection): try container.encode(objection, forKey: .objection)
        case .transferred(let agency, let acceptedBy):
            try container.encode(agency, forKey: .agency)
            try container.encode(acceptedBy, forKey: .acceptedBy)
        case .mergedInto(let other): try container.encode(other, forKey: .caseID)
        case .notReached(let plan): try container.encode(plan, forKey: .planToReopen)
        case .diedReported, .diedConfirmed, .notAnOverdose, .wrongOrDoubled, .beforeGoLive: break
        }
    }
}

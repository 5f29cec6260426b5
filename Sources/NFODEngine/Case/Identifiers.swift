/// A number that names one thing of one kind. Each kind has a type of its own, so that a person can never be passed
/// where a case is wanted. Numbers come in with the command; the engine makes none.
public protocol NumericIdentifier: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    var number: Int64 { get }
    init(_ number: Int64)
}

extension NumericIdentifier {
    public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
    public var description: String { String(number) }
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(Int64.self))
    }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
}

/// The response to one overdose; also the name of its stream. Internal: outside, a case goes by its ``CaseCode``.
public struct CaseID: NumericIdentifier {
    public let number: Int64
    public init(_ number: Int64) { self.number = number }
}

/// A human being as far as we know; also the name of the person's stream.
public struct PersonID: NumericIdentifier {
    public let number: Int64
    public init(_ number: Int64) { self.number = number }
}

/// One record from one source about one person at one overdose, all its versions together.
public struct NotificationID: NumericIdentifier {
    public let number: Int64
    public init(_ number: Int64) { self.number = number }
}

/// A question for a human: is this the same person?
public struct ReviewID: NumericIdentifier {
    public let number: Int64
    public init(_ number: Int64) { self.number = number }
}

/// A version of the model that linkage weighs with; 0 is the shipped one, the others were trained on this store's
/// records.
public struct LinkageModelID: NumericIdentifier {
    public let number: Int64
    public init(_ number: Int64) { self.number = number }

    public static let shipped = LinkageModelID(0)
}

/// A piece of personal data in the vault (a note, a reason in somebody's own words).
public struct VaultID: NumericIdentifier {
    public let number: Int64
    public init(_ number: Int64) { self.number = number }
}

/// A name that a configuration file gives to something.
public protocol NamedIdentifier: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    var name: String { get }
    init(_ name: String)
}

extension NamedIdentifier {
    public static func < (left: Self, right: Self) -> Bool { left.name < right.name }
    public var description: String { name }
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}

/// What people and messages call a case: random, so that it says nothing about the person or about how many there are.
public struct CaseCode: NamedIdentifier {
    public let name: String
    public init(_ name: String) { self.name = name }
}

/// An agency's feed of notifications.
public struct SourceID: NamedIdentifier {
    public let name: String
    public init(_ name: String) { self.name = name }
}

/// A member of staff who can own a case, visit, be on duty or be told.
public struct WorkerID: NamedIdentifier {
    public let name: String
    public init(_ name: String) { self.name = name }
}

/// An organisation that takes part: its calendar, its workers, what it may know.
public struct AgencyID: NamedIdentifier {
    public let name: String
    public init(_ name: String) { self.name = name }
}

/// A duty that some worker holds at any one time: coordinator, duty worker, hospital liaison.
public struct RoleID: NamedIdentifier {
    public let name: String
    public init(_ name: String) { self.name = name }

    /// Owner of last resort; always has a deputy.
    public static let coordinator = RoleID("coordinator")
    /// Holds what arrives between huddles.
    public static let dutyWorker = RoleID("duty-worker")
    /// Owns while the person is in hospital.
    public static let hospitalLiaison = RoleID("hospital-liaison")
    /// Owns while the person is in custody.
    public static let custodyContact = RoleID("custody-contact")
    /// Owns for people under 18, or possibly under 18.
    public static let youngPeopleLead = RoleID("young-people-lead")
}

/// Who did it: a named human being or a part of the machine. Never a personal name: a user's id.
public enum Actor: Hashable, Sendable, Codable {
    /// A member of staff, by user id.
    case user(String)
    /// A part of this program acting by rule: `intake`, `scheduler`, `linkage`, `dispatcher`.
    case machine(String)
    /// An agency's system, by source.
    case source(SourceID)

    /// `user:morag`, `machine:scheduler`, `source:ambulance`; read back by ``init(text:)``.
    public var text: String {
        switch self {
        case .user(let name): "user:" + name
        case .machine(let part): "machine:" + part
        case .source(let source): "source:" + source.name
        }
    }

    /// As people are shown it: a user by the id alone.
    public var onPages: String { if case .user(let name) = self { name } else { text } }

    public init?(text: String) {
        let halves = text.split(separator: ":", maxSplits: 1)
        guard halves.count == 2 else { return nil }
        let name = String(halves[1])
        switch halves[0] {
        case "user": self = .user(name)
        case "machine": self = .machine(name)
        case "source": self = .source(SourceID(name))
        default: return nil
        }
    }

    /// A named human stands behind it.
    public var isHuman: Bool { if case .user = self { true } else { false } }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let actor = Actor(text: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an actor")
        }
        self = actor
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

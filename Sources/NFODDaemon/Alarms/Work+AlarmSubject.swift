import NFODConfig
import NFODEngine
import NFODStore

/// What some alarms are about, as their subject names it.
extension Work {
    /// Whom a level looked for and did not find: duties by their names, agencies and people with what they are.
    func gap(of audience: [Audience], owner: Owner) -> AlarmSubject {
        let missing = Set(audience.map { $0 == .owner ? Audience(owner) : $0 })
        return AlarmSubject(missing.map(AlarmSubject.word(for:)).sorted().joined(separator: ", "))
    }

    func isCovered(_ subject: AlarmSubject) -> Bool {
        !configuration.team.recipients(of: subject.audience, owner: .role(.coordinator), at: now).isEmpty
    }

    func isFailing(_ subject: AlarmSubject?) throws -> Bool {
        try tx.due.failing().contains { try self.subject(of: $0) == subject }
    }

    /// `case K7Q2X9`, `source police`, `system`: a case by its random code, as everywhere outside.
    func subject(of stream: EventStream) throws -> AlarmSubject {
        switch stream {
        case .case(let id): AlarmSubject("case \(try tx.responses.row(id: id)?.code.name ?? "unknown")")
        case .source(let source): AlarmSubject("source \(source)")
        case .person, .huddle, .system: AlarmSubject(stream.kind)
        }
    }
}

extension AlarmSubject {
    /// What a gap names.
    var audience: [Audience] {
        name.split(separator: ", ").map { Audience(text: String($0)) ?? .role(RoleID(String($0))) }
    }

    fileprivate static func word(for audience: Audience) -> String {
        if case .role(let role) = audience { role.name } else { audience.text }
    }

    init(_ source: SourceID) { self.init(source.name) }

    init(_ channel: ChannelID) { self.init(channel.name) }
}

extension Audience {
    fileprivate init(_ owner: Owner) {
        switch owner {
        case .role(let role): self = .role(role)
        case .worker(let worker): self = .worker(worker)
        }
    }
}

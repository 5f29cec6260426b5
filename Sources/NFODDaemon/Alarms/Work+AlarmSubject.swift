import NFODConfig
import NFODEngine
import NFODStore

/// What some alarms are about, as their subject names it.
extension Work {
    /// The duties that were looked up for a level and that nobody held; the coordinator's where it names people only.
    func gap(of audience: [Audience], owner: Owner) -> AlarmSubject {
        let roles = audience.compactMap { entry -> RoleID? in
            switch (entry, owner) {
            case (.role(let role), _), (.owner, .role(let role)): role
            case (.worker, _), (.owner, .worker): nil
            }
        }
        return AlarmSubject(Set(roles.isEmpty ? [.coordinator] : roles).map(\.name).sorted().joined(separator: ", "))
    }

    func isCovered(_ subject: AlarmSubject) -> Bool {
        let roles = subject.roles.map(Audience.role)
        return !configuration.team.recipients(of: roles, owner: .role(.coordinator), at: now).isEmpty
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
    /// The duties that a gap names.
    var roles: [RoleID] { name.split(separator: ", ").map { RoleID(String($0)) } }

    init(_ source: SourceID) { self.init(source.name) }

    init(_ channel: ChannelID) { self.init(channel.name) }
}

public import NFODConfig
public import NFODEngine
import NFODStore

extension Reading {
    /// What a case has had people told, and how we know.
    public func alertTrail(of state: CaseState) throws -> AlertTrail {
        let copies = try tx.outbox.entries(of: state.id).flatMap { entry in
            guard let message = entry.gatheredIn else { return [try copy(entry)] }
            let others = try tx.outbox.memberCount(of: message) - 1
            return try tx.outbox.copies(of: message).map { try copy($0).standing(for: entry, with: others) }
        }
        let events = try tx.events.events(of: .case(state.id)).compactMap { RecordedEvent<CaseEvent>($0) }
        return AlertTrail(of: state.code, copies: copies, events: events)
    }

    private func copy(_ entry: OutboxEntry) throws -> AlertCopy {
        let made = entry.tries == 0 ? nil : try tx.outbox.decisiveTry(of: entry.message.id)
        return AlertCopy(entry, made, givesReceipt: givesReceipt(entry.message.channel))
    }

    /// A channel that is configured no more is taken at its word.
    private func givesReceipt(_ channel: ChannelID) -> Bool {
        configuration.settings.channels[channel]?.givesReceipt ?? true
    }
}

extension Configuration {
    /// How lines about alerts speak.
    public func alertLines(at now: Instant) -> Wording.AlertLines {
        let team = team
        return Wording.AlertLines(zone: zone, now: now) { team.workers[$0]?.displayName ?? $0.name }
    }
}

extension AlertCopy {
    fileprivate init(_ entry: OutboxEntry, _ made: DeliveryTry?, givesReceipt: Bool) {
        let message = entry.message
        self.init(
            id: message.id, original: message.fallbackOf, kind: message.kind, recipient: message.recipient,
            says: message.says, writtenAt: message.createdAt, channel: message.channel, givesReceipt: givesReceipt,
            standing: entry.state.standing, tries: Int(entry.tries), code: made?.code,
            status: made?.status.map(Int.init))
    }

    /// The message that an alert went into with others, as that alert's own way out.
    fileprivate func standing(for entry: OutboxEntry, with others: Int) -> AlertCopy {
        let member = entry.message
        // The others still want it, and this one's case has ended.
        let isDropped = entry.state == .cancelled && standing != .arrived
        return AlertCopy(
            id: id, original: member.id, kind: member.kind, recipient: recipient, says: member.says,
            writtenAt: member.createdAt, channel: channel, givesReceipt: givesReceipt,
            standing: isDropped ? .cancelled : standing, tries: tries, code: code, status: status,
            gatheredWith: others)
    }
}

extension OutboxState {
    fileprivate var standing: AlertCopy.Standing {
        switch self {
        case .gathering: .gathering
        case .ready, .leased, .gathered: .waiting
        case .delivered: .arrived
        case .failed: .failed
        case .cancelled: .cancelled
        case .recorded: .recorded
        }
    }
}

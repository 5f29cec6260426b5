import NFODConfig
public import NFODEngine
import NFODStore

/// What the link stands for by which the recipient of one alert takes it without sign-in (rule 32). Its token is made
/// of facts that stand in the outbox, so that the same alert has the same link over all channels and tries; nothing is
/// kept for it.
struct AlertLink {
    private let code: CaseCode
    private let signed: String

    /// Nil where there is nothing to take.
    ///
    /// - Parameter original: the alert that this one is a copy of.
    init?(_ alert: Alert, _ original: AlertID?, of response: CaseID?, writtenAt: Instant) {
        guard let response, let code = alert.code, alert.canBeTakenByLink else { return nil }
        self.init(
            original ?? alert.id, kind: alert.kind, of: response, code, to: alert.recipient, writtenAt: writtenAt)
    }

    /// Of an alert as it lies in the outbox.
    init?(_ message: OutboxMessage, _ code: CaseCode) {
        guard let response = message.response, message.fallbackOf == nil,
            message.kind == .escalation || message.kind == .assignment
        else { return nil }
        self.init(
            message.id, kind: message.kind, of: response, code, to: message.recipient, writtenAt: message.createdAt)
    }

    private init(
        _ alert: AlertID, kind: Alert.Kind, of response: CaseID, _ code: CaseCode, to recipient: WorkerID,
        writtenAt: Instant
    ) {
        self.code = code
        let facts = [
            "acknowledge", alert.name, kind.rawValue, String(response.number), code.name, recipient.name,
            String(writtenAt.milliseconds),
        ]
        // Each with its length: no two lists of facts are one text.
        signed = facts.map { "\($0.utf8.count):\($0)" }.joined()
    }

    /// The case's code, by which the alert is found again, and a mark that nobody can guess.
    func token(_ signer: LinkSigner) -> String { code.name + signer.mark(signed) }

    func isMarked(_ mark: Substring, _ signer: LinkSigner) -> Bool { signer.isMark(mark, of: signed) }
}

/// What stands behind a link that is good.
public struct AlertLinkView: Hashable, Sendable {
    public let alert: AlertID
    public let response: CaseID
    public let code: CaseCode
    public let recipient: WorkerID
    /// The level's name, or what has happened.
    public let says: String
    public let contactDueAt: Instant
    /// When this very alert was taken by its link; nil while it was not.
    public internal(set) var usedAt: Instant?
    /// Until when reminders rest since; nil when none do.
    public internal(set) var restsUntil: Instant?
    /// How long they will.
    public let pause: Span
}

extension Reading {
    /// What a token stands for at this instant. Nil for any that is forged, too old, or of an alert that asks its
    /// recipient for nothing any more: nobody learns which.
    ///
    /// - Parameter clock: the daemon's.
    /// - Throws: faults of the store.
    public func view(ofLink token: String, at now: Instant, _ clock: any EngineClock) throws -> AlertLinkView? {
        let (name, mark) = (token.dropLast(LinkSigner.length), token.suffix(LinkSigner.length))
        guard !name.isEmpty, let id = try tx.responses.row(code: CaseCode(String(name)))?.id,
            let state = try loadCase(id)?.state
        else { return nil }
        let entries = try tx.outbox.entries(of: id)
        guard
            let entry = entries.first(where: {
                AlertLink($0.message, state.code)?.isMarked(mark, tx.links) ?? false
            })
        else { return nil }
        let (message, alerts) = (entry.message, configuration.settings.alerts)
        // One that was held for the night is as fresh in the morning. On a simulated clock receivers have another time.
        let sent = clock.isSimulated ? message.createdAt : max(message.createdAt, entry.dueAt)
        guard now <= sent + alerts.linkLivesFor, !isStoodDown(message, entries), asks(message, state, at: now)
        else { return nil }
        var view = AlertLinkView(
            alert: message.id, response: id, code: state.code, recipient: message.recipient, says: message.says,
            contactDueAt: state.contactDueAt, pause: alerts.linkPausesFor)
        view.restsUntil = state.ladder?.acknowledgement.flatMap { $0.until > now ? $0.until : nil }
        view.usedAt = try usedAt(message.id, of: id)
        return view
    }

    private func asks(_ message: OutboxMessage, _ state: CaseState, at now: Instant) -> Bool {
        let team = configuration.team
        guard team.isActive(message.recipient) else { return false }
        let hands = team.recipients(of: [.owner], owner: state.owner, at: now) + state.hands
        return state.stillAsks(
            message.id, kind: message.kind, recipient: message.recipient, writtenAt: message.createdAt,
            hands: Set(hands))
    }

    private func usedAt(_ alert: AlertID, of response: CaseID) throws -> Instant? {
        for stored in try tx.events.events(of: .case(response)) where stored.type == Acknowledged.type {
            guard let recorded = RecordedEvent<CaseEvent>(stored), case .acknowledged(let event) = recorded.event,
                event.link == alert
            else { continue }
            return recorded.knownAt
        }
        return nil
    }
}

extension Workflow {
    /// The button behind a link was pressed: its recipient has taken the alert. Pressed again it changes nothing.
    ///
    /// - Returns: how it stands then, and whether this changed it; nil for a token that stands for nothing.
    /// - Throws: ``CaseRefusal``; faults of the store.
    public func takeByLink(_ token: String) throws -> (view: AlertLinkView, isNew: Bool)? {
        guard let view = try read({ try $0.view(ofLink: token, at: self.clock.now(), self.clock) }) else { return nil }
        if view.usedAt != nil { return (view, false) }
        return try perform(as: .user(view.recipient.name)) { work in
            guard let view = try work.view(ofLink: token, at: work.now, clock) else { return nil }
            if view.usedAt != nil { return (view, false) }
            try work.handle(
                .acknowledgeByLink(view.recipient, alert: view.alert, pause: view.pause), on: view.response)
            return try work.view(ofLink: token, at: work.now, clock).map { ($0, true) }
        }
    }
}

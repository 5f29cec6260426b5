/// What became of one alert of a case: who was to be told what, over which channels, and how we know (rule 32).
public struct AlertAccount: Hashable, Sendable {
    public let alert: AlertID
    public let kind: Alert.Kind
    public let recipient: WorkerID
    /// What it says beside code and due time: the level's name, or what has happened.
    public let says: String
    public let writtenAt: Instant
    /// One for each channel, the alert's own first.
    public internal(set) var copies: [AlertCopy]
    /// Since when the recipient has counted as not told; nil once it arrived, and while there is time.
    public internal(set) var notToldSince: Instant?
    /// When the recipient said, after it was written, that they have it: the alert taken, or the case accepted.
    public internal(set) var takenAt: Instant?
    /// It went in one message with so many others; nil where it went as itself.
    public var gatheredWith: Int? { copies.first?.gatheredWith }
    /// Who said so; for a duty desk that was told, the worker of it by name.
    public internal(set) var takenBy: WorkerID?
    /// They said so with the button behind an alert's link, without sign-in.
    public internal(set) var isTakenByLink = false

    /// How we know that somebody was told, or was not. The surest that there is counts.
    public enum Knowledge: String, Hashable, Sendable, CaseIterable {
        /// They said so themselves.
        case taken
        /// The channel took it, and that shows that it arrived.
        case arrived
        /// The channel took it, and does not say whether it arrived.
        case sent
        /// Its time is over or no channel will take it: not told.
        case notTold
        /// There is still time; or a service has it and has not said yet whether it arrived.
        case onItsWay
        /// It was not needed any more before it arrived.
        case notNeeded
        /// Written down by a replay, never sent.
        case recorded
    }

    /// Worked out from what stands, never stored.
    public var knowledge: Knowledge {
        if takenAt != nil { return .taken }
        let arrived = copies.filter { $0.standing == .arrived }
        if arrived.contains(where: \.givesReceipt) { return .arrived }
        if !arrived.isEmpty { return .sent }
        let standings = Set(copies.map(\.standing))
        if notToldSince != nil || standings == [.failed] { return .notTold }
        if !standings.isDisjoint(with: [.waiting, .gathering, .sent]) { return .onItsWay }
        return standings.contains(.recorded) ? .recorded : standings.contains(.failed) ? .notTold : .notNeeded
    }
}

/// All that a case has had people told, in the order in which it was written, and whom it found nobody of.
public struct AlertTrail: Hashable, Sendable {
    public private(set) var accounts: [AlertAccount] = []
    /// Levels that had nobody to tell.
    public private(set) var unheard: [Unheard] = []

    /// A level that fired for somebody who could not even be written to.
    public struct Unheard: Hashable, Sendable {
        public let at: Instant
        public let says: String
        /// Who has no channel; nil where nobody was on duty (rule 29).
        public let recipient: WorkerID?
    }

    /// One of them.
    public enum Entry: Hashable, Sendable {
        case account(AlertAccount)
        case unheard(Unheard)

        /// When it was written.
        public var at: Instant {
            switch self {
            case .account(let account): account.writtenAt
            case .unheard(let unheard): unheard.at
            }
        }
    }

    /// Both, as they came.
    public var entries: [Entry] {
        let all = unheard.map(Entry.unheard) + accounts.map(Entry.account)
        return all.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    /// - Parameters:
    ///   - copies: every message of the case, in any order.
    ///   - events: the case's own, as they were recorded.
    public init(of code: CaseCode, copies: [AlertCopy], events: some Sequence<RecordedEvent<CaseEvent>>) {
        let groups = Dictionary(grouping: copies) { $0.original ?? $0.id }
        accounts = groups.compactMap { AlertAccount($0, $1) }
            .sorted { ($0.writtenAt, $0.alert.name) < ($1.writtenAt, $1.alert.name) }
        for recorded in events { take(recorded, code) }
    }

    private mutating func take(_ recorded: RecordedEvent<CaseEvent>, _ code: CaseCode) {
        switch recorded.event {
        case .told(let told):
            change {
                $0.alert == told.alert
            } by: { account in
                account.notToldSince = nil
                for index in account.copies.indices where account.copies[index].channel == told.channel {
                    account.copies[index].arrivedAt = recorded.knownAt
                }
            }
        case .notTold(let notTold):
            change {
                $0.alert == notTold.alert
            } by: {
                $0.notToldSince = recorded.knownAt
            }
        case .acknowledged(let event):
            taken(by: event.worker, [event.worker], at: recorded.knownAt, isByLink: event.link != nil)
        case .accepted(let event):
            taken(by: event.worker, [event.worker, event.desk?.desk].compactMap { $0 }, at: recorded.knownAt)
        case .levelFired(let event): noteUnheard(event, at: recorded.knownAt, code)
        default: break
        }
    }

    private mutating func taken(
        by worker: WorkerID, _ told: [WorkerID], at instant: Instant, isByLink: Bool = false
    ) {
        change {
            told.contains($0.recipient) && $0.kind != .standDown && $0.writtenAt <= instant && $0.takenAt == nil
        } by: {
            $0.takenAt = instant
            $0.takenBy = worker
            $0.isTakenByLink = isByLink
        }
    }

    private mutating func noteUnheard(_ event: LevelFired, at instant: Instant, _ code: CaseCode) {
        guard !event.recipients.isEmpty else {
            return unheard.append(Unheard(at: instant, says: event.name, recipient: nil))
        }
        let beginning = AlertID.beginning(code, run: event.run, level: event.level, occurrence: event.occurrence)
        let written = Set(accounts.filter { $0.alert.name.hasPrefix(beginning) }.map(\.recipient))
        for recipient in event.recipients where !written.contains(recipient) {
            unheard.append(Unheard(at: instant, says: event.name, recipient: recipient))
        }
    }

    private mutating func change(_ isMeant: (AlertAccount) -> Bool, by change: (inout AlertAccount) -> Void) {
        for index in accounts.indices where isMeant(accounts[index]) { change(&accounts[index]) }
    }
}

extension AlertAccount {
    /// The alert itself first, its copies as they are named. Nil for none.
    fileprivate init?(_ alert: AlertID, _ copies: [AlertCopy]) {
        let sorted = copies.sorted {
            ($0.original == nil ? 0 : 1, $0.id.name) < ($1.original == nil ? 0 : 1, $1.id.name)
        }
        guard let first = sorted.first else { return nil }
        self.alert = alert
        kind = first.kind
        recipient = first.recipient
        says = first.says
        writtenAt = first.writtenAt
        self.copies = sorted
    }
}

/// One thing that is other than the weekly pattern says. Hours are instants, `upperBound` excluded, never empty.
public enum RosterChange: Hashable, Sendable {
    /// Away for whole days: a shift or turn that begins in that time is not worked, however long it runs; a night that
    /// began before is worked to its end.
    case daysAway(WorkerID, Range<Instant>)
    /// Away for these very hours.
    case hoursAway(WorkerID, Range<Instant>)
    /// At work beside the weekly shifts.
    case shift(WorkerID, Range<Instant>)
    /// Holds the duty in place of whoever the rota names; where they are away after all, the rota holds again.
    case duty(RoleID, WorkerID, Range<Instant>)
    case standIn(StandIn)

    /// One worker does what is another's: a swap is two of these.
    public struct StandIn: Hashable, Sendable {
        public let worker: WorkerID
        public let insteadOf: WorkerID
        /// Nil: shifts and every duty of theirs.
        public let role: RoleID?
        public let hours: Range<Instant>

        public init(worker: WorkerID, insteadOf: WorkerID, role: RoleID?, hours: Range<Instant>) {
            self.worker = worker
            self.insteadOf = insteadOf
            self.role = role
            self.hours = hours
        }
    }

    public var hours: Range<Instant> {
        switch self {
        case .daysAway(_, let hours), .hoursAway(_, let hours), .shift(_, let hours), .duty(_, _, let hours): hours
        case .standIn(let standIn): standIn.hours
        }
    }

    /// Whom it is about; of a stand-in both.
    public var workers: [WorkerID] {
        switch self {
        case .daysAway(let worker, _), .hoursAway(let worker, _), .shift(let worker, _), .duty(_, let worker, _):
            [worker]
        case .standIn(let standIn): [standIn.worker, standIn.insteadOf]
        }
    }

    /// The duty it names, if any.
    public var role: RoleID? {
        switch self {
        case .duty(let role, _, _): role
        case .standIn(let standIn): standIn.role
        case .daysAway, .hoursAway, .shift: nil
        }
    }
}

extension RosterChange: Codable {
    /// As it stands in events.
    public enum Kind: String, Codable, CaseIterable, Sendable { case daysAway, hoursAway, shift, duty, standIn }

    private enum CodingKeys: String, CodingKey { case kind, worker, role, insteadOf, from, to }

    public var kind: Kind {
        switch self {
        case .daysAway: .daysAway
        case .hoursAway: .hoursAway
        case .shift: .shift
        case .duty: .duty
        case .standIn: .standIn
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let worker = try container.decode(WorkerID.self, forKey: .worker)
        let (from, to) = (
            try container.decode(Instant.self, forKey: .from), try container.decode(Instant.self, forKey: .to)
        )
        guard from < to else {
            throw DecodingError.dataCorruptedError(forKey: .to, in: container, debugDescription: "ends at its start")
        }
        switch try container.decode(Kind.self, forKey: .kind) {
        case .daysAway: self = .daysAway(worker, from..<to)
        case .hoursAway: self = .hoursAway(worker, from..<to)
        case .shift: self = .shift(worker, from..<to)
        case .duty: self = .duty(try container.decode(RoleID.self, forKey: .role), worker, from..<to)
        case .standIn:
            self = .standIn(
                StandIn(
                    worker: worker, insteadOf: try container.decode(WorkerID.self, forKey: .insteadOf),
                    role: try container.decodeIfPresent(RoleID.self, forKey: .role), hours: from..<to))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encode(workers.first, forKey: .worker)
        try container.encodeIfPresent(role, forKey: .role)
        if case .standIn(let standIn) = self { try container.encode(standIn.insteadOf, forKey: .insteadOf) }
        try container.encode(hours.lowerBound, forKey: .from)
        try container.encode(hours.upperBound, forKey: .to)
    }
}

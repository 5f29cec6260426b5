import GRDB
public import NFODEngine

/// Cases as lists and look-ups need them: a projection of the case streams, written with their events.
public struct ResponseTable {
    let db: Database

    /// A case as the table holds it.
    public struct Row: Hashable, Sendable {
        public let id: CaseID
        public let code: CaseCode
        public let version: Int64
        public let person: PersonID?
        public let openedAt: Instant
        public let contactDueAt: Instant
        public let overdose: ClosedRange<Instant>
        public let ending: Ending.Kind?
    }

    /// Puts the case as it stands now in the place of what was there.
    /// - Parameter digestFrom: from when on it stands in the huddle day's digest.
    public func put(_ state: CaseState, version: Int64, digestFrom: Instant?) throws {
        let id = SQLValue.integer(state.id.number)
        let changing: [SQLValue] = [
            .number(state.person?.number), .integer(state.contactDueAt.milliseconds),
            .integer(state.overdose.earliest.milliseconds), .integer(state.overdose.latest.milliseconds),
            .string(state.owner.text), .text(state.assignment?.partner?.name),
            .text(state.ladder?.policy.name), .number(digestFrom?.milliseconds),
            .text(state.ending?.ending.kind.rawValue), .number(state.ending?.knownAt.milliseconds),
            .integer(state.isUnclosed ? 1 : 0),
        ]
        try db.run(Self.newVersion, [.integer(version), id] + changing)
        guard db.changesCount == 0 else { return }
        try db.run(
            Self.wholeRow,
            [id, .string(state.code.name), .integer(version), .integer(state.openedAt.milliseconds)] + changing)
    }

    /// Most events change nothing that a look-up goes by: every index named in an update would be written again.
    private static let newVersion = """
        UPDATE response SET version = ? WHERE id = ? AND person_id IS ? AND contact_due_at = ?
            AND overdose_earliest = ? AND overdose_latest = ? AND owner = ? AND partner IS ? AND policy IS ?
            AND digest_from IS ?
            AND ending IS ? AND ended_known_at IS ? AND is_unclosed = ?
        """

    private static let wholeRow = """
        INSERT INTO response (id, code, version, opened_at, person_id, contact_due_at, overdose_earliest,
            overdose_latest, owner, partner, policy, digest_from, ending, ended_known_at, is_unclosed)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, person_id = excluded.person_id,
            contact_due_at = excluded.contact_due_at, overdose_earliest = excluded.overdose_earliest,
            overdose_latest = excluded.overdose_latest, owner = excluded.owner, partner = excluded.partner,
            policy = excluded.policy, digest_from = excluded.digest_from,
            ending = excluded.ending, ended_known_at = excluded.ended_known_at,
            is_unclosed = excluded.is_unclosed
        """

    /// Some case has this code.
    public func isKnown(_ code: CaseCode) throws -> Bool {
        try db.integer("SELECT 1 FROM response WHERE code = ?", .string(code.name)) != nil
    }

    public func row(code: CaseCode) throws -> Row? { try fetch("WHERE code = ?", [code.name]).first }

    public func row(id: CaseID) throws -> Row? { try fetch("WHERE id = ?", [id.number]).first }

    /// Cases of these people whose overdose may have been in the interval; ended ones too.
    public func rows(of people: [PersonID], meeting interval: ClosedRange<Instant>) throws -> [Row] {
        let sql = """
            SELECT id FROM response WHERE person_id = ? AND overdose_earliest <= ? AND overdose_latest >= ? ORDER BY id
            """
        return try people.flatMap { person in
            try rows(
                db.integers(
                    sql,
                    [
                        .integer(person.number), .integer(interval.upperBound.milliseconds),
                        .integer(interval.lowerBound.milliseconds),
                    ]))
        }
    }

    /// All cases of these people, in order of their overdoses.
    public func rows(of people: [PersonID]) throws -> [Row] {
        let sql = "SELECT id FROM response WHERE person_id = ?"
        return try people.flatMap { try rows(db.integers(sql, [.integer($0.number)])) }
            .sorted { ($0.overdose.lowerBound, $0.id) < ($1.overdose.lowerBound, $1.id) }
    }

    /// Cases that were open at `instant`, or that were opened or ended after `since`: what a report for that instant is
    /// about. By what we know now; the caller folds the events known then.
    public func relevant(at instant: Instant, since: Instant) throws -> [CaseID] {
        let sql = """
            SELECT id FROM response WHERE ending IS NULL AND opened_at <= ?1
            UNION SELECT id FROM response WHERE ended_known_at > ?2 AND opened_at <= ?1
            UNION SELECT id FROM response WHERE opened_at > ?2 AND opened_at <= ?1
            UNION SELECT id FROM response WHERE is_unclosed = 1 AND opened_at <= ?1
            ORDER BY id
            """
        return try Int64.fetchAll(
            try db.cachedStatement(sql: sql), arguments: [instant.milliseconds, since.milliseconds]
        ).map { CaseID($0) }
    }

    /// Open cases that are due before `instant`, soonest first.
    public func open(dueBefore instant: Instant) throws -> [CaseID] {
        let sql = "SELECT id FROM response WHERE ending IS NULL AND contact_due_at <= ? ORDER BY contact_due_at, id"
        return try Int64.fetchAll(try db.cachedStatement(sql: sql), arguments: [instant.milliseconds])
            .map { CaseID($0) }
    }

    /// Open cases past their last level, as the digest of a huddle at `instant` lists them.
    public func inDigest(at instant: Instant) throws -> [CaseID] {
        let sql = "SELECT id FROM response WHERE digest_from <= ? ORDER BY contact_due_at, id"
        return try Int64.fetchAll(try db.cachedStatement(sql: sql), arguments: [instant.milliseconds])
            .map { CaseID($0) }
    }

    /// All open cases with the versions of their streams.
    public func openVersions() throws -> [CaseID: Int64] {
        let statement = try db.cachedStatement(sql: "SELECT id, version FROM response WHERE ending IS NULL")
        return try GRDB.Row.fetchAll(statement).reduce(into: [:]) { $0[CaseID($1[0])] = $1[1] }
    }

    /// Open cases in some worker's hands.
    public func inHands() throws -> [CaseID] {
        let sql = "SELECT id FROM response WHERE \(Self.isInHands) ORDER BY id"
        return try Int64.fetchAll(try db.cachedStatement(sql: sql)).map { CaseID($0) }
    }

    /// Open cases that this worker owns, or goes to as the second of two.
    public func inHands(of worker: WorkerID) throws -> [CaseID] {
        let sql = "SELECT id FROM response WHERE \(Self.isInHands) AND (owner = ? OR partner = ?) ORDER BY id"
        let statement = try db.cachedStatement(sql: sql)
        return try Int64.fetchAll(statement, arguments: [Owner.worker(worker).text, worker.name]).map { CaseID($0) }
    }

    /// How many open cases each worker has a hand in: as the owner, or as the second of two.
    public func held() throws -> [WorkerID: Int] {
        let sql = "SELECT owner, partner FROM response WHERE \(Self.isInHands)"
        return try GRDB.Row.fetchAll(try db.cachedStatement(sql: sql)).reduce(into: [:]) { counts, row in
            if case .worker(let worker)? = Owner(text: row[0]) { counts[worker, default: 0] += 1 }
            if let partner = row[1] as String? { counts[WorkerID(partner), default: 0] += 1 }
        }
    }

    /// As the index has it.
    private static let isInHands = "ending IS NULL AND owner GLOB 'worker:*'"

    /// How many cases were opened in (`start`, `end`]; those merged away or wrong do not count.
    public func opened(after start: Instant, through end: Instant) throws -> Int {
        let sql = """
            SELECT count(*) FROM response WHERE opened_at > ? AND opened_at <= ?
                AND (ending IS NULL OR ending NOT IN ('mergedInto', 'wrongOrDoubled', 'notAnOverdose'))
            """
        let statement = try db.cachedStatement(sql: sql)
        return try Int.fetchOne(statement, arguments: [start.milliseconds, end.milliseconds]) ?? 0
    }

    /// How many cases are open, and how many have ended.
    public func counts() throws -> (open: Int, ended: Int) {
        let open = try Int.fetchOne(db, sql: "SELECT count(*) FROM response WHERE ending IS NULL") ?? 0
        let ended = try Int.fetchOne(db, sql: "SELECT count(*) FROM response WHERE ended_known_at IS NOT NULL") ?? 0
        return (open, ended)
    }

    public func firstOpening() throws -> Instant? {
        try Int64.fetchOne(try db.cachedStatement(sql: "SELECT min(opened_at) FROM response"))
            .map(Instant.init(milliseconds:))
    }

    /// When the open case that was opened first was; nil where none is open.
    public func firstOpeningOfOpen() throws -> Instant? {
        let sql = "SELECT min(opened_at) FROM response WHERE ending IS NULL"
        return try Int64.fetchOne(try db.cachedStatement(sql: sql)).map(Instant.init(milliseconds:))
    }

    /// Every policy that some open case's ladder runs by.
    public func policiesInUse() throws -> Set<PolicyHash> {
        Set(
            try String.fetchAll(db, sql: "SELECT DISTINCT policy FROM response WHERE policy IS NOT NULL")
                .map { PolicyHash($0) })
    }

    /// Open cases that wait for no level and stand in no digest: there must be none.
    public func withoutLadder() throws -> [CaseCode] {
        let sql = """
            SELECT code FROM response WHERE ending IS NULL AND digest_from IS NULL AND NOT EXISTS (
                SELECT 1 FROM due WHERE stream_kind = 'case' AND stream_id = response.id AND kind = 'level')
            ORDER BY id
            """
        return try String.fetchAll(db, sql: sql).map { CaseCode($0) }
    }

    public func all() throws -> [Row] { try fetch("ORDER BY id", []) }

    /// Most people have one case or none, so that the bare numbers are asked for first.
    private func rows(_ numbers: [Int64]) throws -> [Row] { try numbers.compactMap { try row(id: CaseID($0)) } }

    private func fetch(_ condition: String, _ arguments: StatementArguments) throws -> [Row] {
        let sql = """
            SELECT id, code, version, person_id, opened_at, contact_due_at, overdose_earliest, overdose_latest, ending
            FROM response\u{20}
            """ + condition
        return try GRDB.Row.fetchAll(try db.cachedStatement(sql: sql), arguments: arguments).map { row in
            Row(
                id: CaseID(row[0]), code: CaseCode(row[1]), version: row[2],
                person: (row[3] as Int64?).map { PersonID($0) }, openedAt: Instant(milliseconds: row[4]),
                contactDueAt: Instant(milliseconds: row[5]),
                overdose: Instant(milliseconds: row[6])...Instant(milliseconds: row[7]),
                ending: (row[8] as String?).flatMap(Ending.Kind.init))
        }
    }
}

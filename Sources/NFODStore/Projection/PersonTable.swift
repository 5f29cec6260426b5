import GRDB
public import NFODEngine

/// People, their aliases and the questions about them: a projection of the person streams.
public struct PersonTable {
    let db: Database
    let memory: TransactionMemory

    /// A question to a human, with the person whose stream it is on.
    public struct ReviewRow: Hashable, Sendable {
        public let id: ReviewID
        public let notification: NotificationID
        public let person: PersonID
        public let openedAt: Instant
    }

    /// Puts the person as it stands now in the place of what was there, with its reviews.
    public func put(_ state: PersonState, version: Int64, at instant: Instant) throws {
        try putPerson(state, version: version)
        try putReviews(of: state, at: instant)
    }

    /// The person alone.
    public func putPerson(_ state: PersonState, version: Int64) throws {
        // Only somebody known before can have been absorbed, or stand alone again.
        if version > 1 || state.mergedInto != nil { memory.forgetGroups() }
        try db.run(
            """
            INSERT INTO person (id, version, merged_into) VALUES (?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, merged_into = excluded.merged_into
            """, .integer(state.id.number), .integer(version), .number(state.mergedInto?.into.number))
    }

    private func putReviews(of state: PersonState, at instant: Instant) throws {
        let open = Set(state.openReviews.map(\.id))
        for review in state.reviews.values.sorted(by: { $0.id < $1.id }) {
            let decidedAt: SQLValue = open.contains(review.id) ? .null : .integer(instant.milliseconds)
            try db.run(
                """
                INSERT INTO review (id, notification_id, person_id, opened_at, decided_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET decided_at =
                    CASE WHEN excluded.decided_at IS NULL THEN NULL ELSE coalesce(decided_at, excluded.decided_at) END
                """,
                .integer(review.id.number), .integer(review.notification.number), .integer(state.id.number),
                .integer(instant.milliseconds), decidedAt)
        }
    }

    /// The person under whose id this one is now known.
    public func root(of person: PersonID) throws -> PersonID {
        if let known = memory.roots[person] { return known }
        var found = person
        while let next = try parent(of: found) { found = next }
        memory.roots[person] = found
        return found
    }

    /// `person` and everybody absorbed into it, directly or not, in ascending order.
    public func everybody(in person: PersonID) throws -> [PersonID] {
        if let known = memory.groups[person] { return known }
        var waiting = [person]
        var found: [PersonID] = []
        let sql = "SELECT id FROM person WHERE merged_into = ?"
        while let next = waiting.popLast() {
            found.append(next)
            waiting += try db.integers(sql, [.integer(next.number)]).map { PersonID($0) }
        }
        let group = found.sorted()
        memory.groups[person] = group
        return group
    }

    public func openReviews() throws -> [ReviewRow] {
        try reviews("WHERE decided_at IS NULL ORDER BY opened_at, id", [])
    }

    /// Every question there ever was.
    public func reviews() throws -> [ReviewRow] { try reviews("ORDER BY id", []) }

    public func review(_ id: ReviewID) throws -> ReviewRow? { try reviews("WHERE id = ?", [id.number]).first }

    /// Reviews that were open at `instant`, by what we know now of their answers.
    public func reviews(openAt instant: Instant) throws -> [ReviewRow] {
        try reviews(
            "WHERE opened_at <= ?1 AND (decided_at IS NULL OR decided_at > ?1) ORDER BY opened_at, id",
            [instant.milliseconds])
    }

    public func hasOpenReview(_ people: [PersonID]) throws -> Bool {
        let sql = "SELECT EXISTS (SELECT 1 FROM review WHERE person_id = ? AND decided_at IS NULL)"
        for person in people {
            if try db.integer(sql, .integer(person.number)) == 1 { return true }
        }
        return false
    }

    private func parent(of person: PersonID) throws -> PersonID? {
        let sql = "SELECT merged_into FROM person WHERE id = ? AND merged_into IS NOT NULL"
        return try db.integer(sql, .integer(person.number)).map { PersonID($0) }
    }

    private func reviews(_ condition: String, _ arguments: StatementArguments) throws -> [ReviewRow] {
        let sql = "SELECT id, notification_id, person_id, opened_at FROM review " + condition
        return try Row.fetchAll(try db.cachedStatement(sql: sql), arguments: arguments).map { row in
            ReviewRow(
                id: ReviewID(row[0]), notification: NotificationID(row[1]), person: PersonID(row[2]),
                openedAt: Instant(milliseconds: row[3]))
        }
    }
}

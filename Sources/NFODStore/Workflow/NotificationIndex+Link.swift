import GRDB
public import NFODEngine

/// Whom a notification is about, as the events say now. A projection.
public struct NotificationLink: Hashable, Sendable {
    /// Nil while nobody is identified.
    public let person: PersonID?
    /// Nil when no case was opened for it.
    public let response: CaseID?

    public init(person: PersonID?, response: CaseID?) {
        self.person = person
        self.response = response
    }
}

extension NotificationIndex {
    /// Sets or changes whom a notification is about.
    public func link(_ id: NotificationID, to link: NotificationLink) throws {
        try db.run(
            """
            INSERT INTO notification_link (notification_id, person_id, case_id) VALUES (?, ?, ?)
            ON CONFLICT (notification_id) DO UPDATE SET person_id = excluded.person_id, case_id = excluded.case_id
            """,
            .integer(id.number), .number(link.person?.number), .number(link.response?.number))
    }

    /// Nil when it was never linked to anything.
    public func link(of id: NotificationID) throws -> NotificationLink? {
        let sql = "SELECT person_id, case_id FROM notification_link WHERE notification_id = ?"
        return try Row.fetchOne(try db.cachedStatement(sql: sql), arguments: [id.number]).map { row in
            NotificationLink(
                person: (row[0] as Int64?).map { PersonID($0) }, response: (row[1] as Int64?).map { CaseID($0) })
        }
    }

    public func notifications(of response: CaseID) throws -> [NotificationID] {
        try numbers("SELECT notification_id FROM notification_link WHERE case_id = ? ORDER BY 1", response.number)
    }

    public func notifications(of person: PersonID) throws -> [NotificationID] {
        try numbers("SELECT notification_id FROM notification_link WHERE person_id = ? ORDER BY 1", person.number)
    }

    private func numbers(_ sql: String, _ argument: Int64) throws -> [NotificationID] {
        try db.integers(sql, [.integer(argument)]).map { NotificationID($0) }
    }
}

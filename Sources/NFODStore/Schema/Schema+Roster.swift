extension Schema {
    /// What the roster has beside the weekly patterns of the configuration.
    static let rosterTables = """
        CREATE TABLE roster_entry (
            id INTEGER PRIMARY KEY CHECK (id > 0),
            version INTEGER NOT NULL CHECK (version > 0),
            kind TEXT NOT NULL CHECK (kind IN ('change', 'uncovered')),
            ends_at INTEGER NOT NULL,
            body TEXT NOT NULL CHECK (length(body) > 0),
            entered_at INTEGER NOT NULL,
            entered_by TEXT NOT NULL CHECK (length(entered_by) > 0),
            ended_at INTEGER,
            ended_known_at INTEGER CHECK (ended_known_at >= entered_at),
            ended_by TEXT,
            CHECK ((ended_at IS NULL) = (ended_known_at IS NULL) AND (ended_at IS NULL) = (ended_by IS NULL))
        ) STRICT;

        CREATE INDEX roster_entry_by_end ON roster_entry (ends_at);
        CREATE INDEX roster_entry_by_version ON roster_entry (version);

        CREATE TABLE rota_calendar (
            name TEXT NOT NULL CHECK (length(name) > 0),
            version INTEGER NOT NULL CHECK (version > 0),
            body TEXT NOT NULL CHECK (length(body) > 0),
            read_at INTEGER NOT NULL,
            PRIMARY KEY (name, version)
        ) STRICT;

        CREATE INDEX rota_calendar_by_version ON rota_calendar (version);
        """
}

extension Schema {
    /// Alarms about the service itself, those that are over too.
    static let alarmTables = """
        CREATE TABLE alarm (
            id INTEGER PRIMARY KEY CHECK (id > 0),
            kind TEXT NOT NULL CHECK (length(kind) > 0),
            subject TEXT NOT NULL,
            raised_at INTEGER NOT NULL,
            told_at INTEGER NOT NULL CHECK (told_at >= raised_at),
            figure INTEGER,
            cleared_at INTEGER CHECK (cleared_at >= raised_at)
        ) STRICT;

        CREATE UNIQUE INDEX alarm_standing ON alarm (kind, subject) WHERE cleared_at IS NULL;
        CREATE INDEX alarm_by_clearing ON alarm (cleared_at) WHERE cleared_at IS NOT NULL;
        """
}

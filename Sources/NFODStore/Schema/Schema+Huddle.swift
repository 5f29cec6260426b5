extension Schema {
    /// Huddles that people have called beside the calendar, and those called off again.
    static let huddleTables = """
        CREATE TABLE called_huddle (
            id INTEGER PRIMARY KEY CHECK (id > 0),
            at INTEGER NOT NULL,
            why TEXT NOT NULL CHECK (length(why) > 0),
            called_at INTEGER NOT NULL CHECK (called_at < at),
            called_by TEXT NOT NULL CHECK (length(called_by) > 0),
            called_off_at INTEGER CHECK (called_off_at >= called_at)
        ) STRICT;

        CREATE UNIQUE INDEX called_huddle_standing ON called_huddle (at) WHERE called_off_at IS NULL;
        """
}

extension Schema {
    static let inboxTables = """
        CREATE TABLE inbox_file (
            id INTEGER PRIMARY KEY,
            source INTEGER NOT NULL REFERENCES stream_name (id),
            content_blind BLOB NOT NULL CHECK (length(content_blind) = 16),
            inode INTEGER NOT NULL,
            received_at INTEGER NOT NULL,
            last_line INTEGER NOT NULL CHECK (last_line >= 0),
            accepted INTEGER NOT NULL CHECK (accepted >= 0),
            unchanged INTEGER NOT NULL CHECK (unchanged >= 0),
            corrected INTEGER NOT NULL CHECK (corrected >= 0),
            quarantined INTEGER NOT NULL CHECK (quarantined >= 0),
            outcome TEXT CHECK (outcome IN ('done', 'needsFixing')),
            UNIQUE (source, content_blind)
        ) STRICT;

        CREATE TABLE inbox_reason (
            file INTEGER NOT NULL REFERENCES inbox_file (id) ON DELETE CASCADE,
            line INTEGER NOT NULL CHECK (line >= 0),
            code TEXT NOT NULL CHECK (length(code) > 0),
            message TEXT NOT NULL,
            PRIMARY KEY (file, line)
        ) STRICT, WITHOUT ROWID;
        """
}

extension Schema {
    static let vaultTables = """
        CREATE TABLE vault_key (
            id INTEGER PRIMARY KEY,
            master TEXT NOT NULL,
            wrapped BLOB,
            created_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE vault (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('notification', 'note', 'quarantinedRow')),
            subject INTEGER NOT NULL,
            key_id INTEGER NOT NULL REFERENCES vault_key (id),
            sealed BLOB,
            created_at INTEGER NOT NULL
        ) STRICT;

        CREATE INDEX vault_by_subject ON vault (kind, subject);
        CREATE INDEX vault_by_key ON vault (key_id);

        CREATE TABLE vault_index (
            record INTEGER PRIMARY KEY REFERENCES vault (id),
            subject INTEGER NOT NULL,
            blinds BLOB NOT NULL CHECK (length(blinds) % 16 = 0)
        ) STRICT;
        """

    static let notificationTables = """
        CREATE TABLE notification (
            id INTEGER PRIMARY KEY,
            source INTEGER NOT NULL REFERENCES stream_name (id),
            reference_blind BLOB CHECK (length(reference_blind) = 16),
            content_blind BLOB NOT NULL CHECK (length(content_blind) = 16),
            ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
            version INTEGER NOT NULL CHECK (version > 0)
        ) STRICT;

        CREATE INDEX notification_by_reference ON notification (source, reference_blind)
            WHERE reference_blind IS NOT NULL;
        CREATE UNIQUE INDEX notification_by_content ON notification (source, content_blind, ordinal)
            WHERE reference_blind IS NULL;

        CREATE TABLE notification_version (
            notification_id INTEGER NOT NULL REFERENCES notification (id),
            version INTEGER NOT NULL CHECK (version > 0),
            received_at INTEGER NOT NULL,
            content_blind BLOB NOT NULL CHECK (length(content_blind) = 16),
            vault_id INTEGER NOT NULL REFERENCES vault (id),
            PRIMARY KEY (notification_id, version)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE notification_link (
            notification_id INTEGER PRIMARY KEY REFERENCES notification (id),
            person_id INTEGER,
            case_id INTEGER
        ) STRICT;

        CREATE INDEX notification_link_by_person ON notification_link (person_id) WHERE person_id IS NOT NULL;
        CREATE INDEX notification_link_by_case ON notification_link (case_id) WHERE case_id IS NOT NULL;
        """
}

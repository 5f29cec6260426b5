extension Schema {
    /// Events that say who is whom, as SQL lists them.
    static let identityTypes = """
        'personMerged', 'personMergeUndone', 'reviewConfirmed', 'reviewSeparated', 'reviewUndone', \
        'notificationUnlinked'
        """

    static let eventTables = """
        CREATE TABLE stream_name (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('source')),
            name TEXT NOT NULL CHECK (length(name) > 0),
            UNIQUE (kind, name)
        ) STRICT;

        CREATE TABLE event (
            sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
            stream_kind TEXT NOT NULL CHECK (stream_kind IN ('case', 'person', 'huddle', 'source', 'system')),
            stream_id INTEGER NOT NULL,
            stream_version INTEGER NOT NULL CHECK (stream_version > 0),
            type TEXT NOT NULL CHECK (length(type) > 0),
            type_version INTEGER NOT NULL CHECK (type_version > 0),
            actor TEXT NOT NULL CHECK (length(actor) > 0),
            command_id INTEGER NOT NULL,
            happened_at INTEGER NOT NULL,
            known_at INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            reason TEXT,
            payload BLOB,
            salt BLOB CHECK (length(salt) = 16),
            payload_hash BLOB NOT NULL CHECK (length(payload_hash) = 32),
            link BLOB NOT NULL CHECK (length(link) = 32),
            UNIQUE (stream_kind, stream_id, stream_version),
            CHECK ((payload IS NULL) = (salt IS NULL))
        ) STRICT;

        CREATE INDEX event_identity ON event (known_at) WHERE type IN (\(identityTypes));
        """

    /// `INSERT OR REPLACE` deletes too: `recursive_triggers` makes the second trigger see it.
    static let eventTriggers = """
        CREATE TRIGGER event_update BEFORE UPDATE ON event
        WHEN NEW.payload IS NOT NULL OR NEW.salt IS NOT NULL OR OLD.payload IS NULL
            OR NEW.sequence IS NOT OLD.sequence OR NEW.stream_kind IS NOT OLD.stream_kind
            OR NEW.stream_id IS NOT OLD.stream_id OR NEW.stream_version IS NOT OLD.stream_version
            OR NEW.type IS NOT OLD.type OR NEW.type_version IS NOT OLD.type_version
            OR NEW.actor IS NOT OLD.actor OR NEW.command_id IS NOT OLD.command_id
            OR NEW.happened_at IS NOT OLD.happened_at OR NEW.known_at IS NOT OLD.known_at
            OR NEW.recorded_at IS NOT OLD.recorded_at OR NEW.reason IS NOT OLD.reason
            OR NEW.payload_hash IS NOT OLD.payload_hash OR NEW.link IS NOT OLD.link
        BEGIN SELECT raise(ABORT, 'events are only added to'); END;

        CREATE TRIGGER event_delete BEFORE DELETE ON event
        BEGIN SELECT raise(ABORT, 'events are only added to'); END;
        """
}

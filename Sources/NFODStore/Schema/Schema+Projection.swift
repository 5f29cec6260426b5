extension Schema {
    /// Tables that events can rebuild at any time; `nfodd verify` does so and compares.
    static let projectionTables = """
        CREATE TABLE response (
            id INTEGER PRIMARY KEY,
            code TEXT NOT NULL UNIQUE CHECK (length(code) > 0),
            version INTEGER NOT NULL CHECK (version > 0),
            person_id INTEGER,
            opened_at INTEGER NOT NULL,
            contact_due_at INTEGER NOT NULL,
            overdose_earliest INTEGER NOT NULL,
            overdose_latest INTEGER NOT NULL CHECK (overdose_latest >= overdose_earliest),
            owner TEXT NOT NULL CHECK (length(owner) > 0),
            partner TEXT CHECK (length(partner) > 0),
            policy TEXT,
            digest_from INTEGER,
            ending TEXT,
            ended_known_at INTEGER,
            is_unclosed INTEGER NOT NULL CHECK (is_unclosed IN (0, 1)),
            CHECK ((ending IS NULL) = (ended_known_at IS NULL)),
            CHECK ((policy IS NULL) = (ending IS NOT NULL)),
            CHECK (ending IS NULL OR digest_from IS NULL),
            CHECK (is_unclosed = 0 OR ending IS NOT NULL)
        ) STRICT;

        CREATE INDEX response_open ON response (contact_due_at) WHERE ending IS NULL;
        CREATE INDEX response_in_hands ON response (owner) WHERE ending IS NULL AND owner GLOB 'worker:*';
        CREATE INDEX response_unclosed ON response (is_unclosed) WHERE is_unclosed = 1;
        CREATE INDEX response_digest ON response (digest_from) WHERE digest_from IS NOT NULL;
        CREATE INDEX response_by_person ON response (person_id, overdose_earliest) WHERE person_id IS NOT NULL;
        CREATE INDEX response_by_opening ON response (opened_at);
        CREATE INDEX response_by_ending ON response (ended_known_at) WHERE ended_known_at IS NOT NULL;

        CREATE TABLE person (
            id INTEGER PRIMARY KEY,
            version INTEGER NOT NULL CHECK (version > 0),
            merged_into INTEGER,
            CHECK (merged_into IS NOT id)
        ) STRICT;

        CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL;

        CREATE TABLE review (
            id INTEGER PRIMARY KEY,
            notification_id INTEGER NOT NULL,
            person_id INTEGER NOT NULL,
            opened_at INTEGER NOT NULL,
            decided_at INTEGER
        ) STRICT;

        CREATE INDEX review_by_notification ON review (notification_id);
        CREATE INDEX review_by_person ON review (person_id);
        CREATE INDEX review_open ON review (opened_at) WHERE decided_at IS NULL;

        CREATE TABLE feed (
            source INTEGER PRIMARY KEY REFERENCES stream_name (id),
            last_feed_at INTEGER,
            last_whole_feed_at INTEGER,
            expected_by INTEGER,
            silent_since INTEGER
        ) STRICT;

        CREATE TABLE quarantined_row (
            id INTEGER PRIMARY KEY,
            source INTEGER NOT NULL REFERENCES stream_name (id),
            line INTEGER NOT NULL,
            code TEXT NOT NULL,
            received_at INTEGER NOT NULL
        ) STRICT;

        CREATE INDEX quarantined_row_by_time ON quarantined_row (received_at);
        """
}

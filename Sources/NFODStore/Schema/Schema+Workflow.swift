extension Schema {
    static let workflowTables = """
        CREATE TABLE due (
            stream_kind TEXT NOT NULL CHECK (stream_kind IN ('case', 'person', 'huddle', 'source', 'system')),
            stream_id INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (length(kind) > 0),
            ordinal INTEGER NOT NULL,
            at INTEGER NOT NULL,
            wake_at INTEGER NOT NULL CHECK (wake_at >= at),
            failures INTEGER NOT NULL CHECK (failures >= 0),
            PRIMARY KEY (stream_kind, stream_id, kind, ordinal)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX due_by_wake ON due (wake_at, at);
        CREATE INDEX due_hand_on ON due (wake_at) WHERE kind = 'handOn';

        CREATE TABLE idempotency (
            key TEXT NOT NULL CHECK (length(key) > 0),
            route TEXT NOT NULL,
            caller TEXT NOT NULL,
            body_hash BLOB NOT NULL CHECK (length(body_hash) = 32),
            status INTEGER NOT NULL,
            answer BLOB NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (caller, route, key)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX idempotency_by_time ON idempotency (at);

        CREATE TABLE configuration (
            hash TEXT PRIMARY KEY CHECK (length(hash) = 64),
            kind TEXT NOT NULL CHECK (length(kind) > 0),
            body BLOB NOT NULL,
            first_applied_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE counter (
            name TEXT PRIMARY KEY CHECK (length(name) > 0),
            value INTEGER NOT NULL CHECK (value > 0)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE meta (
            name TEXT PRIMARY KEY CHECK (length(name) > 0),
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    static let deliveryTables = """
        CREATE TABLE outbox (
            id TEXT PRIMARY KEY CHECK (length(id) > 0),
            case_id INTEGER,
            lane TEXT NOT NULL CHECK (lane IN ('ordinary', 'lastLevel')),
            kind TEXT NOT NULL 
                CHECK (kind IN ('escalation', 'gathered', 'assignment', 'standDown', 'alarm', 'canary')),
            recipient TEXT NOT NULL CHECK (length(recipient) > 0),
            channel TEXT NOT NULL CHECK (length(channel) > 0),
            form TEXT NOT NULL
                CHECK (form IN ('webhook', 'teams', 'slack', 'mattermost', 'rocket-chat',
                    'ntfy', 'notify-sms', 'notify-email', 'mail')),
            says TEXT NOT NULL,
            body BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            fallback_of TEXT REFERENCES outbox (id),
            state TEXT NOT NULL
                CHECK (state IN ('gathering', 'gathered', 'ready', 'leased', 'sent', 'delivered', 'failed',
                    'cancelled', 'recorded')),
            due_at INTEGER NOT NULL,
            next_try_at INTEGER NOT NULL,
            tries INTEGER NOT NULL CHECK (tries >= 0),
            lease_epoch INTEGER,
            lease_until INTEGER,
            tell_by INTEGER CHECK (tell_by IS NULL OR fallback_of IS NULL),
            gather_until INTEGER,
            gathered_in TEXT REFERENCES outbox (id),
            CHECK (state <> 'gathering' OR gather_until IS NOT NULL),
            CHECK (state <> 'gathered' OR gathered_in IS NOT NULL),
            CHECK (state <> 'leased' OR lease_epoch IS NOT NULL),
            CHECK (lease_epoch IS NULL OR state IN ('leased', 'cancelled')),
            CHECK ((lease_epoch IS NULL) = (lease_until IS NULL))
        ) STRICT;

        CREATE INDEX outbox_ready ON outbox (lane, channel, next_try_at, created_at) WHERE state = 'ready';
        CREATE INDEX outbox_leased ON outbox (lease_epoch, lease_until) WHERE state = 'leased';
        CREATE INDEX outbox_sent ON outbox (created_at) WHERE state = 'sent';
        CREATE INDEX outbox_failed ON outbox (created_at) WHERE state = 'failed';
        CREATE INDEX outbox_gathering ON outbox (gather_until) WHERE state = 'gathering';
        CREATE INDEX outbox_gathering_of ON outbox (recipient, gather_until) WHERE state = 'gathering';
        CREATE INDEX outbox_gathered_in ON outbox (gathered_in) WHERE gathered_in IS NOT NULL;
        CREATE INDEX outbox_canary ON outbox (created_at) WHERE kind = 'canary';
        CREATE INDEX outbox_by_case ON outbox (case_id) WHERE case_id IS NOT NULL;
        CREATE INDEX outbox_tell_by ON outbox (tell_by) WHERE tell_by IS NOT NULL;
        CREATE INDEX outbox_fallback ON outbox (fallback_of) WHERE fallback_of IS NOT NULL;

        CREATE TABLE delivery_try (
            outbox_id TEXT NOT NULL REFERENCES outbox (id),
            number INTEGER NOT NULL CHECK (number > 0),
            started_at INTEGER NOT NULL,
            ended_at INTEGER NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('delivered', 'sent', 'retryable', 'permanent')),
            code TEXT NOT NULL,
            status INTEGER,
            PRIMARY KEY (outbox_id, number)
        ) STRICT, WITHOUT ROWID;
        """
}

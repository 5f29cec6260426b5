extension Schema {
    /// What linkage was trained to.
    static let linkageTables = """
        CREATE TABLE linkage_model (
            id INTEGER PRIMARY KEY CHECK (id > 0),
            trained_at INTEGER NOT NULL,
            trained_by TEXT NOT NULL CHECK (length(trained_by) > 0),
            body TEXT NOT NULL CHECK (length(body) > 0),
            in_use_since INTEGER CHECK (in_use_since >= trained_at)
        ) STRICT;

        CREATE UNIQUE INDEX linkage_model_in_use ON linkage_model ((1)) WHERE in_use_since IS NOT NULL;
        """
}

/** Sessions with their logs. Released: never edited again; what has to change is a new file. */
export const sessionLogs = `
  CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    technician TEXT NOT NULL,
    organisation TEXT NOT NULL,
    device_key BLOB NOT NULL CHECK (length(device_key) = 32),
    certificate BLOB,
    customer_log_key BLOB CHECK (length(customer_log_key) = 32),
    customer_platform TEXT,
    created_at_ms INTEGER NOT NULL,
    started_at_ms INTEGER,
    ended_at_ms INTEGER,
    status TEXT NOT NULL,
    ended_by TEXT,
    end_reason TEXT
  ) STRICT;
  CREATE INDEX sessions_by_time ON sessions (created_at_ms);

  CREATE TABLE log_rows (
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    row_index INTEGER NOT NULL CHECK (row_index > 0),
    wall_ms INTEGER NOT NULL,
    monotonic_ms INTEGER NOT NULL,
    actor TEXT NOT NULL CHECK (actor IN ('technician', 'customer', 'handrail')),
    type TEXT NOT NULL,
    body TEXT,
    salt BLOB,
    body_hash BLOB NOT NULL CHECK (length(body_hash) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (session_id, row_index),
    CHECK ((body IS NULL) = (salt IS NULL))
  ) STRICT, WITHOUT ROWID;

  -- Against our own mistakes, not against attackers: those are what the signatures are for.
  CREATE TRIGGER log_rows_follow_each_other BEFORE INSERT ON log_rows
  WHEN NEW.row_index <> 1 + (SELECT coalesce(max(row_index), 0) FROM log_rows WHERE session_id = NEW.session_id)
  BEGIN
    SELECT RAISE(ABORT, 'log rows have no gaps');
  END;
  CREATE TRIGGER log_rows_stay BEFORE UPDATE ON log_rows
  WHEN NEW.body IS NOT NULL OR NEW.salt IS NOT NULL
    OR (NEW.session_id, NEW.row_index, NEW.wall_ms, NEW.monotonic_ms, NEW.actor, NEW.type, NEW.body_hash, NEW.hash)
      IS NOT (OLD.session_id, OLD.row_index, OLD.wall_ms, OLD.monotonic_ms, OLD.actor, OLD.type, OLD.body_hash, OLD.hash)
  BEGIN
    SELECT RAISE(ABORT, 'only the text of a log row may be erased');
  END;

  CREATE TABLE checkpoints (
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    rows INTEGER NOT NULL,
    closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
    head BLOB NOT NULL,
    wall_ms INTEGER NOT NULL,
    signature BLOB NOT NULL,
    counter_signature BLOB,
    PRIMARY KEY (session_id, rows, closed)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE peer_checkpoints (
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    rows INTEGER NOT NULL,
    closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
    head BLOB NOT NULL,
    wall_ms INTEGER NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (session_id, rows, closed)
  ) STRICT, WITHOUT ROWID;
`;

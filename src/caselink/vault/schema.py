"""The tables of a vault, format 3 (docs/vault-format.md describes them for a stranger)."""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x434C4E4B
"""`CLNK` in the database's header."""
FORMAT: Final = 3
"""`user_version`. A vault of a newer format is refused, an older one migrated on a copy."""

SEARCH: Final = """
CREATE VIRTUAL TABLE search USING fts5(
    reference, name, words, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3 4 5'
);
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
"""
"""What cases are found by, also by their first letters while somebody types them. Reserved ones have an index of the
same making, in memory alone."""

TABLES: Final = """
CREATE TABLE meta (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    generation INTEGER NOT NULL,
    office_id TEXT NOT NULL,
    seat_id TEXT NOT NULL,
    seat_home TEXT NOT NULL,
    made_at TEXT NOT NULL,
    data_key_digest TEXT NOT NULL,
    office_identity TEXT NOT NULL,
    list_identity TEXT NOT NULL,
    working_on TEXT
) STRICT;

CREATE TABLE workers (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    recipient TEXT NOT NULL,
    slot_digest TEXT NOT NULL,
    added_at TEXT NOT NULL,
    place TEXT NOT NULL DEFAULT '{}',
    seen TEXT NOT NULL DEFAULT '[]'
) STRICT, WITHOUT ROWID;

CREATE TABLE former_workers (name TEXT PRIMARY KEY, removed_at TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE reservations (
    case_id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    followed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE cases (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    reference TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    recipient TEXT,
    key_is_old INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE case_keys (
    case_id TEXT NOT NULL REFERENCES cases (id),
    worker TEXT NOT NULL,
    identity BLOB NOT NULL,
    PRIMARY KEY (case_id, worker)
) STRICT, WITHOUT ROWID;

CREATE TABLE documents (
    owner TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE updates (
    owner TEXT NOT NULL REFERENCES documents (owner),
    number INTEGER NOT NULL,
    digest TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (owner, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE records (
    owner TEXT NOT NULL REFERENCES documents (owner),
    part TEXT NOT NULL,
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (owner, part, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE opposites (
    accused_in TEXT NOT NULL REFERENCES cases (id),
    other TEXT NOT NULL REFERENCES cases (id),
    standing TEXT NOT NULL,
    PRIMARY KEY (accused_in, other, standing)
) STRICT, WITHOUT ROWID;
CREATE INDEX opposites_of_other ON opposites (other);

CREATE TABLE drafts (
    case_id TEXT NOT NULL REFERENCES cases (id),
    path TEXT NOT NULL,
    text TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (case_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE files (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    digest TEXT NOT NULL,
    of_before TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    seat TEXT NOT NULL,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE,
    case_id TEXT NOT NULL REFERENCES cases (id),
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (seat, seq)
) STRICT;
CREATE INDEX events_of_case ON events (case_id, seq, seat);
CREATE INDEX events_of_kind ON events (kind, seq, seat);

CREATE TABLE erased (
    case_id TEXT NOT NULL,
    path TEXT NOT NULL,
    reference_digest TEXT,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    PRIMARY KEY (case_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE seats (
    id TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    seat TEXT NOT NULL,
    seq INTEGER NOT NULL,
    moment TEXT NOT NULL,
    user TEXT NOT NULL,
    action TEXT NOT NULL,
    case_id TEXT,
    digest TEXT,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (seat, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_sealed ON audit (case_id, seq, seat) WHERE digest IS NOT NULL;

CREATE TRIGGER events_are_kept BEFORE DELETE ON events WHEN OLD.case_id IS NOT (SELECT working_on FROM meta)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER events_are_final BEFORE UPDATE ON events WHEN OLD.case_id IS NOT (SELECT working_on FROM meta)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER audit_is_final BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'append-only'); END;
""" + SEARCH

PLAIN_TABLES: Final = (
    "meta", "workers", "former_workers", "reservations", "cases", "case_keys", "documents", "updates", "records",
    "opposites", "drafts", "files", "events", "erased", "seats", "audit", "search",
)
"""Every table that a full scan reads to its end."""

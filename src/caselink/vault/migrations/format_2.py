"""The tables of format 2 (2026). Never changed."""

from __future__ import annotations

from typing import Final

TABLES: Final = """
CREATE TABLE meta (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    generation INTEGER NOT NULL,
    office_id TEXT NOT NULL,
    seat_id TEXT NOT NULL,
    seat_home TEXT NOT NULL,
    made_at TEXT NOT NULL,
    audit_seq INTEGER NOT NULL,
    audit_hash TEXT NOT NULL,
    data_key_digest TEXT NOT NULL,
    office_identity TEXT NOT NULL,
    working_on TEXT
) STRICT;

CREATE TABLE workers (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    recipient TEXT NOT NULL,
    slot_digest TEXT NOT NULL,
    added_at TEXT NOT NULL,
    place TEXT NOT NULL DEFAULT '{}'
) STRICT, WITHOUT ROWID;

CREATE TABLE former_workers (name TEXT PRIMARY KEY, removed_at TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE partners (short_name TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE cases (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    reference TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    recipient TEXT
) STRICT;

CREATE TABLE case_keys (
    case_id TEXT NOT NULL REFERENCES cases (id),
    worker TEXT NOT NULL,
    identity BLOB NOT NULL,
    PRIMARY KEY (case_id, worker)
) STRICT, WITHOUT ROWID;

CREATE TABLE documents (
    case_id TEXT PRIMARY KEY REFERENCES cases (id),
    digest TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE answers (
    case_id TEXT NOT NULL REFERENCES cases (id),
    path TEXT NOT NULL,
    value TEXT NOT NULL,
    source TEXT,
    "by" TEXT,
    at TEXT,
    form INTEGER NOT NULL,
    PRIMARY KEY (case_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (
    case_id TEXT NOT NULL REFERENCES cases (id),
    section TEXT NOT NULL,
    entry TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (case_id, section, entry)
) STRICT, WITHOUT ROWID;

CREATE TABLE needs (
    case_id TEXT NOT NULL REFERENCES cases (id),
    item TEXT NOT NULL,
    state TEXT NOT NULL,
    partner TEXT,
    owner TEXT,
    due TEXT,
    ask_again_on TEXT,
    outcome TEXT,
    "by" TEXT,
    at TEXT,
    PRIMARY KEY (case_id, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE drafts (
    case_id TEXT NOT NULL REFERENCES cases (id),
    path TEXT NOT NULL,
    text TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (case_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE attachments (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    name TEXT NOT NULL,
    identity TEXT NOT NULL,
    digest TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    case_id TEXT NOT NULL REFERENCES cases (id),
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX events_of_case ON events (case_id, seq);
CREATE INDEX events_of_kind ON events (kind, seq);

CREATE TABLE erased (
    case_id TEXT NOT NULL,
    path TEXT NOT NULL,
    reference_digest TEXT,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    PRIMARY KEY (case_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    moment TEXT NOT NULL,
    user TEXT NOT NULL,
    action TEXT NOT NULL,
    case_id TEXT,
    digest TEXT,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_sealed ON audit (case_id, seq) WHERE digest IS NOT NULL;

CREATE TRIGGER events_are_kept BEFORE DELETE ON events WHEN OLD.case_id IS NOT (SELECT working_on FROM meta)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER events_are_final BEFORE UPDATE ON events WHEN OLD.case_id IS NOT (SELECT working_on FROM meta)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER audit_is_final BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE VIRTUAL TABLE search USING fts5(reference, name, words, tokenize = "unicode61 remove_diacritics 2");
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
"""

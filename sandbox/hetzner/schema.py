"""The tables of the emulator's database."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS document (
    kind TEXT NOT NULL, id INTEGER NOT NULL, name TEXT, labels TEXT NOT NULL, created TEXT, content TEXT NOT NULL,
    PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS document_name ON document (kind, name);
CREATE TABLE IF NOT EXISTS reference (
    kind TEXT NOT NULL, id INTEGER NOT NULL, target_kind TEXT NOT NULL, target_id INTEGER NOT NULL,
    PRIMARY KEY (target_kind, target_id, kind, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS reference_source ON reference (kind, id);
CREATE TABLE IF NOT EXISTS action (id INTEGER PRIMARY KEY, status TEXT NOT NULL, due REAL, content TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS action_due ON action (due) WHERE status = 'running';
CREATE TABLE IF NOT EXISTS action_resource (
    kind TEXT NOT NULL, id INTEGER NOT NULL, action_id INTEGER NOT NULL,
    PRIMARY KEY (kind, id, action_id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lock (
    kind TEXT NOT NULL, id INTEGER NOT NULL, action_id INTEGER NOT NULL,
    PRIMARY KEY (kind, id, action_id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS address (
    family TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (family, position)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fault (id INTEGER PRIMARY KEY, content TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS journal (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, query TEXT NOT NULL,
    body TEXT NOT NULL, status INTEGER, code TEXT, fault TEXT);
"""

TABLES = ("document", "reference", "action", "action_resource", "lock", "address", "counter", "setting", "fault")

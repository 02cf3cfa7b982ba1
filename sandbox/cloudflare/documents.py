"""What exists, in the emulator's database: documents by kind and parent."""

import json
import sqlite3
import uuid
from typing import Any

Document = dict[str, Any]

SCHEMA = """
CREATE TABLE IF NOT EXISTS document (
    kind TEXT NOT NULL, id TEXT NOT NULL, parent TEXT NOT NULL, position INTEGER PRIMARY KEY, content TEXT NOT NULL,
    UNIQUE (kind, parent, id));
CREATE TABLE IF NOT EXISTS asset (hash TEXT PRIMARY KEY, content BLOB NOT NULL, media_type TEXT);
CREATE TABLE IF NOT EXISTS fault (id INTEGER PRIMARY KEY, content TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS journal (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, query TEXT NOT NULL,
    body TEXT NOT NULL, status INTEGER, code TEXT, fault TEXT);
"""


class Documents:
    """What exists, by kind and parent, within one transaction."""

    def __init__(self, connection: sqlite3.Connection, time: str) -> None:
        self._sql = connection
        self.time = time
        """Now, as the API writes it."""

    def put(self, kind: str, parent: str, identity: str, content: Document) -> None:
        """Write a document, new or changed."""
        self._sql.execute(
            "INSERT INTO document (kind, parent, id, content) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (kind, parent, id) DO UPDATE SET content = excluded.content",
            (kind, parent, identity, json.dumps(content)),
        )

    def find(self, kind: str, parent: str, identity: str) -> Document | None:
        """Return a document, or None."""
        row = self._sql.execute(
            "SELECT content FROM document WHERE kind = ? AND parent = ? AND id = ?", (kind, parent, identity)
        ).fetchone()
        return dict(json.loads(row[0])) if row else None

    def all(self, kind: str, parent: str) -> list[Document]:
        """Return the documents of a parent, oldest first."""
        rows = self._sql.execute(
            "SELECT content FROM document WHERE kind = ? AND parent = ? ORDER BY position", (kind, parent)
        )
        return [json.loads(content) for (content,) in rows]

    def changing(self, kind: str, field: str) -> list[tuple[str, Document]]:
        """Return the documents of a kind that have a field, each with its parent."""
        rows = self._sql.execute(
            "SELECT parent, content FROM document WHERE kind = ? AND json_extract(content, '$.' || ?) IS NOT NULL",
            (kind, field),
        )
        return [(parent, json.loads(content)) for parent, content in rows.fetchall()]

    def remove(self, kind: str, parent: str, identity: str) -> None:
        """Remove a document, and what it is the parent of."""
        self._sql.execute("DELETE FROM document WHERE kind = ? AND parent = ? AND id = ?", (kind, parent, identity))
        self._clear(identity)

    def keep_asset(self, digest: str, content: bytes, media_type: str | None) -> None:
        """Keep the bytes of a file of a site, by the hash that the site's owner gave it."""
        self._sql.execute("INSERT OR REPLACE INTO asset VALUES (?, ?, ?)", (digest, content, media_type))

    def assets(self) -> frozenset[str]:
        """Return the hashes of all files that are kept."""
        return frozenset(digest for (digest,) in self._sql.execute("SELECT hash FROM asset"))

    def _clear(self, parent: str) -> None:
        """Remove what something is the parent of, at any depth."""
        for (child,) in self._sql.execute("SELECT id FROM document WHERE parent = ?", (parent,)).fetchall():
            self._clear(child)
        self._sql.execute("DELETE FROM document WHERE parent = ?", (parent,))

    def counts(self) -> dict[str, int]:
        """Count the documents by kind."""
        return dict(self._sql.execute("SELECT kind, count(*) FROM document GROUP BY kind").fetchall())


def identity() -> str:
    """Return a new id: 32 hexadecimal digits."""
    return uuid.uuid4().hex

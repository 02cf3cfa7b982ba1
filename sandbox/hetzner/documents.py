"""Stored resources, within one transaction."""

import json
import sqlite3
from collections.abc import Iterator

from sandbox.hetzner.errors import not_found, taken
from sandbox.hetzner.references import REFERENCES, Document, Reference, none

FIRST = {
    "action": 590_000_000_000_001,
    "server": 110_000_001,
    "primary_ip": 90_000_001,
    "floating_ip": 80_000_001,
    "image": 330_000_001,
    "volume": 104_000_001,
    "network": 11_500_001,
    "firewall": 10_200_001,
    "load_balancer": 4_800_001,
    "ssh_key": 101_000_001,
    "certificate": 1_700_001,
    "placement_group": 1_100_001,
    "zone": 900_001,
    "storage_box": 520_001,
}
"""Kind -> first id. In the vendor's orders of magnitude, so that a client that keeps ids in 32 bits is found out."""


class Documents:
    """What is stored, by kind and id."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self.changed = False
        """Something was stored or removed in this transaction."""

    def next(self, counter: str) -> int:
        """Return the next number of a sequence; a number is never given twice."""
        row = self._sql.execute(
            "INSERT INTO counter VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
            (counter, FIRST.get(counter, 1)),
        ).fetchone()
        return int(row[0])

    def put(self, kind: str, document: Document) -> Document:
        """Store a document, in place of the one of the same id if there is one."""
        self.changed = True
        self._sql.execute(
            "INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?, ?)",
            (
                kind,
                document["id"],
                document.get("name"),
                json.dumps(document.get("labels", {})),
                document.get("created"),
                json.dumps(document),
            ),
        )
        self._sql.execute("DELETE FROM reference WHERE kind = ? AND id = ?", (kind, document["id"]))
        self._sql.executemany(
            "INSERT OR IGNORE INTO reference VALUES (?, ?, ?, ?)",
            [(kind, document["id"], *target) for target in REFERENCES.get(kind, none)(document)],
        )
        return document

    def find(self, kind: str, identity: int) -> Document | None:
        """Return a document, or None."""
        return self._one("SELECT content FROM document WHERE kind = ? AND id = ?", (kind, identity))

    def get(self, kind: str, identity: int) -> Document:
        """Return a document.

        Raises:
            ApiError: `not_found`.

        """
        found = self.find(kind, identity)
        if found is None:
            raise not_found(kind, identity)
        return found

    def named(self, kind: str, name: str) -> Document | None:
        """Return the document of that name, or None."""
        return self._one("SELECT content FROM document WHERE kind = ? AND name = ?", (kind, name))

    def require_free_name(self, kind: str, name: str, besides: int = 0) -> None:
        """Refuse a name that another document of the kind has.

        Raises:
            ApiError: `uniqueness_error`.

        """
        query = "SELECT 1 FROM document WHERE kind = ? AND name = ? AND id != ?"
        if self._sql.execute(query, (kind, name, besides)).fetchone():
            raise taken(kind, "name")

    def all(self, kind: str) -> list[Document]:
        """Return all documents of a kind, by id."""
        rows = self._sql.execute("SELECT content FROM document WHERE kind = ? ORDER BY id", (kind,))
        return [json.loads(row[0]) for row in rows]

    def labelled(self, kind: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield id and labels of all documents of a kind, by id."""
        for identity, labels in self._sql.execute(
            "SELECT id, labels FROM document WHERE kind = ? ORDER BY id", (kind,)
        ):
            yield identity, json.loads(labels)

    def count(self, kind: str) -> int:
        """Count the documents of a kind."""
        row = self._sql.execute("SELECT count(*) FROM document WHERE kind = ?", (kind,)).fetchone()
        return int(row[0])

    def kinds(self) -> dict[str, int]:
        """Count the documents of every kind that has any."""
        return dict(self._sql.execute("SELECT kind, count(*) FROM document GROUP BY kind"))

    def pointing(self, kind: str, target: Reference) -> list[Document]:
        """Return the documents of a kind that point at something, by id."""
        rows = self._sql.execute(
            "SELECT content FROM reference JOIN document USING (kind, id)"
            " WHERE target_kind = ? AND target_id = ? AND kind = ? ORDER BY id",
            (*target, kind),
        )
        return [json.loads(row[0]) for row in rows]

    def delete(self, kind: str, identity: int) -> None:
        """Remove a document and what it points at from the index."""
        self.changed = True
        self._sql.execute("DELETE FROM document WHERE kind = ? AND id = ?", (kind, identity))
        self._sql.execute("DELETE FROM reference WHERE kind = ? AND id = ?", (kind, identity))

    def _one(self, query: str, arguments: tuple[str | int, ...]) -> Document | None:
        row = self._sql.execute(query, arguments).fetchone()
        if row is None:
            return None
        document: Document = json.loads(row[0])
        return document

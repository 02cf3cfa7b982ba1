"""The journal: every request with its outcome, for tests and for whoever wonders what a client did."""

import json
import sqlite3
from typing import Any

from sandbox.hetzner.api import Request

KEPT = 20_000
"""Entries that are kept."""

SECRETS = frozenset({"user_data", "password", "private_key", "tsig_key", "tunnel_secret", "secret"})
"""Fields whose values are never written down."""


def without_secrets(value: object) -> object:
    """Return a body with its secret values struck out."""
    if isinstance(value, dict):
        return {key: "(secret)" if key in SECRETS and part else without_secrets(part) for key, part in value.items()}
    if isinstance(value, list):
        return [without_secrets(part) for part in value]
    return value


def record(
    connection: sqlite3.Connection,
    at: str,
    request: Request,
    *,
    status: int | None,
    code: str | None,
    fault: str | None,
) -> None:
    """Write one request down.

    Args:
        connection: within a transaction.
        at: when.
        request: what was asked.
        status: what was answered; None if the connection was dropped instead.
        code: error code, if it was an error.
        fault: the kinds of faults that struck it, if any.

    """
    try:
        body = json.dumps(without_secrets(json.loads(request.content))) if request.content else ""
    except ValueError:
        body = "(not JSON)"
    cursor = connection.execute(
        "INSERT INTO journal (at, method, path, query, body, status, code, fault) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (at, request.method, request.path, json.dumps(request.query), body, status, code, fault),
    )
    newest = cursor.lastrowid or 0
    if newest % 1000 == 0:
        connection.execute("DELETE FROM journal WHERE id <= ?", (newest - KEPT,))


def entries(connection: sqlite3.Connection, after: int = 0) -> list[dict[str, Any]]:
    """Return the entries that are newer than one, oldest first."""
    rows = connection.execute(
        "SELECT id, at, method, path, query, body, status, code, fault FROM journal WHERE id > ? ORDER BY id", (after,)
    )
    return [
        {
            "id": row[0],
            "at": row[1],
            "method": row[2],
            "path": row[3],
            "query": json.loads(row[4]),
            "body": json.loads(row[5]) if row[5].startswith(("{", "[")) else row[5] or None,
            "status": row[6],
            "code": row[7],
            "fault": row[8],
        }
        for row in rows
    ]

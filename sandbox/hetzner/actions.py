"""Actions: begun by a request, finished when due, with their effect in the same transaction."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sandbox.hetzner.clock import timestamp
from sandbox.hetzner.documents import Documents
from sandbox.hetzner.effects import EFFECTS, REVERSALS
from sandbox.hetzner.errors import ApiError, not_found
from sandbox.hetzner.references import Document, Reference

if TYPE_CHECKING:
    from sandbox.hetzner.project import Project


class Actions:
    """The actions of a project, within one transaction."""

    def __init__(self, connection: sqlite3.Connection, documents: Documents, now: float, seconds: float) -> None:
        self._sql = connection
        self._documents = documents
        self._now = now
        self._seconds = seconds
        self.failure: Document | None = None
        """A fault: code and message with which the next action that is begun shall fail."""
        self.endless = False
        """A fault: the next action that is begun shall never end."""

    def begin(
        self,
        project: "Project",
        command: str,
        resources: Sequence[Reference],
        *,
        effect: str = "",
        arguments: Document | None = None,
        locks: Iterable[Reference] = (),
        after: Document | None = None,
        seconds: float | None = None,
    ) -> Document:
        """Begin an action and return it. One that takes no time is finished, effect included, on return.

        Args:
            project: what the effect changes.
            command: the vendor's name of it.
            resources: what it is about, main one first.
            effect: name of what it does in the end; empty if there is nothing left to do.
            arguments: what the effect gets.
            locks: resources that refuse other actions while it runs.
            after: an action that must succeed before this one starts.
            seconds: how long it takes, if not as long as all others.

        """
        seconds = self._seconds if seconds is None else seconds
        endless, self.endless = self.endless, False
        failure, self.failure = self.failure, None
        start = self._now
        if after and after["status"] == "running":
            endless = endless or after["due"] is None
            failure = failure or after["failure"]
            start = after["due"] or start
        action: Document = {
            "id": self._documents.next("action"),
            "command": command,
            "status": "running",
            "started": timestamp(self._now),
            "finished": None,
            "error": None,
            "resources": [{"id": identity, "type": kind} for kind, identity in resources],
            "began": self._now,
            "due": None if endless else start + seconds,
            "effect": effect,
            "arguments": arguments or {},
            "failure": failure,
        }
        self._sql.execute(
            "INSERT INTO action VALUES (?, 'running', ?, ?)", (action["id"], action["due"], json.dumps(action))
        )
        rows = [(kind, identity, action["id"]) for kind, identity in resources]
        self._sql.executemany("INSERT OR IGNORE INTO action_resource VALUES (?, ?, ?)", rows)
        self._sql.executemany(
            "INSERT OR IGNORE INTO lock VALUES (?, ?, ?)", [(kind, identity, action["id"]) for kind, identity in locks]
        )
        if action["due"] is not None and action["due"] <= self._now:
            self._finish(project, action)
        return action

    def finish_due(self, project: "Project") -> None:
        """Finish every action that is due, in the order in which they are."""
        query = "SELECT content FROM action WHERE status = 'running' AND due <= ? ORDER BY due, id LIMIT 1"
        while row := self._sql.execute(query, (self._now,)).fetchone():
            self._finish(project, json.loads(row[0]))

    def next_due(self) -> float | None:
        """Return when the next action is due, in seconds since the epoch."""
        row = self._sql.execute("SELECT min(due) FROM action WHERE status = 'running'").fetchone()
        return None if row[0] is None else float(row[0])

    def _finish(self, project: "Project", action: Document) -> None:
        if action["failure"] is None and action["effect"]:
            self._sql.execute("SAVEPOINT effect")
            try:
                EFFECTS[action["effect"]](project, action["arguments"])
            except ApiError as error:
                self._sql.execute("ROLLBACK TO effect")
                action["failure"] = {"code": error.code, "message": error.message}
            self._sql.execute("RELEASE effect")
        if action["failure"] is not None and action["effect"] in REVERSALS:
            REVERSALS[action["effect"]](project, action["arguments"])
        action["error"] = action["failure"]
        action["status"] = "error" if action["failure"] else "success"
        action["finished"] = timestamp(self._now)
        self._sql.execute(
            "UPDATE action SET status = ?, content = ? WHERE id = ?",
            (action["status"], json.dumps(action), action["id"]),
        )
        self._sql.execute("DELETE FROM lock WHERE action_id = ?", (action["id"],))

    def locked(self, resource: Reference) -> bool:
        """Tell whether a running action locks a resource."""
        return bool(self._sql.execute("SELECT 1 FROM lock WHERE kind = ? AND id = ?", resource).fetchone())

    def require_unlocked(self, *resources: Reference) -> None:
        """Refuse to touch what a running action locks.

        Raises:
            ApiError: `locked`.

        """
        for kind, identity in resources:
            if self.locked((kind, identity)):
                raise ApiError("locked", f"{kind.replace('_', ' ')} {identity} is locked: another action is running")

    def get(self, identity: int, resource: Reference | None = None, kind: str | None = None) -> Document:
        """Return an action, if it is about the resource, or one of the kind, where these are given.

        Raises:
            ApiError: `not_found`.

        """
        row = self._sql.execute("SELECT content FROM action WHERE id = ?", (identity,)).fetchone()
        action: Document | None = json.loads(row[0]) if row else None
        about = [(entry["type"], entry["id"]) for entry in action["resources"]] if action else []
        if action is None or (resource and resource not in about) or (kind and kind not in dict(about)):
            raise not_found("action", identity)
        return action

    def about(self, kind: str, identity: int | None = None) -> list[Document]:
        """Return the actions about a resource, or about all of a kind, by id."""
        query = (
            "SELECT DISTINCT action.id, content FROM action_resource JOIN action ON action.id = action_id"
            " WHERE kind = ? AND (? IS NULL OR action_resource.id = ?) ORDER BY action.id"
        )
        return [json.loads(row[1]) for row in self._sql.execute(query, (kind, identity, identity))]

    def view(self, action: Document) -> Document:
        """Return an action as the API shows it."""
        shown = {key: action[key] for key in ("id", "command", "status", "started", "finished", "error", "resources")}
        return shown | {"progress": self._progress(action)}

    def _progress(self, action: Document) -> int:
        if action["status"] != "running":
            return 100
        if action["due"] is None or action["due"] <= action["began"]:
            return 0
        share = (self._now - action["began"]) / (action["due"] - action["began"])
        return max(0, min(99, int(100 * share)))

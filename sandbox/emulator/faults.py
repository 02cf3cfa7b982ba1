"""Faults on demand: what shall go wrong, for which requests, how often."""

import json
import random
import re
import sqlite3
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Kind = Literal[
    "status", "latency", "drop_before", "drop_after", "fail_action", "endless_action", "resource_unavailable"
]


def expression(value: str) -> str:
    """Accept a regular expression."""
    try:
        re.compile(value)
    except re.error as error:
        msg = f"is not a regular expression: {error}"
        raise ValueError(msg) from None
    return value


class Fault(BaseModel):
    """One fault. It strikes requests that match `method` and `path`, by chance, up to `count` times."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    kind: Kind
    """`drop_before`: the connection is closed, nothing was done. `drop_after`: it was done, but nobody is told."""
    method: str = "*"
    """An HTTP method, or `*`."""
    path: Annotated[str, AfterValidator(expression)] = ".*"
    """Regular expression for the whole path, without base path and query: `/servers/\\d+/actions/.*`."""
    probability: float = Field(default=1.0, ge=0, le=1)
    seed: int = 0
    """Which matching requests are struck follows from this number alone."""
    skip: int = Field(default=0, ge=0)
    """Matching requests to let through first."""
    count: int | None = Field(default=None, ge=1)
    """Strikes until the fault is used up; None: never."""
    status: int = Field(default=503, ge=400, le=599)
    """For `status`."""
    code: str = "unavailable"
    """For `status` and `fail_action`."""
    message: str = "a fault that was asked for"
    """For `status` and `fail_action`."""
    after: bool = False
    """For `status`: answer so although the request was carried out."""
    seconds: float = Field(default=1.0, ge=0, le=600)
    """For `latency`: how long the request waits before anything is done."""
    server_type: str = "*"
    """For `resource_unavailable`."""
    location: str = "*"
    """For `resource_unavailable`. Holds until the fault is removed; method, path, chance and count do not apply."""

    @model_validator(mode="after")
    def _limits(self) -> "Fault":
        if self.kind == "resource_unavailable" and self.count is not None:
            msg = "count: resource_unavailable holds until it is removed; leave count out"
            raise ValueError(msg)
        return self

    def matches(self, method: str, path: str) -> bool:
        """Tell whether a request is one of those that may be struck."""
        return (
            self.kind != "resource_unavailable"
            and self.method in {"*", method}
            and re.fullmatch(self.path, path) is not None
        )


class Faults:
    """The faults that were asked for, within one transaction; their counters survive a restart."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def add(self, fault: Fault) -> int:
        """Ask for a fault; returns its id."""
        content = json.dumps({"fault": fault.model_dump(), "seen": 0, "struck": 0})
        cursor = self._sql.execute("INSERT INTO fault (content) VALUES (?)", (content,))
        return int(cursor.lastrowid or 0)

    def remove(self, identity: int | None = None) -> None:
        """Take back one fault, or all."""
        self._sql.execute("DELETE FROM fault WHERE ? IS NULL OR id = ?", (identity, identity))

    def all(self) -> list[dict[str, object]]:
        """Return all faults with what they did so far."""
        rows = self._sql.execute("SELECT id, content FROM fault ORDER BY id")
        return [{"id": identity, **json.loads(content)} for identity, content in rows]

    def unavailable(self) -> frozenset[tuple[str, str]]:
        """Return the server types and locations that are made unavailable."""
        faults = [Fault.model_validate(each["fault"]) for each in self.all()]
        return frozenset((each.server_type, each.location) for each in faults if each.kind == "resource_unavailable")

    def strike(self, method: str, path: str) -> list[Fault]:
        """Return the faults that strike a request, and count it."""
        struck = []
        for identity, content in self._sql.execute("SELECT id, content FROM fault ORDER BY id").fetchall():
            record = json.loads(content)
            fault = Fault.model_validate(record["fault"])
            if not fault.matches(method, path) or (fault.count is not None and record["struck"] >= fault.count):
                continue
            record["seen"] += 1
            chance = random.Random(f"{fault.seed}/{record['seen']}").random()  # noqa: S311 (repeatable on purpose)
            if record["seen"] > fault.skip and chance < fault.probability:
                record["struck"] += 1
                struck.append(fault)
            self._sql.execute("UPDATE fault SET content = ? WHERE id = ?", (json.dumps(record), identity))
        return struck

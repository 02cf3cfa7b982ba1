"""What a rule reports, and what becomes of it."""

from dataclasses import dataclass

from .resource import Resource


@dataclass(frozen=True)
class Finding:
    """One thing that a rule noticed."""

    facts: str
    """What is the case, in one line. Never contains a secret."""
    resource: Resource | None = None
    """Whose it is; on resource level always the resource that is judged."""
    remedy: str | None = None
    """What to do, if the rule's general remedy does not fit."""
    notice: bool = False
    """For information only: never stops anything, needs no waiver."""


@dataclass(frozen=True)
class Verdict:
    """What is reported to the engine."""

    rule: str
    urn: str
    message: str
    mandatory: bool

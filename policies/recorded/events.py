"""What the pack said while the engine ran: `pulumi preview --json` with PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .. import NAME
from ..catalogue import Catalogue
from ..finding import Verdict
from .picture import UnreadableError
from .state import name_of

STACK = "the stack"
NOT_EVENTS = "no log of the engine's events: PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true pulumi preview --json writes one"


@dataclass(frozen=True)
class Log:
    """What a run of the engine came to."""

    verdicts: tuple[Verdict, ...]
    urns: frozenset[str]
    """Of the resources that were judged."""
    complete: bool
    """Whether the engine asked the rules on the stack too: it does not, where a program or a provider failed."""


def read(lines: Iterable[str], catalogue: Catalogue) -> Log:
    """Return the verdicts in a log.

    Raises:
        UnreadableError: a line is no event.

    """
    verdicts: list[Verdict] = []
    urns: set[str] = set()
    complete = False
    for event in _events(lines):
        said = event.get("policyEvent")
        if said and said.get("policyPackName") == NAME:
            verdicts.append(_verdict(said, catalogue))
        if "resourcePreEvent" in event:
            urns.add(event["resourcePreEvent"]["metadata"]["urn"])
        complete = complete or "summaryEvent" in event
    if not urns and not complete:
        raise UnreadableError(NOT_EVENTS)
    return Log(tuple(verdicts), frozenset(urns), complete)


def _events(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        if not line.strip():
            continue
        try:
            event = json.loads(line)
        except ValueError:
            event = None
        if not isinstance(event, dict):
            raise UnreadableError(NOT_EVENTS)
        yield event


def _verdict(said: dict[str, Any], catalogue: Catalogue) -> Verdict:
    """Take a message apart again: `Verdict.message` put it together, and a test holds the two against each other."""
    rule = catalogue.by_id.get(said["policyName"])
    urn, text = said.get("resourceUrn", ""), said["message"].strip()
    name, waiver, body = _parts(text, name_of(urn))
    facts, found, remedy = body.partition(f"; {rule.protects if rule else ''}\nremedy: ")
    protects = rule.protects if rule and found else ""
    mandatory = said["enforcementLevel"] == "mandatory"
    # The engine names the root where the pack means the stack as a whole.
    return Verdict(said["policyName"], "" if name == STACK else urn, name, facts, protects, remedy, mandatory, waiver)


def _parts(text: str, resource: str) -> tuple[str, str, str]:
    """Return whose a message is, how it is waived, and the rest."""
    for name in (resource, STACK):
        if text.startswith(f"{name}: "):
            return name, "", text.removeprefix(f"{name}: ")
        waived, found, rest = text.partition(f"): {name}: ")
        if found and waived.startswith("waived "):
            return name, f"{waived.removeprefix('waived ')})", rest
    return resource, "", text

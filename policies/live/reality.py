"""What there really is, put in the place of what a stack says there is; and what differs."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import Any

from google.protobuf.struct_pb2 import Struct

from ..hetzner.tokens import CERTIFICATE, PRIMARY_IP, UPLOADED_CERTIFICATE
from ..reading import plain
from ..recorded.picture import Picture
from ..resource import Resource, Stack
from . import tokens
from .comparison import differences
from .expectation import LINKS, Expectations, identifier
from .observed import Observed, Reading

SAME = {CERTIFICATE: UPLOADED_CERTIFICATE}
"""Types that are the same thing under an older name."""
ELSEWHERE = {PRIMARY_IP: ("assigneeId",)}
"""Properties that programs state in another resource: which address a server has, the server tells."""
Key = tuple[str, str]
"""Type and identifier."""


@dataclass(frozen=True)
class Reality:
    """A stack as it really is."""

    resources: tuple[Resource, ...]
    """Of the stack, with what the vendor tells of them, and everything else that exists."""
    noticed: tuple[Resource, ...]
    """What differs from the stack: of the types in `tokens.py`."""


def compare(recorded: Picture, live: Reading, others: Set[Key] = frozenset()) -> Reality:
    """Put the live data in the place of what a stack has recorded.

    Args:
        recorded: the stack's exported state.
        live: all that was read.
        others: type and identifier of what other stacks own in the same project of the vendor: left alone.

    """
    owners = {key(each): each for each in recorded.resources if _kind(each.type) in live.types}
    expectations = Expectations(Stack(recorded.resources))
    there = {(each.type, each.id): each for each in live.objects}
    kept = [each for each in recorded.resources if _kind(each.type) not in live.types and each.type not in LINKS]
    resources, noticed = [*kept], list(_unreadable(recorded, live))
    for own, found in there.items():
        owner = owners.get(own)
        if owner is not None:
            resources.append(_as_it_is(owner, found))
            noticed += _changed(owner, found, expectations)
        elif own not in others and not (found.goes_with and found.goes_with in _servers(there)):
            stranger = _stranger(recorded, found)
            resources.append(stranger)
            noticed.append(_note(tokens.UNOWNED, stranger, {"id": found.id, "labels": found.properties.get("labels")}))
    for own, owner in owners.items():
        if own not in there and own[1]:
            noticed.append(_note(tokens.MISSING, owner, {"id": own[1]}))
    return Reality(tuple(resources), tuple(noticed))


def key(resource: Resource) -> Key:
    """Return type and identifier of a recorded resource."""
    return _kind(resource.type), identifier(resource)


def _kind(token: str) -> str:
    return SAME.get(token, token)


def _servers(there: Mapping[Key, Observed]) -> set[str]:
    return {identity for token, identity in there if token.endswith((":Server", ":LoadBalancer"))}


def _as_it_is(owner: Resource, found: Observed) -> Resource:
    """Return a resource as the vendor tells of it; what it does not tell, such as user data, is as recorded."""
    told = _told(found)
    if _same_image(owner, told):
        told.pop("image")
    declared = _updated(owner.declared, told)
    deployed = _updated(owner.deployed, {**told, "id": found.id})
    return replace(owner, declared=declared, deployed=deployed)


def _told(found: Observed) -> dict[str, Any]:
    return {name: value for name, value in found.properties.items() if name not in ELSEWHERE.get(found.type, ())}


def _same_image(owner: Resource, told: Mapping[str, Any]) -> bool:
    """Tell whether the vendor has nothing to say about a server's image: it was deleted since."""
    return "image" in told and told["image"] is None and owner.get("image") is not None


def _updated(before: Struct | None, told: Mapping[str, Any]) -> Struct:
    found = Struct()
    if before is not None:
        found.CopyFrom(before)
    found.update({name: value for name, value in told.items() if value is not None})
    for name, value in told.items():
        if value is None and name in found.fields:
            del found.fields[name]
    return found


def _changed(owner: Resource, found: Observed, expectations: Expectations) -> Iterator[Resource]:
    recorded = {name: plain(value) for name, value in owner.outputs.items()}
    ignored = {path.partition("[")[0].partition(".")[0] for path in owner.options.ignore_changes}
    if _same_image(owner, found.properties):
        ignored.add("image")
    said = list(differences(expectations.of(owner), recorded, found, ignored))
    if said:
        yield _note(tokens.CHANGED, owner, {"differences": said})


def _stranger(recorded: Picture, found: Observed) -> Resource:
    urn = f"urn:pulumi:{recorded.stack.name}::live::{found.type}::{found.name}"
    return Resource(
        found.type,
        found.name,
        urn,
        declared=_updated(None, _told(found)),
        deployed=_updated(None, {**found.properties, "id": found.id}),
    )


def _unreadable(recorded: Picture, live: Reading) -> Iterable[Resource]:
    for each in live.unreadable:
        name = f"{each.kind} {each.id}"
        urn = f"urn:pulumi:{recorded.stack.name}::live::{tokens.UNREADABLE}::{name}"
        yield Resource(tokens.UNREADABLE, name, urn, declared=_updated(None, {"why": each.why}))


def _note(token: str, about: Resource, properties: Mapping[str, Any]) -> Resource:
    return Resource(token, about.name, about.urn, declared=_updated(None, properties))

"""Names of the edge, and the addresses that they lead to or mention."""

from collections.abc import Iterator

from ..hetzner.blocks import block
from ..picture.parts import Leads, Name
from ..reading import UNKNOWN, Value
from ..resource import Resource, Stack
from .mentions import addresses
from .sources import sources
from .tokens import DNS_RECORD, LOAD_BALANCER, LOAD_BALANCER_POOL

READS = (*DNS_RECORD, *LOAD_BALANCER, *LOAD_BALANCER_POOL)
WITH_ADDRESS = ("A", "AAAA", UNKNOWN)
"""Types of records that hold an address. The others hold names and texts, which may mention one."""
POOLS = ("defaultPools", "fallbackPool", "countryPools", "popPools", "regionPools")


def names(stack: Stack) -> Iterator[Name]:
    """Yield records and balancers of the edge that lead to an address or mention one."""
    for record in stack.of(*DNS_RECORD):
        leads = _address(stack, record) if record.get("type") in WITH_ADDRESS else _mentioned(stack, record)
        if leads is not None:
            yield _name(record, leads)
    for balancer in stack.of(*LOAD_BALANCER):
        yield _name(balancer, _origins(stack, balancer))


def _name(resource: Resource, leads: Leads) -> Name:
    name = resource.get("name")
    hostname = name if isinstance(name, str) else ""
    return Name(resource.urn, resource.name, hostname, leads, resource.get("proxied") is True)


def _address(stack: Stack, record: Resource) -> Leads:
    content = record.get("content")
    if isinstance(content, str):
        return Leads(blocks=block(content))
    return sources(stack, record, "content", "an address that is not known before apply")


def _mentioned(stack: Stack, record: Resource) -> Leads | None:
    """Return what a record mentions, and what its unknown texts come from; None if that is nothing with an address."""
    blocks = tuple(found for key in ("content", "data") for found in addresses(record.get(key)))
    parts = tuple(
        part
        for key in ("content", "data")
        if not isinstance(record.get(key), str)
        for part in sources(stack, record, key, "").parts
    )
    return Leads(parts, blocks) if parts or blocks else None


def _origins(stack: Stack, balancer: Resource) -> Leads:
    leads = Leads()
    for key in POOLS:
        pools = stack.resolve(balancer, key, list(_identifiers(balancer.get(key))), LOAD_BALANCER_POOL[0])
        unseen = tuple("the origins of a pool that this stack does not declare" for _ in pools.unresolved)
        leads = Leads(leads.parts, leads.blocks, (*leads.unseen, *unseen))
        for pool in pools.found:
            leads = _joined(leads, _pool(stack, pool))
    return leads


def _pool(stack: Stack, pool: Resource) -> Leads:
    origins = pool.get("origins")
    leads = Leads()
    for origin in origins if isinstance(origins, list) else [origins]:
        address = origin.get("address") if isinstance(origin, dict) else UNKNOWN
        if isinstance(address, str):
            leads = _joined(leads, Leads(blocks=tuple(addresses(address))))
        else:
            leads = _joined(leads, sources(stack, pool, "origins", "an origin that is not known before apply"))
    return leads


def _joined(one: Leads, other: Leads) -> Leads:
    return Leads((*one.parts, *other.parts), (*one.blocks, *other.blocks), (*one.unseen, *other.unseen))


def _identifiers(value: Value) -> Iterator[Value]:
    """Yield identifiers wherever they stand: alone, in a list, in lists by place."""
    match value:
        case None:
            return
        case list():
            for item in value:
                yield from _identifiers(item)
        case dict():
            for item in value.values():
                yield from _identifiers(item)
        case _:
            yield value

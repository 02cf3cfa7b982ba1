"""The zones of a stack: declared here, or known only by what names them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ..reading import UNKNOWN, Value
from ..resource import Resource, Stack
from .tokens import DNS_RECORD, LOAD_BALANCER, ZONE, ZONE_MATTERS, ZONE_SETTING

READS = (*ZONE, *DNS_RECORD, *LOAD_BALANCER, *ZONE_MATTERS)
"""Types that a rule on zones reads."""


@dataclass(frozen=True)
class Zone:
    """One zone, as far as a stack shows it."""

    declared: Resource | None
    """None if it is only named by others."""
    parts: tuple[Resource, ...]
    """What names it, in the order of the stack."""

    @property
    def at(self) -> Resource:
        """The resource that a finding on the zone as a whole is about."""
        return self.declared or self.parts[0]

    @property
    def looked_after(self) -> bool:
        """Tell whether this stack says how the zone behaves; of any other zone it only has records."""
        return self.declared is not None or any(part.type in ZONE_MATTERS for part in self.parts)

    @cached_property
    def name(self) -> str | None:
        """Its domain, if that is known: as the zone states it, else the name that all full names here end in."""
        if self.declared:
            name = self.declared.get("name")
            return name.lower().rstrip(".") if isinstance(name, str) else None
        written = [record.get("name") for record in self.of(DNS_RECORD)]
        full = sorted({text.lower().rstrip(".") for text in written if isinstance(text, str) and "." in text}, key=len)
        return full[0] if len(full) > 1 and all(text.endswith(f".{full[0]}") for text in full[1:]) else None

    def of(self, types: tuple[str, ...]) -> Iterator[Resource]:
        """Yield what it has of some types."""
        return (part for part in self.parts if part.type in types)

    def setting(self, identifier: str) -> list[Resource]:
        """Return what states a setting: one resource, unless somebody states it twice."""
        return [part for part in self.of(ZONE_SETTING) if part.get("settingId") == identifier]

    def is_at(self, record: Resource, name: str) -> bool:
        """Tell whether a record is at a name, which is relative to the zone, or `@`."""
        written = record.get("name")
        return written == name or (self.name is not None and self.hostname(written) == self.hostname(name))

    @property
    def public(self) -> bool:
        """Tell whether the internet may ask for its names. An internal zone answers the organisation only."""
        return self.declared is None or self.declared.get("type") != "internal"

    def hostname(self, name: Value) -> Value:
        """Return the full name of what is written as relative, `@`, or full; as it is if the zone's is not known."""
        if not isinstance(name, str):
            return name
        text = name.lower().rstrip(".")
        if self.name is None or text == self.name or text.endswith(f".{self.name}"):
            return text
        return self.name if text == "@" else f"{text}.{self.name}"


@lru_cache(maxsize=1)
def zones(stack: Stack) -> tuple[Zone, ...]:
    """Return the zones of a stack. All rules of a run ask about the same one."""
    declared = list(stack.of(*ZONE))
    by_urn = {zone.urn: zone for zone in declared}
    parts: dict[str, list[Resource]] = defaultdict(list)
    for part in stack.of(*READS):
        if part.urn not in by_urn and part.get("zoneId") is not None:
            for key in _zone_keys(part, stack):
                parts[key].append(part)
    elsewhere = [Zone(None, tuple(those)) for key, those in parts.items() if key not in by_urn]
    return (*(Zone(zone, tuple(parts[zone.urn])) for zone in declared), *elsewhere)


def judged(stack: Stack) -> Iterator[Zone]:
    """Yield the zones whose behaviour this stack answers for. The others are for `zone-unseen`."""
    return (zone for zone in zones(stack) if zone.looked_after and zone.public)


def _zone_keys(part: Resource, stack: Stack) -> tuple[str, ...]:
    """Return URNs of zones of this stack, or whatever tells the zone from others."""
    found = stack.follow(part, "zoneId", ZONE[0]).found
    if found:
        return tuple(zone.urn for zone in found)
    identifier = part.get("zoneId")
    return (str(identifier),) if identifier is not UNKNOWN else (" ".join(part.dependencies.get("zoneId", ("?",))),)

"""What the resolver says of a name: it knows the zones of the emulated CDN, and that nobody else exists."""

from collections.abc import Iterable
from dataclasses import dataclass

import dns.name
import dns.rdataclass
import dns.rdatatype
import dns.rrset
from dns.name import Name
from dns.rcode import Rcode
from dns.rdataset import Rdataset
from dns.rdatatype import RdataType
from dns.rrset import RRset

from sandbox.edge.names.zone import PublishedZone

LONGEST_CHAIN = 8
"""Aliases that are followed; what is longer, or goes round, is a failure."""
ADDRESSES = (RdataType.A, RdataType.AAAA)


@dataclass(frozen=True)
class Said:
    """An answer, without the question."""

    code: Rcode = Rcode.NOERROR
    answers: tuple[RRset, ...] = ()
    authority: tuple[RRset, ...] = ()
    """The zone that says no."""

    def addresses(self) -> tuple[str, ...]:
        """Return the addresses in it."""
        return tuple(str(each) for found in self.answers if found.rdtype in ADDRESSES for each in found)


class Names:
    """All zones."""

    def __init__(self, zones: Iterable[PublishedZone] = ()) -> None:
        self._zones = {each.apex: each for each in zones}

    @property
    def left_out(self) -> frozenset[str]:
        """Records that cannot be said in DNS, and why."""
        return frozenset(each for zone in self._zones.values() for each in zone.left_out)

    def lookup(self, name: Name, kind: RdataType, chain: int = LONGEST_CHAIN) -> Said:
        """Answer a question.

        Args:
            name: absolute; upper case is the same as lower case.
            kind: of record that is asked for.
            chain: aliases that may still be followed.

        """
        zone = self._zone(name)
        if zone is None:
            return Said(Rcode.NXDOMAIN)
        if chain < 0:
            return Said(Rcode.SERVFAIL)
        sets = zone.sets(name)
        refused = (owned(zone.apex, zone.authority),)
        if sets is None:
            return Said(Rcode.NXDOMAIN, (), refused)
        if name == zone.apex and zone.flattened and kind in ADDRESSES and kind not in sets:
            return self._flattened(name, zone.flattened, kind, chain, refused)
        alias = sets.get(RdataType.CNAME)
        if alias and kind != RdataType.CNAME:
            rest = self.lookup(target(alias), kind, chain - 1)
            return Said(rest.code, (owned(name, alias), *rest.answers), rest.authority)
        found = sets.get(kind)
        return Said(Rcode.NOERROR, (owned(name, found),)) if found else Said(Rcode.NOERROR, (), refused)

    def addresses(self, name: str) -> tuple[str, ...]:
        """Return all addresses of a name, IPv4 first; none if there is no such name."""
        asked = dns.name.from_text(name)
        return tuple(each for kind in ADDRESSES for each in self.lookup(asked, kind).addresses())

    def _zone(self, name: Name) -> PublishedZone | None:
        while name != dns.name.root:
            if name in self._zones:
                return self._zones[name]
            name = name.parent()
        return None

    def _flattened(self, name: Name, leads_to: Name, kind: RdataType, chain: int, refused: tuple[RRset, ...]) -> Said:
        rest = self.lookup(leads_to, kind, chain - 1)
        found = tuple(renamed(name, each) for each in rest.answers if each.rdtype == kind)
        if found or rest.code == Rcode.SERVFAIL:
            return Said(rest.code, found)
        return Said(Rcode.NOERROR, (), refused)


def target(alias: Rdataset) -> Name:
    """Return where an alias leads."""
    return dns.name.from_text(str(alias[0]))


def owned(name: Name, data: Rdataset) -> RRset:
    """Return data as said of a name."""
    return dns.rrset.from_rdata_list(name, data.ttl, list(data))


def renamed(name: Name, found: RRset) -> RRset:
    """Return what is said of one name as said of another."""
    return dns.rrset.from_rdata_list(name, found.ttl, list(found))

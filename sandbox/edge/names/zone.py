"""One zone as the world sees it: which names it has, and what is said of each."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import dns.name
import dns.rdata
import dns.rdataclass
import dns.rdataset
import dns.rdatatype
from dns.name import Name
from dns.rdataset import Rdataset
from dns.rdatatype import RdataType

from sandbox.edge.names.wording import UnspeakableError, owned_by, rdata
from sandbox.machines.network.hosts import EDGE

AUTOMATIC = 1
AUTOMATIC_SECONDS = 300
"""What a TTL of 1 means, and what proxied records have (cloudflare-docs, dns/manage-dns-records/reference/ttl)."""
SOA = "{server} dns.cloudflare.com. 1 10000 2400 604800 1800"
"""Refresh, retry, expire and minimum as the vendor's zones were seen to have them; no document of theirs says so. The
serial number never moves, for nobody transfers the zone."""
SOA_SECONDS = 1800
NAME_SERVER_SECONDS = 86400
PROXIABLE = ("A", "AAAA", "CNAME")
WILDCARD = dns.name.from_text("*", None)


class PublishedZone:
    """A zone's names, with the proxied ones at the edge."""

    def __init__(
        self,
        name: str,
        name_servers: Iterable[str],
        records: Collection[Mapping[str, Any]],
        at_edge: Iterable[str] = (),
        *,
        paused: bool = False,
    ) -> None:
        """Publish a zone.

        Args:
            name: its apex.
            name_servers: those that it is delegated to.
            records: as the API shows them. One that cannot be said in DNS is left out. If one address of a name is
                proxied, all are (cloudflare-docs, dns/manage-dns-records/how-to/round-robin-dns).
            at_edge: names that the edge answers without any record, such as Workers' custom domains.
            paused: whether nothing of it is proxied.

        """
        self.apex = dns.name.from_text(name)
        self.flattened: Name | None = None
        """Where an alias at the apex leads: the apex has other records too, so its addresses are told instead."""
        self.left_out: list[str] = []
        """Records that cannot be said in DNS, and why."""
        self._sets: dict[Name, dict[RdataType, Rdataset]] = {}
        servers = tuple(name_servers)
        for server in servers:
            self._add(self.apex, "NS", f"{server}.", NAME_SERVER_SECONDS)
        self._add(self.apex, "SOA", SOA.format(server=f"{servers[0]}." if servers else "."), SOA_SECONDS)
        proxied = set() if paused else {each["name"] for each in records if each.get("proxied")}
        for record in records:
            try:
                self._publish(record, proxied=record["name"] in proxied and record["type"] in PROXIABLE)
            except UnspeakableError as error:
                self.left_out.append(str(error))
        for each in at_edge:
            try:
                self._point_at_edge(owned_by({"name": each, "type": "A"}))
            except UnspeakableError as error:
                self.left_out.append(str(error))
        self._names = {each for owner in self._sets for each in self._upwards(owner)}

    @property
    def authority(self) -> Rdataset:
        """What stands beside an answer that says no."""
        return self._sets[self.apex][dns.rdatatype.SOA]

    def sets(self, name: Name) -> Mapping[RdataType, Rdataset] | None:
        """Return what is said of a name, by a wildcard perhaps (RFC 4592); None if there is no such name."""
        if name in self._names:
            return self._sets.get(name, {})
        encloser = next(each for each in self._upwards(name) if each in self._names)
        return self._sets.get(WILDCARD.concatenate(encloser))

    def _publish(self, record: Mapping[str, Any], *, proxied: bool) -> None:
        owner, said = owned_by(record), rdata(record)
        if proxied:
            self._point_at_edge(owner)
        elif record["type"] == "CNAME" and owner == self.apex:
            self.flattened = dns.name.from_text(record["content"])
        else:
            ttl = record.get("ttl") or AUTOMATIC
            self._put(owner, said, AUTOMATIC_SECONDS if ttl == AUTOMATIC else ttl)

    def _point_at_edge(self, owner: Name) -> None:
        for address in EDGE.addresses:
            self._add(owner, "AAAA" if ":" in address else "A", address, AUTOMATIC_SECONDS)

    def _add(self, owner: Name, kind: str, text: str, ttl: int) -> None:
        self._put(owner, dns.rdata.from_text(dns.rdataclass.IN, dns.rdatatype.from_text(kind), text), ttl)

    def _put(self, owner: Name, said: dns.rdata.Rdata, ttl: int) -> None:
        sets = self._sets.setdefault(owner, {})
        sets.setdefault(said.rdtype, Rdataset(dns.rdataclass.IN, said.rdtype)).add(said, ttl)

    def _upwards(self, name: Name) -> Iterable[Name]:
        """Return a name and all above it, up to the apex: they exist, even if nothing is said of them."""
        while name.is_subdomain(self.apex):
            yield name
            name = name.parent()

"""The arguments of an origin lock."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from ipaddress import ip_address
from typing import Annotated

import pulumi
from pydantic import Field

from .._base.args import Args
from . import generations
from .generations import Generation

LONGEST_ZONE = 64
"""A common name in a certificate has at most 64 characters (RFC 5280, ub-common-name)."""
MOST_HOSTNAMES = 200
"""Names in one certificate of the vendor's Origin CA (cloudflare-docs, ssl/origin-configuration/origin-ca)."""
HOSTNAME = re.compile(r"(?=.{1,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?")
HEALTH_PATH = re.compile(r"/[A-Za-z0-9._~/-]*")
SSH = 22
Upstreams = tuple[str, ...]


class OriginLockArgs(Args):
    """What an origin answers to, for whom, and what stands behind it."""

    zone: Annotated[str, Field(max_length=LONGEST_ZONE)]
    """The zone's name, such as `arqora.dev`."""
    hostnames: tuple[str, ...]
    """What it answers to: names of the zone, in lower case. A wildcard would answer to names that nobody declared."""
    upstreams: Mapping[str, Upstreams]
    """Host name -> `address:port` of each that may answer, over plain HTTP: on this host, or in the private network."""
    health: Mapping[str, str] = {}
    """Host name -> path that an upstream answers with 2xx when it is well. Without one, an upstream is taken for well
    until it does not answer."""
    generations: Mapping[int, date]
    """Number -> first day, in UTC: `{1: 2026-11-25}`; two while the edge changes from one to the next."""
    today: date
    """In UTC."""
    after: tuple[pulumi.Resource, ...] = ()
    """What has to exist before the vendor signs: the zone. It refuses names of zones that the account does not have
    (1010) and, by reports, of zones that are pending still: see the runbook."""

    @property
    def listed(self) -> tuple[Generation, ...]:
        """All generations, the newest last."""
        return generations.generations(self.generations)

    def problems(self) -> list[str]:
        """Return everything that is wrong, one line each."""
        return [
            *self._hostnames(),
            *self._coverage(),
            *(
                line
                for host in self.hostnames
                for each in self.upstreams.get(host, ())
                for line in upstream(host, each)
            ),
            *generations.problems(self.generations, self.today),
        ]

    def _hostnames(self) -> Iterator[str]:
        if not HOSTNAME.fullmatch(self.zone):
            yield f"zone: {self.zone!r} is no name of a zone; write it in lower case, such as arqora.dev"
            return
        if not 1 <= len(self.hostnames) <= MOST_HOSTNAMES:
            yield (
                f"hostnames: there are {len(self.hostnames)}, and one certificate holds 1 to {MOST_HOSTNAMES}; "
                "declare what this origin serves, and no more"
            )
        for index, name in enumerate(self.hostnames):
            if not HOSTNAME.fullmatch(name):
                yield (
                    f"hostnames[{index}]: {name!r} is no host name; write it in lower case and in full, "
                    f"such as api.{self.zone}"
                )
            elif name != self.zone and not name.endswith(f".{self.zone}"):
                yield (
                    f"hostnames[{index}]: {name} is not in zone {self.zone}, whose edge alone has the certificate; "
                    "give that zone a lock of its own"
                )
            if name in self.hostnames[:index]:
                yield f"hostnames[{index}]: {name} is there already; take one out"

    def _coverage(self) -> Iterator[str]:
        for host in self.hostnames:
            if not self.upstreams.get(host):
                yield f"upstreams.{host}: nobody answers for it; name at least one address:port, or drop the host name"
        for field, names in (("upstreams", self.upstreams), ("health", self.health)):
            for host in sorted(names.keys() - set(self.hostnames)):
                yield f"{field}.{host}: is not among hostnames, so it is never asked for; add it there, or take it out"
        for host, path in self.health.items():
            if not HEALTH_PATH.fullmatch(path):
                yield f"health.{host}: {path!r} is no path; write one such as /healthz, without a query"


def upstream(host: str, value: str) -> Iterator[str]:
    """Yield what is wrong with an upstream: it is reached without encryption, so it has to be close."""
    where = f"upstreams.{host}: {value!r}"
    address, _, port = value.rpartition(":")
    try:
        found = ip_address(address[1:-1] if address.startswith("[") and address.endswith("]") else address)
    except ValueError:
        yield f"{where} is no address:port; write an address, such as 127.0.0.1:8080 or [::1]:8080"
        return
    if (found.version == 6) != address.startswith("[") or not (port.isdecimal() and 1 <= int(port) <= 65535):
        yield f"{where} is no address:port; write it such as 127.0.0.1:8080 or [::1]:8080"
    elif int(port) == SSH:
        yield f"{where} is where SSH answers, which nobody reaches through the edge; name the service's own port"
    if not found.is_private or found.is_unspecified or found.is_link_local:
        yield f"{where} is neither on this host nor in a private network, and the way there is not encrypted; use one"

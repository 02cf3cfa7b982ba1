"""The records of a zone. Only kinds that reveal no origin can be spelled."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Annotated, Any, Literal

import pulumi
from pydantic import Field

from .._base.args import Args
from . import names
from .capabilities import Plan, table, too_many
from .names import DomainName, Host

AUTOMATIC = 1
"""TTL of a proxied record: the edge answers with its own addresses."""
TTL = 300
"""Seconds, of the others: a mistake is over in minutes."""
NOWHERE = "100::"
"""The discard prefix (RFC 6666): the address of a name that the edge answers for all by itself."""
TEXT_BYTES = 255
"""Of one string of a TXT record (RFC 1035, 3.3)."""
Text = Annotated[str, Field(min_length=1, max_length=2048, pattern=r'^[^"\\\x00-\x1f]*$')]


@dataclass(frozen=True)
class Origin:
    """One address at which a service is. It stands in a record that the edge stands before, and nowhere else."""

    node: str
    """Part of the record's name, so that a node that goes takes only its own record with it."""
    version: Literal[4, 6]
    address: str | pulumi.Output[str] = field(repr=False)


class Verification(Args):
    """A text by which somebody else knows that the zone is ours."""

    name: Host = "@"
    text: Text


class Dkim(Args):
    """A key for signatures under mail: the text itself, or the provider's name that has it."""

    text: Text | None = None
    cname: DomainName | None = None


class Mail(Args):
    """Mail of the zone. A zone without it says so, and nobody can write in its name."""

    exchangers: dict[DomainName, Annotated[int, Field(ge=0, le=65535)]] = Field(default_factory=dict)
    """Host -> priority. None: no mail is taken."""
    spf: Text = "v=spf1 -all"
    dmarc: Text = "v=DMARC1; p=reject; sp=reject; adkim=s; aspf=s"
    dkim: dict[Host, Dkim] = Field(default_factory=dict)
    """Selector -> key."""

    @property
    def none(self) -> bool:
        """Whether mail is neither taken nor sent."""
        return not self.exchangers and not self.dkim and self.spf == "v=spf1 -all"


class Issuance(Args):
    """Who may issue certificates. Those that the edge needs are always among them."""

    issuers: tuple[Annotated[str, Field(pattern=r"^[a-z0-9.-]+(; ?[a-z]+=[^;\s\"]+)*$")], ...] = ()
    report: Annotated[str, Field(pattern=r"^(mailto:|https://)\S+$")] | None = None
    """Where authorities report attempts of others."""


@dataclass(frozen=True)
class Record:
    """One record."""

    key: str
    """Its part in the name of the resource. API: another one is another record."""
    name: str
    """In full: the official provider sees changes in relative ones (terraform-provider-cloudflare #5472)."""
    type: str
    content: str | pulumi.Output[str] | None = field(default=None, repr=False)
    data: Mapping[str, Any] | None = None
    priority: int | None = None
    proxied: bool = False

    @property
    def ttl(self) -> int:
        """Seconds; 1 is automatic."""
        return AUTOMATIC if self.proxied else TTL

    def inputs(self) -> dict[str, Any]:
        """Return it as the provider takes it."""
        told = {"content": self.content, "data": self.data, "priority": self.priority}
        stated = {key: value for key, value in told.items() if value is not None}
        return {"name": self.name, "type": self.type, "ttl": self.ttl, "proxied": self.proxied, **stated}


Origins = Mapping[str, tuple[Origin, ...]]


def services(origins: Origins, zone: str) -> Iterator[Record]:
    """Yield the records of services, all of them behind the edge."""
    for host, addresses in origins.items():
        for each in addresses:
            kind = "A" if each.version == 4 else "AAAA"
            yield Record(
                f"{names.key(host, zone)}-{each.node}-ipv{each.version}",
                names.full(host, zone),
                kind,
                each.address,
                proxied=True,
            )


def nowhere(hosts: tuple[str, ...], zone: str) -> Iterator[Record]:
    """Yield records of names that the edge answers for by itself."""
    for host in hosts:
        yield Record(f"{names.key(host, zone)}-edge", names.full(host, zone), "AAAA", NOWHERE, proxied=True)


def verifications(those: Mapping[str, Verification], zone: str) -> Iterator[Record]:
    """Yield texts for others."""
    for key, each in those.items():
        yield Record(f"verification-{key}", names.full(each.name, zone), "TXT", quoted(each.text))


def mail(given: Mail, zone: str) -> Iterator[Record]:
    """Yield what the zone says about mail: RFC 7505 for none, SPF (RFC 7208), DMARC (RFC 7489), DKIM (RFC 6376)."""
    if not given.exchangers:
        yield Record("mx-none", zone, "MX", ".", priority=0)
    for exchanger, priority in given.exchangers.items():
        yield Record(f"mx-{names.clean(exchanger)}", zone, "MX", exchanger, priority=priority)
    yield Record("spf", zone, "TXT", quoted(given.spf))
    yield Record("dmarc", f"_dmarc.{zone}", "TXT", quoted(given.dmarc))
    for selector, key in given.dkim.items():
        kind, content = ("CNAME", key.cname) if key.cname else ("TXT", quoted(key.text or ""))
        yield Record(f"dkim-{names.clean(selector)}", f"{selector}._domainkey.{zone}", kind, content)
    if given.none:
        # An empty key for every selector: whatever was signed in the zone's name is not valid.
        yield Record("dkim-none", f"*._domainkey.{zone}", "TXT", quoted("v=DKIM1; p="))


def issuance(given: Issuance, zone: str) -> Iterator[Record]:
    """Yield CAA records (RFC 8659): the edge's authorities and the zone's own, for names and for wildcards."""
    issuers = dict.fromkeys((*table()["issuers"]["names"], *given.issuers))
    for issuer in issuers:
        key = names.clean(issuer.partition(";")[0])
        for tag in ("issue", "issuewild"):
            yield Record(f"caa-{tag}-{key}", zone, "CAA", data={"flags": 0, "tag": tag, "value": issuer})
    if given.report:
        yield Record("caa-report", zone, "CAA", data={"flags": 0, "tag": "iodef", "value": given.report})


def quoted(text: str) -> str:
    """Return a text as the API keeps it: in quotes, cut into strings where it is too long for one."""
    parts = [text[start : start + TEXT_BYTES] for start in range(0, len(text), TEXT_BYTES)] or [""]
    return " ".join(f'"{part}"' for part in parts)


def problems(claims: Mapping[str, str], origins: Origins, zone: str) -> list[str]:
    """Return what is wrong with names that people type in, one line each.

    Args:
        claims: path -> the host that it wants to answer for.
        origins: the services' addresses.
        zone: the domain.

    """
    found: list[str] = []
    claimed: dict[str, list[str]] = defaultdict(list)
    for path, host in claims.items():
        wrong = names.unserved(path, host, zone)
        found += wrong
        if not wrong:
            claimed[names.full(host, zone)].append(path)
    for name, paths in claimed.items():
        found += [
            f"{path}: {name} is {paths[0]} already; a name is one service, one site, one tunnel's or one redirect's"
            for path in paths[1:]
        ]
    for host, addresses in origins.items():
        if not addresses:
            found.append(f"origins.{host}: has no address; give it a node, or take it out")
        for each in addresses:
            found += unusable(f"origins.{host}", each)
    return found


def unusable(path: str, origin: Origin) -> list[str]:
    """Refuse an address that is none, or of the other family; what is not known yet is for the vendor."""
    if not isinstance(origin.address, str):
        return []
    try:
        version = ip_address(origin.address).version
    except ValueError:
        return [f"{path}: the address of {origin.node} is no IP address; use one"]
    if version != origin.version:
        return [f"{path}: the address of {origin.node} is IPv{version}, not IPv{origin.version}; state its version"]
    return []


def mail_problems(path: str, given: Mail) -> list[str]:
    """Return what is wrong with mail."""
    found = []
    if given.spf.split(" ")[0] != "v=spf1" or given.spf.split(" ")[-1] not in ("-all", "~all"):
        found.append(f"{path}.spf: has to start with v=spf1 and end in -all or ~all, so that others are refused")
    policy = {part.strip().replace(" ", "") for part in given.dmarc.split(";")}
    if not given.dmarc.startswith("v=DMARC1") or not policy & {"p=reject", "p=quarantine"}:
        found.append(f"{path}.dmarc: has to be v=DMARC1 with p=reject or p=quarantine, so that forged mail is refused")
    if given.exchangers and not given.dkim:
        found.append(f"{path}.dkim: mail is taken, and nothing signs it; add the selector that the provider gives")
    for selector, key in given.dkim.items():
        if (key.text is None) == (key.cname is None):
            found.append(f"{path}.dkim.{selector}: needs either text or cname")
    return found


def overlaps(records: tuple[Record, ...], plan: Plan) -> list[str]:
    """Return which records cannot stand beside each other, and whether they are too many."""
    by_name: dict[str, list[Record]] = defaultdict(list)
    for each in records:
        by_name[each.name].append(each)
    found = []
    for name, those in by_name.items():
        aliases = [each for each in those if each.type == "CNAME"]
        if aliases and len(those) > 1:
            beside = ", ".join(sorted({each.key for each in those} - {aliases[0].key})) or aliases[0].key
            found.append(f"records.{aliases[0].key}: {name} is a CNAME, and nothing may stand beside it: {beside}")
        same = {(each.type, each.content) for each in those if isinstance(each.content, str) and each.data is None}
        plain = [each for each in those if isinstance(each.content, str) and each.data is None]
        if len(plain) > len(same):
            found.append(f"records: {name} has the same record twice: {', '.join(each.key for each in plain)}")
    return found + too_many("records", len(records), "records", plan, "dns_records")

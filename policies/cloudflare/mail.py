"""What a zone says about mail in its name: who may send it (SPF), what becomes of the rest (DMARC), signatures."""

from collections.abc import Iterator

from ..reading import Value
from .tokens import DNS_RECORD
from .zones import Zone

NOBODY = (".", "")
"""The host of a null MX, which says that a domain takes no mail (RFC 7505)."""


def texts(zone: Zone, name: str) -> list[str]:
    """Return the texts at a name, which is relative to the zone."""
    found = (record for record in zone.of(DNS_RECORD) if record.get("type") == "TXT")
    return [text(record.get("content")) for record in found if zone.is_at(record, name)]


def text(content: Value) -> str:
    """Return a text without the quotes that it may be written in, empty if it is not known."""
    return content.replace('"', "").strip().lower() if isinstance(content, str) else ""


def policies(zone: Zone) -> Iterator[str]:
    """Yield who may send, as SPF says it."""
    return (each for each in texts(zone, "@") if each.split(" ")[0] == "v=spf1")


def strict(policy: str) -> bool:
    """Tell whether SPF refuses, or at least marks, everybody else. The first `all` decides (RFC 7208, 5.1 and 6.1)."""
    decides = [term for term in policy.split() if term in ("all", "+all", "?all", "~all", "-all")]
    return decides[0] in ("-all", "~all") if decides else " redirect=" in policy


def reports(zone: Zone) -> Iterator[str]:
    """Yield what to do with forged mail, as DMARC says it."""
    return (each for each in texts(zone, "_dmarc") if each.startswith("v=dmarc1"))


def enforced(report: str) -> bool:
    """Tell whether forged mail is kept away from people: all of it, not only the share that `pct` names."""
    tags = {tag.strip().replace(" ", "") for tag in report.split(";")}
    partly = any(tag.startswith("pct=") and tag != "pct=100" for tag in tags)
    return bool(tags & {"p=quarantine", "p=reject"}) and not partly


def signed(zone: Zone) -> bool:
    """Tell whether there is a key for signatures, here or at a provider of mail."""
    keys = (record for record in zone.of(DNS_RECORD) if record.get("type") in ("TXT", "CNAME"))
    return any("._domainkey" in str(record.get("name")).lower() for record in keys)


def has_mail(zone: Zone) -> bool:
    """Tell whether it takes mail, or lets anybody send some."""
    exchangers = (record for record in zone.of(DNS_RECORD) if record.get("type") == "MX")
    takes = any(record.get("content") not in NOBODY for record in exchangers)
    return takes or any(policy not in ("v=spf1 -all", "v=spf1 ~all") for policy in policies(zone))

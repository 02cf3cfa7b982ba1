"""The certificates that the edge shows to origins, one for each generation; the newest one is the one it uses."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from .._base.pull_certificate import PullCertificate

NOTICE = timedelta(days=30)


def problems(path: str, certificates: Mapping[int, PullCertificate], today: date) -> list[str]:
    """Refuse certificates that are not valid any more: every origin would refuse the edge, or the next one to come."""
    newest = max(certificates, default=0)
    return [
        f"{path}.{number}: expired on {each.expires}; "
        + (f"add generation {number + 1}" if number == newest else "take this generation out")
        for number, each in sorted(certificates.items())
        if each.expires <= today
    ]


def warnings(path: str, certificates: Mapping[int, PullCertificate], today: date) -> list[str]:
    """Return that the newest one ends soon."""
    newest = max(certificates, default=None)
    if newest is None or not today < certificates[newest].expires <= today + NOTICE:
        return []
    return [f"{path}.{newest}: expires on {certificates[newest].expires}; add generation {newest + 1}"]


def facts(certificates: Mapping[int, PullCertificate]) -> list[dict[str, Any]]:
    """Return the generations, and which one the edge uses."""
    newest = max(certificates, default=None)
    return [
        {"generation": number, "expires": each.expires.isoformat(), "used": number == newest}
        for number, each in sorted(certificates.items())
    ]

"""A zone's arguments that are fine, with one thing changed at a time."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pulumi
import pytest

from components._base.pull_certificate import PullCertificate
from components.edge_zone import EdgeZoneArgs, Origin

TODAY = date(2026, 11, 25)
ACCOUNT = "a" * 32
RAMP = (
    {"stage": "minutes", "since": "2026-09-01"},
    {"stage": "day", "since": "2026-09-02"},
    {"stage": "week", "since": "2026-09-03"},
    {"stage": "year", "since": "2026-09-10"},
    {"stage": "subdomains", "since": "2026-10-10"},
)
Edge = Callable[..., EdgeZoneArgs]


def pull_certificate(expires: date = date(2027, 11, 25)) -> PullCertificate:
    """Return a certificate that nobody reads."""
    return PullCertificate(pulumi.Output.from_input("C"), pulumi.Output.from_input("K"), expires)


@pytest.fixture
def edge() -> Edge:
    def make(**changes: Any) -> EdgeZoneArgs:
        fine: dict[str, Any] = {
            "zone": "arqora.test",
            "account_id": ACCOUNT,
            "plan": "free",
            "hsts": RAMP,
            "origins": {"api": (Origin("app-1", 4, "203.0.113.5"), Origin("app-1", 6, "2001:db8::5"))},
            "pull_certificates": {1: pull_certificate()},
            "today": TODAY,
        }
        return EdgeZoneArgs(**(fine | changes))

    return make


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., str]:
    """Make a site's directory of some files: path -> contents."""

    def make(files: dict[str, str | bytes] | None = None) -> str:
        for path, content in (files or {"index.html": "hello", "assets/index-B1x2Y3z4.js": "1"}).items():
            file = tmp_path / "site" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(tmp_path / "site")

    return make

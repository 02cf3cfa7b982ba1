"""Zones on every plan, made by the real engine: judged by the policies, made once, and changed without a gap."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from components.edge_zone.capabilities import PLANS
from components.edge_zone.hsts import YEAR
from components.edge_zone.phases.rule import PHASES
from tests.components.edge_zone.conftest import ACCOUNT, RAMP
from tests.components.edge_zone.engine.conftest import Edge
from tests.policies.engine.conftest import Result

ZONE = re.compile(r" free(?!-lock)")
"""Names of the zone on the free plan, without those of its lock."""
THROWN_AWAY = {"credential-rotation": {"throw_away": {"owner": "tests", "reason": "destroyed with the emulator"}}}


def zone(plan: str, edge: Edge, directory: Path, **more: Any) -> dict[str, Any]:
    """Return a zone that has a bit of everything that its plan can."""
    issued = edge.today.isoformat()
    token: dict[str, Any] = {"owner": "operations", "purpose": "purges the cache after a release", "issued": issued}
    token |= {"expires": (edge.today + timedelta(days=60)).isoformat(), "permissions": ["Cache Purge"]}
    token |= {"addresses": ["192.0.2.0/24"]}
    told = {
        "zone": f"{plan}.test",
        "account_id": ACCOUNT,
        "plan": plan,
        "hsts": list(RAMP),
        "services": {"api": ["app-1", "app-2"]},
        "verifications": {"search": {"text": "site-verification=1"}},
        "redirects": {"www": {"hosts": ["www"], "to": "@"}},
        "cache": {"rules": {"news": {"hosts": ["api"], "paths": ["/news/*"], "edge": 7200}}},
        "headers": {"hosts": {"api": {"Content-Security-Policy": "default-src 'none'"}}},
        "sites": {"@": {"directory": str(directory)}},
        "tunnels": {"office": {"services": {"wiki": {"address": "10.0.0.4", "port": 8080}}}},
        "notifications": {"recipients": ["ops@arqora.example"]},
        "tokens": {"release": token},
    }
    return told | more


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("site")
    (directory / "assets").mkdir()
    (directory / "index.html").write_text("hello")
    (directory / "assets" / "index-B1x2Y3z4.js").write_text("1")
    return directory


@pytest.fixture(scope="module")
def zones(started: Edge, site: Path) -> dict[str, dict[str, Any]]:
    """One zone on each plan, the one on the free plan with a lock of its origins."""
    described: dict[str, dict[str, Any]] = {plan: zone(plan, started, site) for plan in PLANS}
    described["free"]["pulls"] = {1: started.today.isoformat()}
    for plan in ("business", "enterprise"):  # what does not depend on plans is in the other two
        for key in ("sites", "tunnels", "notifications", "tokens"):
            del described[plan][key]
    described["pro"]["health_checks"] = {"api": {"path": "/health"}}
    return described


@pytest.fixture(scope="module")
def made(started: Edge, zones: dict[str, dict[str, Any]]) -> Result:
    """What the engine said when it made all zones, under the pack."""
    started.describe(zones)
    return started.project.judged("up", "--yes", "--skip-preview", configuration=THROWN_AWAY)


@pytest.fixture
def edge(started: Edge, made: Result) -> Edge:
    assert made.code == 0, made.output
    return started


def test_the_pack_has_nothing_against_what_a_zone_is_by_default(made: Result) -> None:
    assert (made.code, made.violations) == (0, set()), made.output
    advice = {rule for rule, _ in made.notices if rule.startswith(("zone-", "api-"))}
    assert advice <= {"zone-hsts-preload", "zone-firewall-owasp"}, made.output


def test_names_of_resources_are_as_published(edge: Edge, golden: Callable[[str, str], None]) -> None:
    names = [name.replace(edge.today.isoformat(), "TODAY") for name in edge.names()]
    golden("names.txt", "\n".join(name for name in names if ZONE.search(name)) + "\n")


def test_a_second_preview_shows_no_change_on_any_plan(edge: Edge) -> None:
    again = edge.project.run("preview", "--expect-no-changes", "--diff")
    assert again.returncode == 0, again.stdout + again.stderr


@pytest.mark.parametrize("plan", PLANS)
def test_the_vendor_has_what_was_planned(edge: Edge, plan: str) -> None:
    identifier = edge.zone_id(f"{plan}.test")
    records = list(edge.client.dns.records.list(zone_id=identifier))
    leading = [each for each in records if each.type in ("A", "AAAA", "CNAME")]
    assert len(leading) >= 5
    assert all(each.proxied for each in leading)
    phases = {each.phase for each in edge.client.rulesets.list(zone_id=identifier) if each.kind == "zone"}
    assert phases == set(PHASES)
    told = edge.client.zones.settings.with_raw_response.get("security_header", zone_id=identifier)
    hsts: Any = json.loads(told.read())["result"]["value"]["strict_transport_security"]
    assert (hsts["enabled"], hsts["max_age"], hsts["include_subdomains"]) == (True, YEAR, True)


def test_a_rotation_uploads_the_new_generation_last_and_makes_tokens_anew(
    edge: Edge, zones: dict[str, dict[str, Any]]
) -> None:
    identifier = edge.zone_id("free.test")
    (before,) = edge.client.origin_tls_client_auth.zone_certificates.list(zone_id=identifier)
    (token,) = (each for each in edge.client.accounts.tokens.list(account_id=ACCOUNT) if "free.test" in str(each.name))
    yesterday = (edge.today - timedelta(days=1)).isoformat()
    zones["free"]["pulls"][2] = edge.today.isoformat()
    zones["free"]["tokens"]["release"]["issued"] = yesterday
    edge.describe(zones)
    rotated = edge.project.run("up", "--yes", "--skip-preview")
    assert rotated.returncode == 0, rotated.stdout
    uploaded = list(edge.client.origin_tls_client_auth.zone_certificates.list(zone_id=identifier))
    assert max(uploaded, key=lambda each: str(each.uploaded_on)).id != before.id
    assert before.id in {each.id for each in uploaded}
    (renewed,) = (
        each for each in edge.client.accounts.tokens.list(account_id=ACCOUNT) if "free.test" in str(each.name)
    )
    assert renewed.id != token.id

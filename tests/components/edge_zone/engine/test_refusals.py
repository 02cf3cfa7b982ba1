"""A zone that cannot be is refused while planning, and nothing of it is made."""

from pathlib import Path
from typing import Any

from components.edge_zone.phases.rule import FIREWALL
from tests.components.edge_zone.conftest import ACCOUNT, RAMP
from tests.components.edge_zone.engine.conftest import Edge

FINE: dict[str, Any] = {"zone": "shop.test", "account_id": ACCOUNT, "plan": "free", "hsts": list(RAMP)}


def test_all_mistakes_are_said_at_once_and_nothing_is_made(started: Edge, tmp_path: Path) -> None:
    """Among them: a phase that somebody made rules in by hand."""
    token = {"owner": "operations", "purpose": "purges the cache", "permissions": ["Cache Purge"]}
    wrong = {
        "rate_limits": {"login": {"paths": ["/login"], "requests": 5, "period": 60}},
        "redirects": {"www": {"hosts": ["www.example.org"], "to": "@"}},
        "sites": {"@": {"directory": str(tmp_path)}},
        "tokens": {"release": token | {"issued": "2026-01-01", "expires": "2026-02-01"}},
    }
    zone = started.client.zones.create(account={"id": ACCOUNT}, name=FINE["zone"], type="full")
    rules: Any = [{"action": "block", "expression": "ssl"}]
    assert zone
    started.client.rulesets.create(zone_id=zone.id, kind="zone", name="default", phase=FIREWALL, rules=rules)
    started.describe({"edge": {**FINE, **wrong}})
    result = started.project.run("preview")
    said = result.stdout + result.stderr
    assert result.returncode != 0
    assert "edge.rate_limits.login.period: 60 s is not offered on free (10 s); use 10, or plan pro" in said
    assert "edge.redirects.www.hosts: www.example.org is outside of the zone shop.test" in said
    assert "is empty; build the site first" in said
    assert "edge.tokens.release.expires: 2026-02-01 is over" in said
    assert f"edge.{FIREWALL}: the zone has the ruleset 'default'" in said
    assert "Traceback" not in said
    assert started.names() == []
    assert [each.name for each in started.client.rulesets.list(zone_id=zone.id) if each.kind == "zone"] == ["default"]

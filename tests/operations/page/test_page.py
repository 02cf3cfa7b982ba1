"""The page shows an environment truthfully, in a real browser, by itself."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from operations.drift import Drift
from operations.hosts import HostError
from operations.page import content, observations, page
from operations.page.observations import Health, Observations
from tests.operations.page import browser

if TYPE_CHECKING:
    from tests.conftest import Environment

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
FINDING = {
    "source": "internet",
    "node": "app-1",
    "address": "2001:db8:0:1::1",
    "protocol": "tcp",
    "port": "22",
    "wrong": "SSH answers the internet",
    "why": "whoever steals a key is in",
    "remedy": "load its ruleset again (`arqora up sandbox`)",
}


def audit(*findings: dict[str, str]) -> dict[str, Any]:
    place = {"addresses": {"203.0.113.1": {}, "2001:db8:0:1::1": {}}, "packets": 262140, "seconds": 3.25}
    return {"made": NOW.isoformat(), "findings": list(findings), "places": {"internet": place, "app-1": place}}


@pytest.fixture(scope="module")
def environment(up: "Environment") -> dict[str, Any]:
    """The sandbox's environment, as its stack describes it."""
    found: dict[str, Any] = json.loads(up.target.quietly("stack", "output", "--json"))["environment"]
    return found


def well(environment: dict[str, Any]) -> Observations:
    health = {name: Health("well") for name in environment["nodes"]}
    return Observations(NOW, "commit 1a2b3c4", health, audit(), "open, through gateway-1")


def written(folder: Path, environment: dict[str, Any], seen: Observations) -> Path:
    path = folder / "pages" / "sandbox.html"
    page.write(path, "sandbox", environment, seen)
    assert [each.name for each in path.parent.iterdir()] == ["sandbox.html"]
    return path


def visible(html: str) -> str:
    """Return the text of a page, without style and markup."""
    return " ".join(re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<style>.*?</style>", "", html)).split())


@pytest.mark.parametrize("dark", [False, True])
def test_it_opens_in_a_browser_without_a_complaint_or_a_request(
    tmp_path: Path, environment: dict[str, Any], dark: bool
) -> None:
    shown = browser.show(written(tmp_path, environment, well(environment)), dark=dark)
    assert shown.console == []
    assert [each for each in shown.requested if each != "data:,"] == []
    assert shown.picture.startswith(b"\x89PNG")
    text = visible(shown.dom)
    assert "Well : every host is as it should be, and exactly the declared exposures answer." in text
    for name, node in environment["nodes"].items():
        assert f'id="node-{name}"' in shown.dom
        assert node["address"] in text
    for flow in environment["flows"]:
        assert flow["reason"] in text
    assert f"{environment['monthlyCost']['total']:.2f} EUR a month" in text
    assert "Made 2026-11-25 02:00 UTC from commit 1a2b3c4" in text


def test_the_browser_would_tell_of_a_complaint_and_of_a_request(tmp_path: Path) -> None:
    path = tmp_path / "other.html"
    path.write_text("<img src='http://127.0.0.1:9/x.png'><script>console.error('ill')</script>")
    shown = browser.show(path)
    assert any("ill" in each for each in shown.console)
    assert "http://127.0.0.1:9/x.png" in shown.requested


def test_light_and_dark_look_different(tmp_path: Path, environment: dict[str, Any]) -> None:
    path = written(tmp_path, environment, well(environment))
    assert browser.show(path).picture != browser.show(path, dark=True).picture


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_is_wider_than_a_phone(tmp_path: Path, environment: dict[str, Any], width: int) -> None:
    path = written(tmp_path, environment, well(environment))
    measuring = "<script>document.title = document.documentElement.scrollWidth + ' of ' + innerWidth</script></body>"
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", path.read_text())
    path.write_text(html.replace("</body>", measuring))
    assert f"<title>{width} of {width}</title>" in browser.show(path, width).dom


def test_the_policy_of_the_page_keeps_scripts_and_foreign_things_out(
    tmp_path: Path, environment: dict[str, Any]
) -> None:
    path = written(tmp_path, environment, well(environment))
    intruder = "<script>document.title = 'taken'</script><img src='http://127.0.0.1:9/x.png'></body>"
    path.write_text(path.read_text().replace("</body>", intruder))
    shown = browser.show(path)
    assert "<title>taken</title>" not in shown.dom
    assert len([each for each in shown.console if "Content Security Policy" in each]) == 2


def test_values_cannot_bring_markup(environment: dict[str, Any]) -> None:
    evil = "<b onclick=x>`</code><script>`"
    seen = Observations(NOW, evil, {"app-1": Health("drifted", (evil,))}, audit({**FINDING, "remedy": evil}), evil)
    html = page.render(evil, environment, seen)
    assert "<b onclick" not in html
    assert "<script" not in html
    assert "&lt;b onclick=x&gt;<code>&lt;/code&gt;&lt;script&gt;</code>" in html


def test_findings_and_troubled_hosts_come_first(environment: dict[str, Any]) -> None:
    found = observations.health(
        {
            "app-1": [Drift("file", "/etc/nftables.conf", "3f2a 0644", "77aa 0644")],
            "data-2": HostError("data-2 (10.20.3.6): comparing it with its bundle: timed out"),
            "ops-1": [],
        }
    )
    html = page.render("sandbox", environment, Observations(NOW, "commit 1", found, audit(FINDING)))
    text = visible(html)
    assert "Not well : 1 finding of the audit, app-1 drifted, data-2 unreachable." in text
    assert html.index("SSH answers the internet") < html.index('id="nodes"')
    assert "file /etc/nftables.conf: expected 3f2a 0644, found 77aa 0644" in text
    assert "comparing it with its bundle: timed out" in text


def test_what_nobody_looked_at_is_not_called_well(environment: dict[str, Any]) -> None:
    text = visible(page.render("sandbox", environment, Observations(NOW, "commit 1")))
    assert f"Not known : exposure was not audited, {len(environment['nodes'])} nodes were not asked" in text
    assert "arqora audit exposure sandbox" in text


def test_the_matrix_has_every_role_and_the_internet(environment: dict[str, Any]) -> None:
    roles, cells = content.matrix(environment)
    assert set(roles) == set(environment["network"]["subnets"])
    assert cells["app"]["data"].ports == ("tcp 5432", "tcp 6379")
    assert cells["internet"]["gateway"].ports == ("udp 51820", "icmp")
    assert cells["internet"]["app"].ports == ("tcp 443 (edge)", "icmp")
    assert "data" not in cells["internet"]
    assert "app" not in cells["data"]


def test_a_load_above_the_ceiling_is_marked_and_told_to_those_who_cannot_see(environment: dict[str, Any]) -> None:
    changed = json.loads(json.dumps(environment))
    changed["nodes"]["app-1"]["headroom"]["memory"] = 0.86
    html = page.render("sandbox", changed, well(changed))
    assert html.count('class="bar over"') == 1
    assert 'aria-label="memory: 86 % used, ceiling 70 %"' in html

"""How the edge, the nodes behind it and the private network fit together."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import requests
import yaml

from arqora_infra import edge_ranges
from arqora_infra.environment import Arguments, arguments
from arqora_infra.existing import Answers
from arqora_infra.settings import parse
from components._base.errors import ArgumentError
from components.edge_zone import ExistingRuleset
from sandbox import clouds
from sandbox.folder import REPOSITORY
from tests.conftest import Environment

Plain = dict[str, Any]
TODAY = date(2026, 11, 23)


def built(found: Plain, *rulesets: ExistingRuleset) -> Arguments:
    return arguments(parse(found), Answers({}, edge_ranges.recorded(), rulesets), TODAY)


def refusal(found: Plain, *rulesets: ExistingRuleset) -> tuple[str, ...]:
    with pytest.raises(ArgumentError) as error:
        built(found, *rulesets)
    return error.value.problems


def test_an_origin_leads_to_its_own_service_where_it_runs_itself(all_settings: dict[str, Plain]) -> None:
    lock = built(all_settings["sandbox"]).lock
    assert lock
    assert lock.upstreams == {"api.arqora.test": ("127.0.0.1:8080",)}


def test_an_origin_leads_to_every_node_of_a_service_behind_it(all_settings: dict[str, Plain]) -> None:
    given = built(all_settings["prod"])
    assert given.lock
    addresses = tuple(f"{args.address}:8080" for args in given.nodes.values() if args.role == "app")
    assert len(addresses) > 1
    assert given.lock.upstreams == {"api.arqora.dev": addresses}


def test_a_node_that_the_edge_may_call_needs_an_edge(sandbox_settings: Plain) -> None:
    del sandbox_settings["edge"]
    assert refusal(sandbox_settings)[0].startswith("nodes.app-1.exposures: https-from-edge, and there is no edge")


def test_a_node_of_another_role_does_not_answer_the_edge(sandbox_settings: Plain) -> None:
    sandbox_settings["edge"]["origins"] = "ops"
    assert refusal(sandbox_settings)[0].endswith("but edge.origins is ops; set it to app, or take the exposure out")


def test_a_service_that_no_flow_leads_to_is_refused(all_settings: dict[str, Plain]) -> None:
    found = all_settings["prod"]
    found["edge"]["services"]["api"]["port"] = 8081
    assert refusal(found) == (
        "edge.services.api.port: no flow leads from edge to app on 8081; add it to network.flows",
    )


def test_a_service_of_nobody_is_refused(sandbox_settings: Plain) -> None:
    sandbox_settings["edge"]["services"]["api"]["role"] = "edge"
    assert refusal(sandbox_settings)[0].startswith("edge.services.api.role: no node has the role edge")


def test_services_without_a_certificate_of_the_edge_are_refused(sandbox_settings: Plain) -> None:
    sandbox_settings["edge"]["pulls"] = {}
    assert "edge.pulls: is empty, so nothing proves the edge to origins; set {1: today}" in refusal(sandbox_settings)


def test_an_expired_certificate_is_named_with_its_successor(sandbox_settings: Plain) -> None:
    sandbox_settings["edge"]["pulls"] = {1: "2025-01-01"}
    (line,) = refusal(sandbox_settings)
    assert line.startswith("edge.pulls.1: expired on 2026-01-01")
    assert "add generation 2 with 2026-11-23" in line


def test_what_the_plan_lacks_is_refused_by_its_place_in_the_settings(sandbox_settings: Plain) -> None:
    sandbox_settings["edge"]["rate_limits"]["login"]["period"] = 60
    (line,) = refusal(sandbox_settings)
    assert line.startswith("edge.rate_limits.login.period: 60 s is not offered on free (10 s); use 10")
    assert "pro" in line


def test_a_phase_of_somebody_elses_is_refused_before_anything_is_made(sandbox_settings: Plain) -> None:
    theirs = ExistingRuleset("1" * 32, "default", "http_ratelimit")
    (line,) = refusal(sandbox_settings, theirs)
    assert line.startswith("edge.http_ratelimit: the zone has the ruleset 'default'")
    assert built(sandbox_settings, ExistingRuleset("1" * 32, "edge http_ratelimit", "http_ratelimit")).zone


def test_a_name_of_a_service_and_of_a_site_is_refused(sandbox_settings: Plain) -> None:
    sandbox_settings["edge"]["sites"]["api"] = sandbox_settings["edge"]["sites"]["@"]
    assert any("api.arqora.test is origins.api already" in line for line in refusal(sandbox_settings))


def test_the_guides_example_can_be_built(all_settings: dict[str, Plain]) -> None:
    guide = (REPOSITORY / "docs" / "guides" / "edge.md").read_text()
    example = guide.split("\n\n")[2]
    found = all_settings["prod"] | yaml.safe_load(example)
    found["edge"]["account_id"] = "a" * 32
    found["edge"]["sites"]["@"]["directory"] = "../examples/site"
    given = arguments(parse(found), Answers({}, edge_ranges.recorded()), date(2026, 11, 26))
    assert given.zone
    assert set(given.zone.tokens) == {"purge"}


class Listed:
    """The vendor's list of where its edge calls from."""

    def __init__(self, up: Environment) -> None:
        self._endpoint = clouds.cloudflare(up.folder).start().endpoint
        self._token = up.folder.cloudflare_token.read_text()
        before = requests.get(f"{self._endpoint}/ips", timeout=30).json()["result"]
        self.ipv4, self._ipv6 = before["ipv4_cidrs"], before["ipv6_cidrs"]

    def change(self, ipv4: list[str]) -> None:
        url = f"{self._endpoint.removesuffix('/client/v4')}/_sandbox/ranges"
        body = {"ipv4_cidrs": ipv4, "ipv6_cidrs": self._ipv6}
        headers = {"Authorization": f"Bearer {self._token}"}
        requests.put(url, json=body, headers=headers, timeout=30).raise_for_status()


@pytest.fixture
def listed(up: Environment) -> Iterator[Listed]:
    found = Listed(up)
    yield found
    found.change(found.ipv4)


def test_a_range_that_goes_is_said_and_taken_from_the_firewalls(up: Environment, listed: Listed) -> None:
    gone, *kept = listed.ipv4
    listed.change(kept)
    shown = up.arqora("preview", "sandbox").stderr
    assert f"the edge no longer calls from: {gone}" in shown
    assert all(f"Firewall {name} update [diff: ~rules]" in shown for name in ("app-1", "app-2"))


def test_a_range_that_nobody_has_seen_is_said_and_admitted_by_no_firewall(up: Environment, listed: Listed) -> None:
    listed.change([*listed.ipv4, "185.122.0.0/22"])
    shown = up.arqora("preview", "sandbox")
    assert shown.returncode != 0
    assert "the edge calls from new ranges: 185.122.0.0/22" in shown.stderr
    assert "[mandatory]  firewall-exposure  (hcloud:index:Firewall: app-1)" in shown.stderr

"""`foreign-provider`."""

from typing import Any

import pytest

from policies.catalogue import Catalogue
from policies.evaluation import judge_resource
from policies.reading import UNKNOWN, Secret
from policies.settings import Settings
from tests.policies.inputs import Declare, Find

RULE = "foreign-provider"


@pytest.mark.parametrize(
    "properties",
    [
        {},
        {"endpoint": ""},
        {"endpoint": "https://api.hetzner.cloud/v1"},
        {"endpoint": "https://API.hetzner.cloud:443/v1", "pollInterval": "50ms"},
        {"baseUrl": "https://api.cloudflare.com/client/v4"},
    ],
)
def test_the_vendor_s_own_endpoint_is_fine(find: Find, properties: dict[str, Any]) -> None:
    assert not find(RULE, properties)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://api.hetzner.cloud/v1",
        "https://api.hetzner.cloud.example/v1",
        "https://api.hetzner.cloud@example/v1",
        "https://api.hetzner.cloud:8443/v1",
        "https://[",
        "api.hetzner.cloud",
        Secret("https://example/v1"),
        7,
    ],
)
def test_any_other_is_a_violation_that_does_not_repeat_it(find: Find, endpoint: Any) -> None:
    assert find(RULE, {"endpoint": endpoint}) == ["x: its endpoint is not api.hetzner.cloud"]


def test_one_that_is_not_known_is_a_violation(find: Find) -> None:
    assert find(RULE, {"baseUrl": UNKNOWN}) == ["x: its baseUrl is not known before apply"]


@pytest.mark.parametrize(("name", "notices"), [("second", 1), ("default_1_43_3", 0)])
def test_credentials_of_its_own_are_said(
    catalogue: Catalogue, settings: Settings, declare: Declare, name: str, notices: int
) -> None:
    provider = declare("pulumi:providers:hcloud", name, {"token": Secret(UNKNOWN)})
    said = judge_resource([catalogue.by_id[RULE]], provider, settings)
    assert [verdict.notice for verdict in said] == [True] * notices

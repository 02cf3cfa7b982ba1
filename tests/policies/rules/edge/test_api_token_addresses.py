"""A token works from where it is used."""

from collections.abc import Callable
from typing import Any

import pytest

from policies.catalogue import Catalogue
from policies.evaluation import judge_resource
from policies.finding import Verdict
from policies.reading import UNKNOWN
from policies.settings import Settings
from tests.policies.inputs import Declare

RULE = "api-token-addresses"
TOKENS = ("cloudflare:index/apiToken:ApiToken", "cloudflare:index/accountToken:AccountToken")


@pytest.fixture
def said(catalogue: Catalogue, settings: Settings, declare: Declare) -> Callable[..., list[Verdict]]:
    def found(properties: Any, token: str = TOKENS[0]) -> list[Verdict]:
        return judge_resource([catalogue.by_id[RULE]], declare(token, "t", properties), settings)

    return found


def bound(networks: Any) -> Any:
    return {"condition": {"requestIp": {"ins": networks}}}


@pytest.mark.parametrize("token", TOKENS)
@pytest.mark.parametrize("networks", [["198.51.100.7"], ["10.0.0.0/8", "2001:db8::/32"]])
def test_a_token_that_is_bound_passes(said: Callable[..., list[Verdict]], token: str, networks: Any) -> None:
    assert said(bound(networks), token) == []


@pytest.mark.parametrize("token", TOKENS)
@pytest.mark.parametrize(
    "properties",
    [
        bound(["198.51.100.7", "64.0.0.0/7"]),
        bound(["::/0"]),
        bound(["somewhere"]),
        bound([]),
        bound([UNKNOWN]),
        bound(UNKNOWN),
        bound(None),
        {"condition": {"requestIp": UNKNOWN}},
        {"condition": UNKNOWN},
        {},
    ],
)
def test_a_token_that_works_from_anywhere_is_named(
    said: Callable[..., list[Verdict]], token: str, properties: Any
) -> None:
    (verdict,) = said(properties, token)
    assert not verdict.mandatory
    assert verdict.facts == "works from anywhere, or may"

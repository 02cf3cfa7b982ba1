"""What is configured is taken, refused or reported; a mandatory rule stays mandatory."""

import datetime
from typing import Any

import pytest

from policies.catalogue import Catalogue
from policies.configuration import ConfigurationError, configure
from tests.policies.inputs import TODAY

WAIVER = {
    "rule": "firewall-exposure",
    "resource": "x",
    "reason": "moves next week",
    "owner": "ops",
    "expires": "2026-12-01",
}
HTTPS = {"protocol": "tcp", "port": "443", "sources": ["anywhere"], "reason": "a public site"}
SSH = {"protocol": "tcp", "port": "22", "sources": ["198.51.100.7"], "reason": "just for a moment"}


def test_waivers_and_additions_that_hold_are_taken(catalogue: Catalogue) -> None:
    options: dict[str, Any] = {
        "waivers-hold": {"waivers": [WAIVER]},
        "allow-list-is-bounded": {"roles": {"web": [HTTPS, SSH]}},
    }
    settings = configure(catalogue, TODAY, {}, options)
    assert [waiver.expires for waiver in settings.waivers] == [datetime.date(2026, 12, 1)]
    assert [(role, allowance.port) for role, allowance in settings.additions] == [("web", "443")]
    assert [(role, allowance.port) for role, allowance, _ in settings.refused_additions] == [("web", "22")]


@pytest.mark.parametrize("rule", ["waivers-hold", "allow-list-is-bounded", "mandatory-stays-mandatory", "no-such-rule"])
def test_the_frame_itself_cannot_be_waived(catalogue: Catalogue, rule: str) -> None:
    settings = configure(catalogue, TODAY, {}, {"waivers-hold": {"waivers": [WAIVER | {"rule": rule}]}})
    assert settings.waivers == ()
    assert [why for _, why in settings.refused_waivers] == ["there is no such rule that could be waived"]


@pytest.mark.parametrize("level", ["advisory", "disabled"])
def test_a_weakened_rule_is_remembered(catalogue: Catalogue, level: str) -> None:
    assert configure(catalogue, TODAY, {"firewall-exposure": level}, {}).weakened == (("firewall-exposure", level),)


@pytest.mark.parametrize("level", ["mandatory", "remediate"])
def test_a_level_that_stops_a_deployment_weakens_nothing(catalogue: Catalogue, level: str) -> None:
    assert configure(catalogue, TODAY, {"firewall-exposure": level}, {}).weakened == ()


def test_what_the_engine_calls_all_is_no_rule_of_its_own(catalogue: Catalogue) -> None:
    levels = {"all": "disabled", "firewall-exposure": "disabled"}
    assert configure(catalogue, TODAY, levels, {"all": {}}).weakened == (("firewall-exposure", "disabled"),)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"all": {"waivers": []}}, "all: no such rule; there are"),
        ({"firewal-exposure": {}}, "firewal-exposure: no such rule; did you mean firewall-exposure?"),
        ({"waivers-hold": {"waiver": []}}, "waivers-hold.waiver: no such option; did you mean waivers?"),
        ({"firewall-exposure": {"ports": [22]}}, "firewall-exposure.ports: no such option; it has none, remove it"),
        (
            {"waivers-hold": {"waivers": [WAIVER | {"expires": "2026-02-30"}]}},
            "waivers-hold.waivers[0].expires: day is out of range for month; write YYYY-MM-DD",
        ),
    ],
)
def test_what_means_nothing_is_refused_with_the_place_and_the_remedy(
    catalogue: Catalogue, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConfigurationError) as error:
        configure(catalogue, TODAY, {}, options)
    assert str(error.value).startswith(message)

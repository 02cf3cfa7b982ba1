"""Additions within bounds are printed; others are violations."""

import dataclasses

from policies.allow_list import Allowance
from policies.catalogue import Catalogue
from policies.evaluation import judge_resource
from policies.hetzner.tokens import ROOT_STACK
from policies.settings import Settings
from tests.policies.inputs import Declare, Find

RULE = "allow-list-is-bounded"
SSH = Allowance("tcp", ("anywhere",), "just for a moment", "22")
WIREGUARD = Allowance("udp", ("anywhere",), "a second tunnel", "51821")


def test_what_no_configuration_may_add_is_named_with_the_reason(find: Find, settings: Settings) -> None:
    own = dataclasses.replace(settings, refused_additions=(("app", SSH, "SSH is never public"),))
    assert find(RULE, {}, own=own) == ["x: the configuration wants to allow tcp 22 for role 'app': SSH is never public"]


def test_what_was_added_is_printed_and_stops_nothing(
    catalogue: Catalogue, settings: Settings, declare: Declare
) -> None:
    own = dataclasses.replace(settings, additions=(("vpn", WIREGUARD),))
    (verdict,) = judge_resource([catalogue.by_id[RULE]], declare(ROOT_STACK, "x", {}), own)
    assert not verdict.mandatory
    assert verdict.message == (
        "x: role 'vpn' may also show udp 51821 from anywhere (0.0.0.0/0 and ::/0): a second tunnel"
    )

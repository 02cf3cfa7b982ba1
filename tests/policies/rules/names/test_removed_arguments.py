"""No argument that the vendor has removed."""

from typing import Any

import pytest

from policies.hetzner.tokens import PRIMARY_IP, SERVER
from policies.reading import UNKNOWN
from tests.policies.inputs import Find

RULE = "removed-arguments"


@pytest.mark.parametrize("token", [SERVER, PRIMARY_IP])
@pytest.mark.parametrize("datacenter", ["fsn1-dc14", UNKNOWN])
def test_a_datacenter_is_named(find: Find, token: str, datacenter: Any) -> None:
    assert find(RULE, {"datacenter": datacenter, "location": "fsn1"}, token) == ["x: names a datacenter"]


@pytest.mark.parametrize("token", [SERVER, PRIMARY_IP])
def test_a_location_passes(find: Find, token: str) -> None:
    assert find(RULE, {"location": "fsn1"}, token) == []

"""What is private, and that everything else is public."""

import pytest

from policies.host.reach import is_private, is_private_interface, is_public_interface, public_part
from policies.networks import EVERYWHERE, parse


@pytest.mark.parametrize(
    "text", ["10.0.0.1", "172.31.255.255", "192.168.0.0/24", "127.0.0.1", "fd00::1", "::1", "100.64.0.1"]
)
def test_private(text: str) -> None:
    assert is_private(text)


@pytest.mark.parametrize(
    "text", ["0.0.0.0/0", "::", "172.32.0.1", "198.51.100.7", "2001:db8::1", "10.0.0.0/7", "web-1", "", "*"]
)
def test_public(text: str) -> None:
    assert not is_private(text)


def test_the_rest_of_a_mixture_is_public() -> None:
    assert public_part((parse("10.0.0.0/8"), parse("198.51.100.7"))) == (parse("198.51.100.7"),)
    assert public_part(EVERYWHERE) != EVERYWHERE


@pytest.mark.parametrize("name", ["lo", "wg0", "wg-admin", "docker0", "br-1a2b", "enp7s0", "ens10", "tailscale0"])
def test_private_interfaces(name: str) -> None:
    assert is_private_interface(name)
    assert not is_public_interface(name)


@pytest.mark.parametrize("name", ["eth0", "enp1s0", "ens3", "bond0", "", "x"])
def test_every_other_interface_may_be_public(name: str) -> None:
    assert not is_private_interface(name)

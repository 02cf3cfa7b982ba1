"""People and keys of the tunnel change on running gateways, and nobody else notices."""

from collections.abc import Callable
from typing import Any

from tests.arqora_infra.booted.conftest import Booted
from tests.components.wireguard_gateway.conftest import public_key

Settings = dict[str, Any]
PEERS = ("wg", "show", "wg0", "peers")
SECRETS = "/run/arqora/secrets/wireguard"


def digests(booted: Booted) -> dict[str, str]:
    return {name: each["bundle"]["digest"] for name, each in booted.description["nodes"].items()}


def handshake(booted: Booted, interface: str) -> str:
    """Return when the operator and the gateway last agreed on keys, as the gateway has it."""
    operator = booted.description["tunnel"]["peers"]["operator"]["publicKey"]
    shown = dict(
        line.split() for line in booted.must("gateway-1", "wg", "show", interface, "latest-handshakes").splitlines()
    )
    return shown[operator]


def admit_grace(settings: Settings) -> None:
    settings["tunnel"]["peers"]["grace"] = {"number": 3, "public_key": public_key("grace"), "groups": ["admins"]}


def epochs(*numbers: int) -> Callable[[Settings], None]:
    def edit(settings: Settings) -> None:
        settings["tunnel"]["keys"]["gateway-1"] = list(numbers)
        ports = [{"kind": "wireguard-port", "port": 51820 + (number + 1) % 2} for number in numbers]
        settings["nodes"]["gateway-1"]["exposures"] = [*ports, {"kind": "ping"}]

    return edit


def test_an_administrator_is_added_and_removed_at_the_gateway_alone(booted: Booted) -> None:
    before = digests(booted)
    session = booted.must(
        "gateway-1", "systemctl", "show", "-P", "ActiveEnterTimestampMonotonic", "arqora-wireguard@wg0"
    )
    with booted.edited(admit_grace):
        booted.bring_up()
        assert public_key("grace") in booted.must("gateway-1", *PEERS)
        after = digests(booted)
        assert {name for name in before if before[name] != after[name]} == {"gateway-1"}
    assert public_key("grace") not in booted.must("gateway-1", *PEERS)
    assert digests(booted) == before
    again = booted.must("gateway-1", "systemctl", "show", "-P", "ActiveEnterTimestampMonotonic", "arqora-wireguard@wg0")
    assert again == session


def test_a_gateways_key_is_followed_without_a_moment_in_which_nobody_comes_in(booted: Booted) -> None:
    old = booted.must("gateway-1", "wg", "show", "wg0", "public-key")
    with booted.written(epochs(1, 2)):
        booted.bring_up()
        assert booted.must("gateway-1", "wg", "show", "wg0", "public-key") == old
        booted.bring_up()
        assert handshake(booted, "wg1") != "0"
    with booted.written(epochs(2)):
        booted.bring_up()
        assert booted.logs_in("data-1")
        assert booted.must("gateway-1", "wg", "show", "interfaces").split() == ["wg1"]
        assert booted.must("gateway-1", "ls", SECRETS).split() == ["wg1.conf"]
        assert booted.outside("gateway-1").findings == ()
    with booted.written(epochs(1, 2)):
        booted.bring_up()
        booted.bring_up()
    booted.bring_up()
    assert booted.must("gateway-1", "wg", "show", "interfaces").split() == ["wg0"]
    assert booted.must("gateway-1", "wg", "show", "wg0", "public-key") != old
    assert booted.logs_in("data-1")
    assert booted.drifted() == {}

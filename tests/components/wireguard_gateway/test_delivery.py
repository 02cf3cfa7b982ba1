"""What a gateway's host is given: at its first boot, and in its bundle."""

from collections.abc import Callable
from typing import Any

import pulumi

from components._base.bundle import join
from components._base.exposure import WireGuardPort
from components.wireguard_gateway import WireGuardGatewayArgs
from components.wireguard_gateway.component import first
from components.wireguard_gateway.delivery import boot, part
from components.wireguard_gateway.epochs import Epoch
from tests.components.wireguard_gateway.conftest import public_key, somebody

Gateway = Callable[..., WireGuardGatewayArgs]
ROTATING: dict[str, Any] = {"keys": (1, 2), "exposures": (WireGuardPort(), WireGuardPort(port=51821))}


def written(args: WireGuardGatewayArgs) -> dict[Epoch, pulumi.Output[str]]:
    return {epoch: pulumi.Output.from_input("[Interface]") for epoch in args.epochs}


def test_the_part_goes_into_a_bundle(gateway: Gateway) -> None:
    for args in (gateway(), gateway(**ROTATING)):
        assert join("gateway-1", [part(written(args))]).parts


def test_a_peers_coming_and_going_reloads_the_interface_and_restarts_nothing(gateway: Gateway) -> None:
    (interface, *_) = part(written(gateway())).units
    assert (interface.name, interface.change) == ("arqora-wireguard@wg0.service", "reload")
    assert interface.watches == ("/run/arqora/secrets/wireguard/wg0.conf",)


def test_an_interface_without_an_epoch_is_stopped(gateway: Gateway) -> None:
    after = gateway(keys=(2,), exposures=ROTATING["exposures"][1:])
    states = {unit.name: unit.state for unit in part(written(after)).units}
    assert states["arqora-wireguard@wg1.service"] == "running"
    assert states["arqora-wireguard@wg0.service"] == "stopped"
    states = {unit.name: unit.state for unit in part(written(gateway(**ROTATING))).units}
    assert "stopped" not in states.values()


def test_a_key_is_in_no_file_that_stays_on_the_disk(gateway: Gateway) -> None:
    delivered = part(written(gateway()))
    (moved,) = [each for each in delivered.files if each.path == "/etc/wireguard/wg0.conf"]
    assert moved.text == "# The configuration is a secret in memory: /run/arqora/secrets/wireguard/wg0.conf\n"
    assert moved.path in [each.path for each in boot(written(gateway())).secrets]


def test_the_first_boot_brings_every_epoch_up(gateway: Gateway) -> None:
    found = boot(written(gateway(**ROTATING)))
    assert found.units == ("arqora-wireguard@wg0.service", "arqora-wireguard@wg1.service")
    assert {each.path for each in found.files} >= {
        "/usr/local/sbin/arqora-wireguard",
        "/etc/systemd/system/arqora-wireguard@.service",
    }


def test_administrators_alone_come_in_before_there_is_a_bundle(gateway: Gateway) -> None:
    peers = {
        "ada": somebody("ada", 1, "observers", "admins", next_public_key=public_key("ada's next")),
        "observer": somebody("observer", 3, "observers"),
    }
    (seats,) = first(gateway(peers=peers)).values()
    assert [seat.label for seat in seats] == ["ada", "ada.next"]

"""People and keys come and go through the real engine, and no server is touched by it."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from operations.policy import configured
from sandbox import project
from tests.components.wireguard_gateway.conftest import public_key

if TYPE_CHECKING:
    from tests.conftest import Environment

Plain = dict[str, Any]


def changed(environment: "Environment", change: Callable[[Plain], None]) -> tuple[Plain, Plain, dict[str, int]]:
    """Change the settings and deploy. Returns the tunnel, its secrets, and how many resources changed in which way."""
    file = environment.target.folder / "Pulumi.sandbox.yaml"
    settings = project.read(file)
    change(settings["config"]["arqora-infra:environment"])
    project.dump(file, settings)
    planned = json.loads(environment.target.quietly("preview", "--json"))["changeSummary"]
    environment.target.quietly("up", "--yes", "--skip-preview", *configured.words("sandbox"))
    outputs = json.loads(environment.target.quietly("stack", "output", "--json", "--show-secrets"))
    counts = {each: count for each, count in planned.items() if each != "same"}
    return outputs["environment"]["tunnel"], outputs["tunnelSecrets"]["gateway-1"], counts


def nothing(settings: Plain) -> None:
    assert settings


def add_a_peer(settings: Plain) -> None:
    settings["tunnel"]["peers"]["grace"] = {"number": 3, "public_key": public_key("grace"), "groups": ["admins"]}


def give_the_peer_a_next_key(settings: Plain) -> None:
    settings["tunnel"]["peers"]["grace"]["next_public_key"] = public_key("grace's next")


def promote_it(settings: Plain) -> None:
    peer = settings["tunnel"]["peers"]["grace"]
    peer |= {"public_key": peer.pop("next_public_key"), "generation": 2}


def remove_the_peer(settings: Plain) -> None:
    del settings["tunnel"]["peers"]["grace"]


def open_a_second_epoch(settings: Plain) -> None:
    settings["tunnel"]["keys"]["gateway-1"] = [1, 2]
    settings["nodes"]["gateway-1"]["exposures"].append({"kind": "wireguard-port", "port": 51821})


def close_the_first(settings: Plain) -> None:
    settings["tunnel"]["keys"]["gateway-1"] = [2]
    del settings["nodes"]["gateway-1"]["exposures"][0]


def test_a_peer_and_its_keys_come_and_go_and_nobody_elses_change(empty: "Environment") -> None:
    before, first, _ = changed(empty, nothing)

    tunnel, secrets, counts = changed(empty, add_a_peer)
    assert (counts.get("create"), counts.get("delete"), counts.get("replace")) == (1, None, None)
    assert tunnel["peers"]["grace"]["addresses"] == ["10.99.20.6/32"]
    assert {name: tunnel["peers"][name] for name in before["peers"]} == before["peers"]
    assert {name: secrets["wg0"][name] for name in first["wg0"]} == first["wg0"]
    alone = secrets["wg0"]["grace"]

    tunnel, secrets, _ = changed(empty, give_the_peer_a_next_key)
    (interface,) = tunnel["gateways"]["gateway-1"]
    assert interface["addressOf"]["grace"] == "10.99.20.6/32"
    assert interface["addressOf"]["grace.next"] == "10.99.20.7/32"
    assert secrets["wg0"]["grace"] == alone
    following = secrets["wg0"]["grace.next"]

    tunnel, secrets, counts = changed(empty, promote_it)
    assert (counts.get("create"), counts.get("delete")) == (None, 1)
    assert tunnel["peers"]["grace"]["addresses"] == ["10.99.20.7/32"]
    assert "grace.next" not in tunnel["peers"]
    assert secrets["wg0"]["grace"] == following

    tunnel, secrets, _ = changed(empty, remove_the_peer)
    assert (tunnel, secrets) == (before, first)


def test_a_gateways_key_is_followed_by_another_that_shares_nothing_with_it(empty: "Environment") -> None:
    before, first, _ = changed(empty, nothing)
    (old,) = before["gateways"]["gateway-1"]

    tunnel, secrets, counts = changed(empty, open_a_second_epoch)
    assert counts.get("replace") is None
    assert tunnel["gateways"]["gateway-1"][0] == old
    assert secrets["wg0"] == first["wg0"]
    new = tunnel["gateways"]["gateway-1"][1]
    assert (new["interface"], new["port"]) == ("wg1", 51821)
    assert new["publicKey"] != old["publicKey"]
    assert not set(new["addressOf"].values()) & set(old["addressOf"].values())
    assert not set(secrets["wg1"].values()) & set(secrets["wg0"].values())
    assert tunnel["peers"]["operator"]["addresses"] == ["10.99.20.2/32", "10.99.20.34/32"]

    tunnel, after, counts = changed(empty, close_the_first)
    assert (counts.get("create"), counts.get("delete"), counts.get("replace")) == (None, 1, None)
    assert tunnel["gateways"]["gateway-1"] == [new]
    assert after == {"wg1": secrets["wg1"]}

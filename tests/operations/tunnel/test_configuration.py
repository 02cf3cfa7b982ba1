"""Configurations are pure functions of what the environment says."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from operations.errors import OperationError
from operations.tunnel import configuration, facts, naming
from operations.tunnel.facts import Tunnel

ADA, GRACE, FIRST, SECOND, THIRD, SHARED = (f"{letter * 42}A=" for letter in "aghijk")
KEY_FILE = Path("/etc/wireguard/arqora.key")
DESCRIBED: dict[str, Any] = {
    "peers": {
        "ada": {"addresses": [], "groups": ["admins"], "publicKey": ADA},
        "ada.next": {"addresses": [], "groups": ["admins"], "publicKey": GRACE},
    },
    "gateways": {
        "gateway-2": [
            {
                "interface": "wg0",
                "port": 51820,
                "publicKey": THIRD,
                "endpoints": ["203.0.113.2"],
                "routes": ["10.20.0.0/16", "10.99.20.65/32"],
                "addressOf": {"ada": "10.99.20.66/32"},
            }
        ],
        "gateway-1": [
            {
                "interface": "wg0",
                "port": 51820,
                "publicKey": FIRST,
                "endpoints": ["2001:db8:0:1::1", "203.0.113.1"],
                "routes": ["10.20.0.0/16", "10.99.20.1/32"],
                "addressOf": {"ada": "10.99.20.2/32", "ada.next": "10.99.20.3/32"},
            },
            {
                "interface": "wg1",
                "port": 51821,
                "publicKey": SECOND,
                "endpoints": ["2001:db8:0:1::1", "203.0.113.1"],
                "routes": ["10.20.0.0/16", "10.99.20.33/32"],
                "addressOf": {"ada": "10.99.20.34/32", "ada.next": "10.99.20.35/32"},
            },
        ],
    },
}
SECRETS = {
    "gateway-1": {"wg0": {"ada": SHARED, "ada.next": SHARED}, "wg1": {"ada": SHARED, "ada.next": SHARED}},
    "gateway-2": {"wg0": {"ada": SHARED}},
}


def tunnel(environment: str = "prod", **changes: Any) -> Tunnel:
    return facts.from_description(environment, deepcopy(DESCRIBED) | changes, SECRETS)


def test_the_file_for_wg_quick_is_as_it_was(golden: Callable[[str, str], None]) -> None:
    described = tunnel()
    for link in configuration.links(described, described.peer("ada")):
        golden(f"{link.name}.conf", configuration.for_wg_quick(link, KEY_FILE))


def test_the_file_for_applications_is_as_it_was(golden: Callable[[str, str], None]) -> None:
    described = tunnel()
    link, *_ = configuration.links(described, described.peer("ada"), "ipv6", "gateway-1")
    golden("application.conf", configuration.for_application(link, "PRIVATE"))


def test_gateways_come_in_their_order_and_the_newer_key_of_each_first() -> None:
    described = tunnel()
    found = [(each.name, each.metric) for each in configuration.links(described, described.peer("ada"))]
    assert found == [("arq-prod-1b", 100), ("arq-prod-1a", 101), ("arq-prod-2a", 102)]


def test_a_peers_next_key_has_links_of_its_own_where_it_is_admitted() -> None:
    described = tunnel()
    found = [each.address for each in configuration.links(described, described.peer("ada.next"))]
    assert found == ["10.99.20.35/32", "10.99.20.3/32"]


def test_ipv4_is_dialled_where_both_are_there() -> None:
    described = tunnel()
    link, *_ = configuration.links(described, described.peer("ada"))
    assert link.dialled == "203.0.113.1:51821"


def test_a_family_that_a_gateway_has_not_got_is_refused() -> None:
    described = tunnel()
    with pytest.raises(OperationError, match="gateway-2: it has no public address of the family ipv6"):
        configuration.links(described, described.peer("ada"), "ipv6")


def test_without_its_pre_shared_key_a_peer_gets_no_configuration() -> None:
    described = facts.from_description("prod", DESCRIBED, {})
    with pytest.raises(OperationError, match="there is no pre-shared key for ada"):
        configuration.links(described, described.peer("ada"))


def test_two_gateways_of_one_number_are_refused() -> None:
    gateways = DESCRIBED["gateways"] | {"entrance-1": DESCRIBED["gateways"]["gateway-2"]}
    described = facts.from_description(
        "prod", DESCRIBED | {"gateways": gateways}, SECRETS | {"entrance-1": SECRETS["gateway-2"]}
    )
    with pytest.raises(OperationError, match="two of its gateways have one number"):
        configuration.links(described, described.peer("ada"))


@pytest.mark.parametrize("path", ["key", "/etc/a#b", "/etc/%i", "/etc/a\nPostUp = rm"])
def test_a_path_that_wg_quick_would_misread_is_refused(path: str) -> None:
    described = tunnel()
    link, *_ = configuration.links(described, described.peer("ada"))
    with pytest.raises(OperationError, match="name another file"):
        configuration.for_wg_quick(link, Path(path))


def test_a_path_with_a_blank_is_one_word_of_the_command() -> None:
    described = tunnel()
    link, *_ = configuration.links(described, described.peer("ada"))
    assert "private-key '/home/ada l/key'" in configuration.for_wg_quick(link, Path("/home/ada l/key"))


@pytest.mark.parametrize("environment", ["sandbox", "prod", "staging", "a-very-long-environment"])
def test_names_fit_into_the_kernels_and_tell_environments_apart(environment: str) -> None:
    described = tunnel(environment)
    names = {each.name for each in configuration.links(described, described.peer("ada"))}
    assert len(names) == 3
    assert all(len(name) <= naming.LONGEST for name in names)
    assert naming.prefix(environment) != naming.prefix(f"{environment}-other")


def test_the_sandboxs_interface_is_called_after_it() -> None:
    described = tunnel("sandbox")
    assert configuration.links(described, described.peer("ada"))[1].name == "arq-sandbox-1a"


def test_no_secret_is_in_what_errors_and_logs_would_show() -> None:
    described = tunnel()
    shown = repr(described) + repr(configuration.links(described, described.peer("ada")))
    assert SHARED not in shown


def test_a_key_that_is_none_is_named_and_not_repeated() -> None:
    wrong = {"gateway-1": {"wg0": {"ada": "hunter2", "ada.next": SHARED}}}
    with pytest.raises(OperationError, match=r"gateways\.gateway-1\.wg0, pre-shared key of ada: is no") as refused:
        facts.from_description("prod", DESCRIBED, wrong)
    assert "hunter2" not in str(refused.value)

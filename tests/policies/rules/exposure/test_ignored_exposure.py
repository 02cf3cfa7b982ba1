"""Changes of what decides about exposure are never ignored."""

from collections.abc import Callable

import pytest

from policies.catalogue import Catalogue
from policies.cloudflare import tokens as edge
from policies.evaluation import judge_resource
from policies.hetzner.tokens import (
    FIREWALL,
    FIREWALL_ATTACHMENT,
    LOAD_BALANCER_NETWORK,
    LOAD_BALANCER_SERVICE,
    NETWORK,
    PRIMARY_IP,
    SERVER,
    STORAGE_BOX,
)
from policies.resource import Options
from policies.rules.exposure.ignored_exposure import DECIDING
from policies.settings import Settings
from tests.policies.conftest import texts
from tests.policies.inputs import Declare

Ignoring = Callable[..., list[str]]


@pytest.fixture
def ignoring(catalogue: Catalogue, settings: Settings, declare: Declare) -> Ignoring:
    def found(token: str, *paths: str) -> list[str]:
        resource = declare(token, "x", {})
        resource.options = Options(ignore_changes=paths)
        return texts(judge_resource([catalogue.by_id["ignored-exposure"]], resource, settings))

    return found


@pytest.mark.parametrize(
    ("token", "path"),
    [
        (FIREWALL, "description"),
        (FIREWALL, "labels.team"),
        (SERVER, "userData"),
        (SERVER, "image"),
        (SERVER, "sshKeys"),
        (SERVER, 'labels["team"]'),
        (PRIMARY_IP, "name"),
        (edge.DNS_RECORD[0], "comment"),
    ],
)
def test_what_opens_nothing_may_be_ignored(ignoring: Ignoring, token: str, path: str) -> None:
    assert ignoring(token, path) == []


@pytest.mark.parametrize(
    ("token", "path"),
    [
        (FIREWALL, "rules"),
        (FIREWALL, "rules[0].port"),
        (FIREWALL, "rules[*]"),
        (FIREWALL, '["rules"]'),
        (FIREWALL, "apply_tos"),
        (FIREWALL, "labels"),
        (FIREWALL, "labels.*"),
        (FIREWALL_ATTACHMENT, "serverIds"),
        (SERVER, "firewallIds"),
        (SERVER, "firewall_ids"),
        (SERVER, "publicNets[0].ipv6Enabled"),
        (SERVER, "networks"),
        (SERVER, 'labels["arqora.dev/role"]'),
        (LOAD_BALANCER_SERVICE, "destinationPort"),
        (LOAD_BALANCER_NETWORK, "enablePublicInterface"),
        (NETWORK, "exposeRoutesToVswitch"),
        (PRIMARY_IP, "assigneeId"),
        (STORAGE_BOX, "accessSettings.reachableExternally"),
        (edge.TUNNEL_CONFIG[0], "config.ingresses[0].service"),
        (edge.SPECTRUM[0], "originDirects"),
        (edge.ACCESS_POLICY[-1], "includes"),
        (edge.DNS_RECORD[-1], "proxied"),
    ],
)
def test_what_decides_about_exposure_may_not(ignoring: Ignoring, token: str, path: str) -> None:
    assert ignoring(token, path) == [f"x: ignores changes of {path}"]


def test_all_that_rules_on_exposure_look_at_is_known() -> None:
    names = {token.rpartition(":")[2]: " ".join(sorted(keys)) for token, keys in DECIDING.items() if "hcloud" in token}
    assert names == {
        "Firewall": "applyTos labels rules",
        "FirewallAttachment": "firewallId labelSelectors serverIds",
        "FloatingIp": "serverId",
        "FloatingIpAssignment": "floatingIpId serverId",
        "LoadBalancer": "labels targets",
        "LoadBalancerNetwork": "enablePublicInterface",
        "LoadBalancerService": "destinationPort http listenPort protocol",
        "LoadBalancerTarget": "ip labelSelector serverId type",
        "Network": "exposeRoutesToVswitch",
        "NetworkRoute": "destination gateway networkId",
        "NetworkSubnet": "type vswitchId",
        "PrimaryIp": "assigneeId",
        "Server": "firewallIds ignoreRemoteFirewallIds iso labels networks publicNets rescue",
        "ServerNetwork": "networkId serverId subnetId",
        "StorageBox": "accessSettings",
        "StorageBoxSubaccount": "accessSettings",
    }


@pytest.mark.parametrize("token", DECIDING)
def test_everything_may_not(ignoring: Ignoring, token: str) -> None:
    assert ignoring(token, "*") == ["x: ignores all changes (*)"]
    assert len(ignoring(token, "name", *sorted(DECIDING[token]))) == len(DECIDING[token])

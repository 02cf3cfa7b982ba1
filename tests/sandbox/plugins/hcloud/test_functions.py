"""The plugin's functions find what the project has and what the vendor sells."""

from typing import Any

import grpc
import hcloud
import pytest

from sandbox.plugins.framework.values import plain_map
from tests.sandbox.plugins.hcloud.conftest import Vendor
from tests.sandbox.plugins.hcloud.lives import KEY, RULE

LABELS = {"role": "app"}
MADE: dict[str, dict[str, Any]] = {
    "Firewall": {"name": "one", "rules": [RULE], "labels": LABELS},
    "FloatingIp": {"name": "one", "type": "ipv4", "homeLocation": "fsn1", "labels": LABELS},
    "LoadBalancer": {"name": "one", "loadBalancerType": "lb11", "location": "fsn1", "labels": LABELS},
    "Network": {"name": "one", "ipRange": "10.0.0.0/16", "labels": LABELS},
    "PlacementGroup": {"name": "one", "type": "spread", "labels": LABELS},
    "PrimaryIp": {"name": "one", "type": "ipv4", "location": "fsn1", "labels": LABELS},
    "Server": {"name": "one", "serverType": "cx23", "image": "debian-12", "location": "fsn1", "labels": LABELS},
    "SshKey": {"name": "one", "publicKey": KEY, "labels": LABELS},
    "Volume": {"name": "one", "size": 10, "location": "fsn1", "labels": LABELS},
    "Zone": {"name": "arqora.dev", "mode": "primary", "labels": LABELS},
}


def ask(vendor: Vendor, function: str, **arguments: Any) -> dict[str, Any]:
    return plain_map(vendor.plugin.invoke(f"hcloud:index/{function}:{function}", arguments))


@pytest.mark.parametrize("kind", MADE)
def test_something_is_found_by_name_id_and_labels(vendor: Vendor, kind: str) -> None:
    resource_id, outputs = vendor.make(kind, MADE[kind])
    for arguments in ({"name": outputs["name"]}, {"id": int(resource_id)}, {"withSelector": "role=app"}):
        found = ask(vendor, f"get{kind}", **arguments)
        assert (str(found["id"]), found["name"], found["labels"]) == (resource_id, outputs["name"], LABELS)
    listed = ask(vendor, f"get{kind}s", withSelector="role=app")
    (each,) = listed[f"{kind[0].lower()}{kind[1:]}s"]
    assert (str(each["id"]), each["name"]) == (resource_id, outputs["name"])
    assert ask(vendor, f"get{kind}s", withSelector="role=db")[f"{kind[0].lower()}{kind[1:]}s"] == []
    with pytest.raises(grpc.RpcError, match=r"0 .*fit"):
        ask(vendor, f"get{kind}", name="nobody")


@pytest.mark.parametrize(
    ("function", "arguments", "facts"),
    [
        ("getLocation", {"name": "fsn1"}, {"networkZone": "eu-central", "country": "DE"}),
        ("getServerType", {"name": "cx23"}, {"cores": 2, "architecture": "x86", "isDeprecated": False}),
        ("getLoadBalancerType", {"name": "lb11"}, {"maxTargets": 25}),
        ("getImage", {"name": "debian-12", "withArchitecture": "arm"}, {"osFlavor": "debian", "type": "system"}),
    ],
)
def test_what_is_sold_is_described(
    vendor: Vendor, function: str, arguments: dict[str, Any], facts: dict[str, Any]
) -> None:
    found = ask(vendor, function, **arguments)
    assert facts.items() <= found.items()
    assert found["name"] in ask(vendor, f"{function}s")["names"]


def test_the_newest_of_several_is_taken_only_if_asked_for(vendor: Vendor) -> None:
    others = hcloud.Client(vendor.emulator.token, api_endpoint=vendor.emulator.endpoint)
    for name in ("one", "two"):
        others.networks.create(name, "10.0.0.0/16", labels=LABELS)
    with pytest.raises(grpc.RpcError, match="2 fit"):
        ask(vendor, "getNetwork", withSelector="role=app")
    assert ask(vendor, "getNetwork", withSelector="role=app", mostRecent=True)["name"] == "two"


def test_an_unknown_function_or_argument_is_refused_by_name(vendor: Vendor) -> None:
    with pytest.raises(grpc.RpcError, match="getStorageBoxTypes: the sandbox's hcloud plugin has no such function"):
        ask(vendor, "getStorageBoxTypes")
    with pytest.raises(grpc.RpcError, match="getNetwork: the sandbox's plugin does not look by ipRange"):
        ask(vendor, "getNetwork", ipRange="10.0.0.0/16")

"""The properties of a `Server`."""

import base64
import hashlib

from sandbox.plugins.framework.schema.declare import boolean, integer, list_of, nested, set_of, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.rules import labels, not_empty


def user_data_hash(user_data: object) -> str:
    """Return what the state keeps of user data: base64 of its SHA-1."""
    return base64.b64encode(hashlib.sha1(str(user_data).encode(), usedforsecurity=False).digest()).decode()


def _networks_named(inputs: Properties) -> list[tuple[str, str]]:
    return [
        (f"networks[{index}]", "neither networkId nor subnetId; set exactly one")
        for index, network in enumerate(inputs.get("networks") or [])
        if isinstance(network, dict) and (network.get("networkId") is None) == (network.get("subnetId") is None)
    ]


NETWORK = nested(
    {
        "networkId": integer(computed=True),
        "subnetId": string(computed=True),
        "ip": string(computed=True),
        "aliasIps": set_of(string(), computed=True),
        "macAddress": string(computed=True),
    }
)
PUBLIC_NET = nested(
    {
        "ipv4Enabled": boolean(default=True),
        "ipv4": integer(computed=True),
        "ipv6Enabled": boolean(default=True),
        "ipv6": integer(computed=True),
    }
)
SERVER = Schema(
    type="hcloud:index/server:Server",
    generation=Generation.SDK,
    properties={
        "name": string(required=True),
        "serverType": string(required=True),
        "image": string(replaces=True, rules=(not_empty,)),
        "location": string(computed=True, replaces=True),
        "datacenter": string(computed=True, replaces=True),
        "userData": string(replaces=True, stores=user_data_hash),
        "sshKeys": list_of(string(rules=(not_empty,)), replaces=True),
        "keepDisk": boolean(default=False),
        "allowDeprecatedImages": boolean(),
        "backups": boolean(default=False),
        "backupWindow": string(computed=True, output=True),
        "ipv4Address": string(computed=True, output=True),
        "ipv6Address": string(computed=True, output=True),
        "ipv6Network": string(computed=True, output=True),
        "status": string(computed=True, output=True),
        "primaryDiskSize": integer(computed=True, output=True),
        "iso": string(),
        "rescue": string(),
        "labels": labels(),
        "publicNets": set_of(PUBLIC_NET, block=True, absent_ignored=True),
        "networks": set_of(NETWORK, block=True, absent_ignored=True),
        "ignoreRemoteFirewallIds": boolean(default=False),
        "firewallIds": set_of(integer(), computed=True),
        "placementGroupId": integer(),
        "deleteProtection": boolean(default=False),
        "rebuildProtection": boolean(default=False),
        "shutdownBeforeDeletion": boolean(default=False),
    },
    checks=(_networks_named,),
)

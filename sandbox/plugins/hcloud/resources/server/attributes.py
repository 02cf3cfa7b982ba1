"""The vendor's document of a server as properties."""

from typing import Any

from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Document


def attributes(document: Document, state: Properties) -> Document:
    """Return the properties.

    Args:
        document: the vendor's.
        state: what the engine knows: the vendor does not tell of everything how it was asked for.

    """
    public, found = document["public_net"], {}
    found = {
        "name": document["name"],
        "serverType": document["server_type"]["name"],
        "image": _image(document["image"], state.get("image")),
        "location": document["location"]["name"],
        "datacenter": (document.get("datacenter") or {}).get("name"),
        "backups": document["backup_window"] is not None,
        "backupWindow": document["backup_window"] or "",
        "ipv4Address": (public["ipv4"] or {}).get("ip") or "",
        "ipv6Address": _first(public["ipv6"]),
        "ipv6Network": (public["ipv6"] or {}).get("ip") or "",
        "status": document["status"],
        "primaryDiskSize": document["primary_disk_size"],
        "labels": document["labels"],
        "publicNets": [_public_net(each, public) for each in (state.get("publicNets") or [])[:1]],
        "networks": _networks(document["private_net"], state.get("networks") or []),
        "placementGroupId": (document["placement_group"] or {}).get("id"),
        "deleteProtection": document["protection"]["delete"],
        "rebuildProtection": document["protection"]["rebuild"],
    }
    if not state.get("ignoreRemoteFirewallIds"):
        found["firewallIds"] = sorted(each["id"] for each in public["firewalls"])
    return found


def _image(image: Document | None, wanted: Any) -> str | None:  # noqa: ANN401 -- as in the state
    if image is None:
        return wanted if isinstance(wanted, str) else None
    by_id = str(image["id"])
    return by_id if wanted == by_id or not image["name"] else str(image["name"])


def _first(ipv6: Document | None) -> str:
    """Return the first address of the server's network, which is the one that its image uses."""
    return f"{ipv6['ip'].partition('/')[0]}1" if ipv6 and ipv6["ip"] else ""


def _public_net(wanted: Document, public: Document) -> Document:
    found: Document = {}
    for family in ("ipv4", "ipv6"):
        there = public[family]
        found[f"{family}Enabled"] = there is not None if there or not wanted.get(family) else False
        found[family] = there["id"] if there else 0
    return found


def _networks(private: list[Document], wanted: list[Document]) -> list[Document]:
    """Return the attachments that the program speaks of: others may belong to a `ServerNetwork`."""
    by_network = {each["network"]: each for each in private}
    return [
        {
            "networkId": of_network(each),
            "subnetId": each.get("subnetId") or "",
            "ip": by_network[of_network(each)]["ip"],
            "aliasIps": sorted(by_network[of_network(each)]["alias_ips"]),
            "macAddress": by_network[of_network(each)]["mac_address"],
        }
        for each in wanted
        if of_network(each) in by_network
    ]


def of_network(wanted: Document) -> int:
    """Return the id of the network that an attachment names, by itself or by a subnet."""
    if wanted.get("networkId"):
        return int(wanted["networkId"])
    return int(str(wanted["subnetId"]).partition("-")[0])

"""Private networks of a server."""

from sandbox.plugins.hcloud.api import PASSING, Api, Document
from sandbox.plugins.hcloud.resources.server.attributes import of_network

ATTACHED = frozenset({"server_already_attached"})
RETRIED = PASSING | {"no_subnet_available"}


def attach(api: Api, server: str, wanted: Document) -> None:
    """Put a server into a network.

    Args:
        api: the vendor's.
        server: its id.
        wanted: networkId or subnetId, ip and aliasIps.

    """
    body = {
        "network": of_network(wanted),
        "ip": wanted.get("ip") or None,
        "alias_ips": list(wanted.get("aliasIps") or []) or None,
        "ip_range": str(wanted["subnetId"]).partition("-")[2] if wanted.get("subnetId") else None,
    }
    api.act(f"/servers/{server}/actions/attach_to_network", body, settled=ATTACHED, retried=RETRIED)


def detach(api: Api, server: str, network: int) -> None:
    """Take a server out of a network."""
    gone = frozenset({"not_found", "server_not_attached_to_network", "server_not_attached"})
    api.act(f"/servers/{server}/actions/detach_from_network", {"network": network}, settled=gone)


def change_aliases(api: Api, server: str, network: int, aliases: list[str]) -> None:
    """Give a server other alias addresses in a network."""
    api.act(f"/servers/{server}/actions/change_alias_ips", {"network": network, "alias_ips": aliases})


def rearrange(api: Api, server: str, old: list[Document], new: list[Document]) -> None:
    """Leave, join and change networks until a server is where it should be."""
    before = {of_network(each): each for each in old}
    after = {of_network(each): each for each in new}
    for network, each in before.items():
        if network not in after or _moved(each, after[network]):
            detach(api, server, network)
    for network, each in after.items():
        there = before.get(network)
        if there is None or _moved(there, each):
            attach(api, server, each)
        elif each.get("aliasIps") is not None and sorted(each["aliasIps"]) != sorted(there.get("aliasIps") or []):
            change_aliases(api, server, network, list(each["aliasIps"]))


def _moved(old: Document, new: Document) -> bool:
    return bool(new.get("ip")) and new["ip"] != old.get("ip")

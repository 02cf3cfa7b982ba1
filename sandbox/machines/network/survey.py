"""What the kernel says a router has: asked only after it refused something, since asking takes longer than wiring."""

import json
from dataclasses import replace
from ipaddress import ip_interface, ip_network
from typing import Any

from sandbox.machines.namespace import Namespace
from sandbox.machines.network.wiring import Wiring

EVERYWHERE = {"-4": "0.0.0.0/0", "-6": "::/0"}


def survey(namespace: Namespace, wanted: Wiring) -> Wiring:
    """Return the part of a wiring that is really there.

    Args:
        namespace: the router's.
        wanted: what was tried.

    """
    names = {each["ifname"] for each in _asked(namespace, "link", "show")}
    routes: dict[str, str | None] = {}
    for family, everywhere in EVERYWHERE.items():
        for each in _asked(namespace, family, "route", "show"):
            destination = str(ip_network(everywhere if each["dst"] == "default" else each["dst"]))
            routes[destination] = None if each.get("type") == "unreachable" else each["dev"]
    (loopback,) = _asked(namespace, "address", "show", "dev", "lo")
    own = {str(ip_interface(f"{each['local']}/{each['prefixlen']}")) for each in loopback["addr_info"]}
    return replace(
        wanted,
        links={name: link for name, link in wanted.links.items() if name in names},
        routes={to: link for to, link in wanted.routes.items() if to in routes and routes[to] == link},
        addresses=wanted.addresses & own,
    )


def _asked(namespace: Namespace, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(namespace.run(["ip", "-json", *words]))
    return found

"""Pictures for tests: servers and networks that are fine, with one thing changed."""

from typing import Any

from sandbox.machines.picture import Network, Nic, Rule, Server, Size

NETWORK = Network(7, "10.20.0.0/16", ("10.20.0.0/24", "10.20.2.0/24", "10.20.3.0/24"), ())
EVERYWHERE = ("0.0.0.0/0", "::/0")


def server(number: int, **changes: Any) -> Server:
    """Return server N: 203.0.113.N, 2001:db8:0:N::/64, no private network."""
    fine: dict[str, Any] = {
        "id": number,
        "name": f"srv-{number}",
        "on": True,
        "image": "debian-12",
        "size": Size(2, 4, 40),
        "location": "fsn1",
        "user_data": None,
        "ssh_keys": (),
        "rescue": False,
        "rescue_keys": (),
        "rescue_password": "",
        "ipv4": f"203.0.113.{number}",
        "ipv6": f"2001:db8:0:{number}::/64",
        "floating": (),
        "firewalls": (),
        "nics": (),
        "volumes": (),
    }
    return Server(**(fine | changes))


def nic(number: int, network: int = NETWORK.id, aliases: tuple[str, ...] = (), address: str = "") -> Nic:
    """Return the interface of server N: 10.20.0.N of network 7."""
    mac = f"86:00:00:00:{network:02x}:{number:02x}"
    return Nic(network, address or f"10.20.0.{number}", aliases, mac)


def allow(
    protocol: Any, port: str | None = None, networks: tuple[str, ...] = EVERYWHERE, direction: Any = "in"
) -> Rule:
    """Return a rule."""
    return Rule(direction, protocol, port, networks)

"""Address arithmetic of networks and their subnets: plain values in and out."""

from collections.abc import Iterable, Iterator
from ipaddress import AddressValueError, IPv4Address, IPv4Network, NetmaskValueError

from sandbox.hetzner.errors import ApiError, invalid
from sandbox.hetzner.references import Document

PRIVATE = tuple(IPv4Network(text) for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))
"""RFC 1918: the only ranges a network may have."""

PUBLIC_GATEWAY = IPv4Address("172.31.1.1")
"""Reserved: the gateway of public interfaces."""

LONGEST_NETWORK = 24
LONGEST_SUBNET = 30
"""Prefix lengths (API reference, create a network and add a subnet)."""


def network(text: str, field: str = "ip_range") -> IPv4Network:
    """Read an IPv4 range.

    Raises:
        ApiError: `invalid_input`.

    """
    try:
        return IPv4Network(text)
    except (AddressValueError, NetmaskValueError, ValueError):
        raise invalid(field, f"'{text}' is not a valid IPv4 network range") from None


def address(text: str, field: str = "ip") -> IPv4Address:
    """Read an IPv4 address.

    Raises:
        ApiError: `invalid_input`.

    """
    try:
        return IPv4Address(text)
    except AddressValueError:
        raise invalid(field, f"'{text}' is not a valid IPv4 address") from None


def whole_range(text: str) -> IPv4Network:
    """Read the range of a whole network: private, and at least a /24.

    Raises:
        ApiError: `invalid_input`.

    """
    wanted = network(text)
    if not any(wanted.subnet_of(private) for private in PRIVATE):
        raise invalid("ip_range", f"'{text}' is not within a private range of RFC 1918")
    if wanted.prefixlen > LONGEST_NETWORK:
        raise invalid("ip_range", f"'{text}' is smaller than /{LONGEST_NETWORK}")
    return wanted


def gateway(ip_range: str) -> IPv4Address:
    """Return the gateway of a network: the first address of its range."""
    return IPv4Network(ip_range).network_address + 1


def subnet_range(ip_range: str, taken: Iterable[str], wanted: str | None) -> str:
    """Return the range of a subnet that shall be added: the wanted one, or the first free /24.

    Raises:
        ApiError: `invalid_input` or `no_subnet_available`.

    """
    whole = IPv4Network(ip_range)
    others = [IPv4Network(text) for text in taken]
    if wanted is None:
        prefix = max(LONGEST_NETWORK, whole.prefixlen)
        free = (each for each in whole.subnets(new_prefix=prefix) if not any(each.overlaps(other) for other in others))
        chosen = next(free, None)
        if chosen is None:
            raise ApiError("no_subnet_available", f"no free /{prefix} is left in {ip_range}")
        return str(chosen)
    subnet = network(wanted)
    if not subnet.subnet_of(whole):
        raise invalid("ip_range", f"'{wanted}' is not within the network's range {ip_range}")
    if subnet.prefixlen > LONGEST_SUBNET:
        raise invalid("ip_range", f"'{wanted}' is smaller than /{LONGEST_SUBNET}")
    overlapped = next((other for other in others if subnet.overlaps(other)), None)
    if overlapped:
        raise invalid("ip_range", f"'{wanted}' overlaps with subnet {overlapped}")
    return str(subnet)


def require_route(document: Document, destination: str, via: str) -> None:
    """Refuse a route that a network cannot have.

    Raises:
        ApiError: `invalid_input`.

    """
    wanted, hop = network(destination, "destination"), address(via, "gateway")
    if hop not in IPv4Network(document["ip_range"]):
        raise invalid("gateway", f"'{via}' is not within the network's range {document['ip_range']}")
    if hop in {gateway(document["ip_range"]), PUBLIC_GATEWAY}:
        raise invalid("gateway", f"'{via}' is reserved")
    for route in document["routes"]:
        if IPv4Network(route["destination"]) == wanted:
            raise invalid("destination", f"'{destination}' overlaps with the route to {route['destination']}")
    if any(wanted.subnet_of(IPv4Network(subnet["ip_range"])) for subnet in document["subnets"]):
        raise invalid("destination", f"'{destination}' overlaps with a subnet")


def usable(document: Document, subnet: Document) -> Iterator[IPv4Address]:
    """Yield the addresses of a subnet that members may have, lowest first."""
    reserved = {gateway(document["ip_range"]), PUBLIC_GATEWAY}
    for each in IPv4Network(subnet["ip_range"]).hosts():
        if each not in reserved:
            yield each

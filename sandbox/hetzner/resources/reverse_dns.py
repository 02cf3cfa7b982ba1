"""Reverse DNS entries of addresses."""

from ipaddress import AddressValueError, IPv6Address, IPv6Network, NetmaskValueError, ip_address

from sandbox.hetzner.addresses import default_pointer
from sandbox.hetzner.bodies import HOSTNAME, Pointer
from sandbox.hetzner.errors import ApiError, invalid
from sandbox.hetzner.references import Document


def covers(address: str, wanted: str) -> bool:
    """Tell whether an address or /64 is, or contains, a wanted address."""
    if "/" not in address:
        return ip_address(address) == ip_address(wanted)
    try:
        return IPv6Address(wanted) in IPv6Network(address)
    except (AddressValueError, NetmaskValueError):
        return False


def require_sound(body: Pointer) -> None:
    """Refuse what is not an address or not a host name.

    Raises:
        ApiError: `invalid_input`.

    """
    try:
        ip_address(body.ip)
    except ValueError:
        raise invalid("ip", f"'{body.ip}' is not an IP address") from None
    if body.dns_ptr is not None and not HOSTNAME.fullmatch(body.dns_ptr.removesuffix(".")):
        raise invalid("dns_ptr", f"'{body.dns_ptr}' is not a valid hostname")


def default_entries(address: str) -> list[Document]:
    """Return the entries an address has until somebody sets one: IPv4 has one, IPv6 none."""
    return [] if ":" in address else [{"ip": address, "dns_ptr": default_pointer(address)}]


def changed(entries: list[Document], address: str, body: Pointer) -> list[Document]:
    """Return the entries of an address with one set or, without a name, reset.

    Raises:
        ApiError: `not_found`, the address is another one.

    """
    require_sound(body)
    if not covers(address, body.ip):
        raise ApiError("not_found", f"IP '{body.ip}' not found")
    kept = [entry for entry in entries if ip_address(entry["ip"]) != ip_address(body.ip)]
    name = body.dns_ptr
    if name is None:
        return kept + (default_entries(address) if not kept and ":" not in address else [])
    return [*kept, {"ip": body.ip, "dns_ptr": name}]

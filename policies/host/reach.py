"""Which addresses and interfaces are private, and which one counts as public: everything else."""

import re
from functools import lru_cache

from ..networks import Block, NetworkError, parse, subtract

PRIVATE = tuple(
    parse(network)
    for network in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "fc00::/7",
        "fe80::/10",
        "::1/128",
    )
)
"""RFC 1918, 6598, 1122, 3927, 4193 and 4291: nobody on the internet has them."""

_PRIVATE_INTERFACES = re.compile(
    r"(?:lo|wg|docker|br-|veth|virbr|tailscale|tun|tap|enp[7-9]s|enp[1-9][0-9]s|ens1[0-9]$)"
)
"""The private interfaces of the vendor's types, tunnels, and what containers have. Source: reference, 2.2."""
_PUBLIC_INTERFACES = re.compile(r"(?:eth0|ens3|enp1s0|wan)")


def is_private(address: str) -> bool:
    """Tell whether an address or network is private as a whole; what cannot be read is not."""
    try:
        return not subtract([parse(address)], PRIVATE)
    except NetworkError:
        return False


@lru_cache(maxsize=512)
def public_part(sources: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the addresses that somebody on the internet may have."""
    return tuple(subtract(sources, PRIVATE))


def is_private_interface(name: str) -> bool:
    """Tell whether an interface leads to nobody on the internet."""
    return bool(_PRIVATE_INTERFACES.match(name))


def is_public_interface(name: str) -> bool:
    """Tell whether an interface is the vendor's public one."""
    return bool(_PUBLIC_INTERFACES.match(name))

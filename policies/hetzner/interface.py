"""Whether a server has a public interface at all."""

from ..resource import Resource


def private_only(server: Resource) -> bool:
    """Tell whether a server states that it has no public address of either family: then it has no public interface."""
    nets = server.get("publicNets")
    return (
        isinstance(nets, list)
        and bool(nets)
        and all(
            isinstance(net, dict) and net.get(f"{family}Enabled") is False and not net.get(family)
            for net in nets
            for family in ("ipv4", "ipv6")
        )
    )


def states_public_address(server: Resource) -> bool:
    """Tell whether a server states a public address of its own."""
    nets = server.get("publicNets")
    return any(
        isinstance(net, dict) and net.get(f"{family}Enabled") is not False and net.get(family) is not None
        for net in (nets if isinstance(nets, list) else [])
        for family in ("ipv4", "ipv6")
    )

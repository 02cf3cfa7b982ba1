"""The whole tunnel of a peer up and down: its links, which of them carries, and what to look at if none answers."""

import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from operations.errors import OperationError
from operations.tunnel import configuration, device, keys, linking, routing, waiting
from operations.tunnel.configuration import Family, Link
from operations.tunnel.facts import Peer, Tunnel
from operations.tunnel.place import Place

SECONDS = 30.0
"""How long gateways may take to answer; one that is being made takes longer, and its caller says so."""


@dataclass(frozen=True)
class Opened:
    """What came of bringing the tunnel up."""

    carrying: Link
    proven: tuple[Link, ...]
    """Those whose gateway answered."""
    silent: tuple[Link, ...]
    """Those that are up but without an answer."""


def identify(tunnel: Tunnel, key_file: Path) -> Peer:
    """Return the peer whose private key a file holds.

    Raises:
        OperationError: there is no key, or no peer has it.

    """
    public = keys.public(key_file)
    peer = tunnel.holder(public)
    if not peer:
        msg = (
            f"{key_file}: no peer of {tunnel.environment} has its public key, {public}; an administrator adds it to "
            f"tunnel.peers in Pulumi.{tunnel.environment}.yaml and runs `arqora up {tunnel.environment}`"
        )
        raise OperationError(msg)
    return peer


def up(
    place: Place,
    tunnel: Tunnel,
    *,
    gateway: str | None = None,
    family: Family | None = None,
    seconds: float = SECONDS,
    over: threading.Event | None = None,
) -> Opened:
    """Bring the peer's tunnel up, wait for an answer, and have the best link carry. Again is harmless.

    Args:
        place: where; its key file says which peer it is.
        tunnel: of the environment.
        gateway: the one that has to carry, whichever others answer.
        family: of the endpoints; None takes IPv4 where a gateway has it.
        seconds: to wait for a handshake.
        over: ends the wait when it is set.

    Raises:
        OperationError: we may not, a program failed, or no gateway answered; the message says what to look at.

    """
    links = configuration.links(tunnel, identify(tunnel, place.key_file), family)
    if not links:
        msg = f"{tunnel.environment}: no gateway admits this peer yet; run `arqora up {tunnel.environment}`"
        raise OperationError(msg)
    chosen = [each for each in links if each.ingress in tunnel.gateway(gateway)] if gateway else list(links)
    require_root(place, links)
    present = device.present(place, tunnel.environment)
    for name in present.keys() - {link.name for link in links}:
        linking.remove(place, name)
    for link in links:
        linking.ensure(place, link, present=link.name in present)
    proven = waiting.wait(place, tunnel.environment, links, wanted=chosen, seconds=seconds, over=over)
    order = sorted(links, key=lambda each: (each not in proven, each not in chosen))
    if order[0] not in proven or order[0] not in chosen:
        raise OperationError(silence(chosen, seconds))
    routing.carry(place, order)
    return Opened(order[0], tuple(proven), tuple(each for each in order if each not in proven))


def down(place: Place, environment: str) -> list[str]:
    """Take every interface of an environment's tunnel down. Returns their names; none is fine as well."""
    require_root(place, ())
    found = sorted(device.present(place, environment))
    for name in found:
        linking.remove(place, name)
    return found


def require_root(place: Place, links: Sequence[Link]) -> None:
    """Refuse to touch interfaces without being root, after writing their files, so that one line does the rest.

    Raises:
        OperationError: we are not root.

    """
    if os.geteuid() == 0:
        return
    lines = [f"sudo wg-quick up {linking.write(place, link)}" for link in links] or ["sudo wg-quick down FILE"]
    reason = "interfaces need root, and the rest of `arqora` does not; their files are written, run:"
    raise OperationError("\n  ".join([reason, *lines]))


def silence(links: Sequence[Link], seconds: float) -> str:
    """Say that no gateway answered, and what can be the matter: WireGuard itself gives no reason to anybody."""
    tried = ", ".join(f"{link.gateway} at {link.dialled}" for link in links)
    peer = links[0].peer
    return (
        f"no handshake within {seconds:.0f} s: {tried}. WireGuard never says why; look at, in this order: does UDP to "
        f"this port leave this network (try another one, or --ipv6); has {peer.name} this very public key, "
        f"{peer.public_key}, in tunnel.peers, and was `up` run since; does the gateway run, and what does its console "
        "say (docs/guides/tunnel.md, the way in without a tunnel)"
    )

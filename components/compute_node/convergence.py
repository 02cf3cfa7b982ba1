"""Sends a node's bundle to its host, through the tunnel, and confirms it over a second connection."""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address
from typing import Any

import pulumi
from pulumi_command import remote

from .._base import host
from .._base.bundle import Bundle

DIAL_SECONDS = 4
"""A lost first packet is sent again after one second, and after three."""
DIAL_ATTEMPTS = 100
"""The provider pauses up to five seconds between attempts: six to fifteen minutes for a first boot and the tunnel."""
CONFIRM_SECONDS = 60
"""After which a host that nobody confirmed goes back to what it had. The second connection takes a second or two; with
many hosts the engine may be busy with others in between."""
LONGEST = pulumi.CustomTimeouts(create="40m", update="40m")
"""Twice what the steps of a first convergence may take: reaching the host, cloud-init, packages, checks."""


@dataclass(frozen=True)
class Access:
    """How a host is reached, from inside the tunnel."""

    address: IPv4Address
    user: str
    host_key: pulumi.Output[str]


def converge(
    name: str,
    bundle: Bundle,
    access: Access,
    server: pulumi.CustomResource,
    child: Callable[..., pulumi.ResourceOptions],
) -> remote.Command:
    """Have a host hold its bundle. Returns what is there once it does, and is reachable.

    The host undoes what nobody confirms, and nobody can who has lost the way in. The key to log in with is the
    operator's own agent's; the state holds none.

    Args:
        name: of the node.
        bundle: what its host must hold.
        access: how it is reached.
        server: what has to exist before; another one is told everything anew.
        child: makes the options of a child.

    """
    connection: Any = remote.ConnectionArgs(
        host=str(access.address),
        user=access.user,
        host_key=access.host_key,
        per_dial_timeout=DIAL_SECONDS,
        dial_error_limit=DIAL_ATTEMPTS,
    )
    words = host.apply(CONFIRM_SECONDS)
    applied = remote.Command(
        f"{name}-bundle",
        connection=connection,
        create=words,
        update=words,
        stdin=host.payload(bundle),
        triggers=[server.id],
        add_previous_output_in_env=False,
        opts=child(depends_on=[server], custom_timeouts=LONGEST),
    )
    confirm = bundle.digest.apply(lambda digest: f"{host.CONFIRM} {digest}")
    return remote.Command(
        f"{name}-confirm",
        connection=connection,
        create=confirm,
        update=confirm,
        # The host does not read it. It is another text after each run, so what was applied is confirmed, always.
        stdin=applied.stdout,
        triggers=[server.id],
        add_previous_output_in_env=False,
        opts=child(depends_on=[applied], custom_timeouts=LONGEST),
    )

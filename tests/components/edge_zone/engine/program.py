"""The program of these tests: zones as the stack's configuration describes them.

`edge:zones` is name -> settings, with `services` (host -> nodes) and `pulls` (generation -> first day) beside those of
a zone. `edge:today` is the day.
"""

from datetime import date
from typing import Any
from unittest.mock import patch

import pulumi
from pulumi.runtime import stack

from components._base.errors import ArgumentError
from components.edge_zone import EdgeZone, EdgeZoneArgs, EdgeZoneSettings, Origin, lookups
from components.origin_lock import OriginLock, OriginLockArgs


def build(name: str, told: dict[str, Any], today: date) -> None:
    """Register one zone, and the lock of its origins if it has services."""
    services, pulls = told.pop("services", {}), told.pop("pulls", {})
    domain, certificates = None, {}
    if pulls:
        domain = EdgeZone.domain(name, EdgeZoneSettings(**told))
        hosts = [f"{host}.{told['zone']}" for host in services]
        lock = OriginLock(
            f"{name}-lock",
            OriginLockArgs(
                zone=told["zone"],
                hostnames=tuple(hosts),
                upstreams=dict.fromkeys(hosts, ("127.0.0.1:8080",)),
                generations=pulls,
                today=today,
                after=(domain.resource,),
            ),
        )
        certificates = dict(lock.pull_certificates)
    origins = {
        host: tuple(each for number, node in enumerate(nodes, start=1) for each in at(node, number))
        for host, nodes in services.items()
    }
    existing = lookups.existing_rulesets(told["account_id"], told["zone"])
    wired = {"domain": domain, "origins": origins, "pull_certificates": certificates, "existing": existing}
    args = EdgeZoneArgs(**told, **wired, today=today)
    zone = EdgeZone(name, args)
    for token, value in zone.token_values.items():
        pulumi.export(f"{name}-{token}", value)
    for tunnel, value in zone.tunnel_tokens.items():
        pulumi.export(f"{name}-{tunnel}", value)


def at(node: str, number: int) -> tuple[Origin, Origin]:
    """Return the addresses of a node."""
    return Origin(node, 4, f"203.0.113.{number}"), Origin(node, 6, f"2001:db8::{number}")


async def at_once() -> None:
    """End without waiting for the engine to have run hooks: there are none, and a refused program would wait 5 s."""


def main() -> None:
    """Register all zones."""
    config = pulumi.Config("edge")
    today = date.fromisoformat(config.require("today"))
    try:
        for name, told in config.require_object("zones").items():
            build(name, told, today)
    except ArgumentError as error:
        raise pulumi.RunError("\n".join(error.problems)) from None


patch.object(stack, "_wait_for_shutdown", at_once).start()
main()

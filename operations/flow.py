"""What bringing an environment up consists of beyond the update itself: looked at from outside, and shown."""

import json
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from operations import drift, vantages
from operations.audit import exposure, orders, report
from operations.audit.exposure import Report
from operations.audit.orders import Looks
from operations.console import err
from operations.engine import Target
from operations.errors import OperationError
from operations.page import page
from operations.page.observations import Observations, health
from operations.tunnel import configuration, connection, device, places, recorded, routing
from sandbox.folder import REPOSITORY
from sandbox.toolchain.progress import elapsed, step

LOOKS = Looks(orders.SANDBOX)


@dataclass
class Stages:
    """How long each stage took."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Announce a stage and take its time, also if it fails."""
        started = time.monotonic()
        try:
            with step(name):
                yield
        finally:
            self.seconds[name] = time.monotonic() - started

    def __str__(self) -> str:
        total = f"{elapsed(sum(self.seconds.values()))} in all"
        return "; ".join([*(f"{name} {elapsed(each)}" for name, each in self.seconds.items()), total])


def outputs(target: Target) -> dict[str, Any]:
    """Return a stack's outputs; secrets are not among them."""
    found: dict[str, Any] = json.loads(target.quietly("stack", "output", "--json"))
    return found


def audited(target: Target, environment: Mapping[str, Any]) -> Report:
    """Look at an environment from the internet, and from each of its roles.

    Args:
        target: the sandbox, whose servers are machines.
        environment: the stack's output of that name.

    """
    seen = exposure.from_outside(environment, vantages.outside(target.stack), LOOKS, say)
    return seen + exposure.between_roles(environment, vantages.engine(target), LOOKS)


def say(line: str) -> None:
    """Show how a look goes."""
    err.print(f"  {line}", markup=False)


def show(target: Target, found: Mapping[str, Any], seen: Report | None, path: Path) -> None:
    """Write the page of an environment with how its hosts and its tunnel do now.

    Args:
        target: the environment.
        found: the stack's outputs.
        seen: the last audit; None if there was none.
        path: of the page.

    """
    environment = found["environment"]
    now = datetime.now(UTC)
    booted = seen is not None
    observed = Observations(
        made=now,
        source=source(),
        health=health(drift.find(environment, vantages.engine(target))) if booted else {},
        audit=report.data(seen, target.stack, now) if seen else None,
        tunnel=way_in(target) if booted else None,
    )
    page.write(path, target.stack, environment, observed)


def way_in(target: Target) -> str:
    """Return how people come in now."""
    try:
        place = places.require(target)
        tunnel = recorded.require(target)
        links = configuration.links(tunnel, connection.identify(tunnel, place.key_file))
        present = device.present(place, target.stack)
        carrying = routing.carrying(place, links)
    except OperationError as error:
        return f"closed: {error}"
    open_ones = [link for link in links if link.name in present and present[link.name].proven()]
    through = ", ".join(link.gateway + (" (carries)" if link.name == carrying else "") for link in open_ones)
    return f"open, through {through}" if through else "closed: no gateway has answered lately"


def source() -> str:
    """Return which state of the repository this is."""
    words = ["git", "-C", str(REPOSITORY), "describe", "--always", "--dirty"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return f"commit {done.stdout.strip()}" if done.returncode == 0 else "no repository"

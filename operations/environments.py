"""Which environments there are, and how the engine reaches each: the sandbox, an emulated preview, the real thing."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from operations.engine import Target
from operations.errors import OperationError
from sandbox import agent, clouds, operator, project, session
from sandbox.clouds import Endpoints
from sandbox.folder import REPOSITORY, SandboxFolder
from sandbox.machines import entry
from sandbox.toolchain import ambient, locate
from sandbox.toolchain.engine import Engine

SANDBOX = "sandbox"


def known() -> list[str]:
    """Return the environments: one per stack file."""
    return sorted(file.name.split(".")[1] for file in REPOSITORY.glob("Pulumi.*.yaml"))


def require(name: str) -> str:
    """Return the name of an environment, or refuse it with those there are."""
    if name not in known():
        msg = f"{name}: there is no such environment; there are {', '.join(known())} (one Pulumi.NAME.yaml each)"
        raise OperationError(msg)
    return name


def engine() -> Engine:
    """Return the engine that `make` set up."""
    found = locate.locate()
    if not found:
        msg = f"pulumi: {ambient.why_not()}, and none is built; run `make setup`"
        raise OperationError(msg)
    return found


def sandbox(folder: SandboxFolder) -> Target:
    """Return the sandbox environment, starting its emulated clouds where they do not run."""
    endpoints = clouds.start(folder)
    prefix = entry.as_host(folder, clouds.OPERATOR) if folder.booted else ()
    return emulated(SANDBOX, folder, endpoints, prefix)


def emulated(stack: str, folder: SandboxFolder, endpoints: Endpoints, prefix: tuple[str, ...] = ()) -> Target:
    """Return an environment in emulated clouds, with a state of its own."""
    booted = folder.booted
    asked = agent.start(folder) if booted else None
    variables = session.variables(folder, engine(), endpoints.hetzner, endpoints.cloudflare, asked)
    written = project.write(folder.project, stack, operator.ensure(folder), booted=booted)
    target = Target(stack, written, variables, emulated=True, prefix=prefix, sandbox=folder)
    if not (folder.backend / ".pulumi" / "stacks" / "arqora-infra" / f"{stack}.json").exists():
        target.quietly("stack", "init")
    return target


@contextmanager
def passing(stack: str) -> Iterator[Target]:
    """Give an environment that is gone afterwards: nothing exists, as on the first day, and no credential is used."""
    with tempfile.TemporaryDirectory(prefix="arqora-") as root:
        folder = SandboxFolder(Path(root))
        try:
            yield emulated(stack, folder, clouds.start(folder))
        finally:
            clouds.stop(folder)


def live(stack: str) -> Target:
    """Return a real environment: the user's own backend, credentials and plugins."""
    return Target(stack, REPOSITORY, session.tools(engine(), os.environ), emulated=False)


def has_credentials() -> bool:
    """Tell whether this shell may talk to the real clouds."""
    return bool(os.environ.get("HCLOUD_TOKEN"))

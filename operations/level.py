"""Whether the sandbox's servers are booted as machines, or exist at the emulated API only."""

import os

from operations.console import err
from operations.errors import OperationError
from sandbox import clouds
from sandbox.folder import SandboxFolder

API_LEVEL = (
    "API level only: servers exist at the emulated API and are not booted; no tunnel, no host is converged, nothing is "
    "scanned. `make sandbox` as root, from a sandbox that is down, boots them."
)


def choose(folder: SandboxFolder, *, api_level: bool) -> None:
    """Decide it for a sandbox that is down; one that is up stays as it is.

    Raises:
        OperationError: the sandbox is up with machines and was asked to be without.

    """
    up = clouds.hetzner(folder).running() is not None
    if folder.booted and api_level and up:
        msg = f"{folder.root}: the sandbox is up with machines; `make down` first, then bring it up with --api-level"
        raise OperationError(msg)
    if not up and not api_level and os.geteuid() == 0:
        folder.machines.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not folder.booted:
        err.print(API_LEVEL, style="yellow", soft_wrap=True)

"""The environment variables of an engine run that sees the sandbox and nothing else."""

import os
from collections.abc import Mapping
from pathlib import Path

from sandbox import secret_file
from sandbox.folder import REPOSITORY, SandboxFolder
from sandbox.plugins import installation
from sandbox.toolchain.engine import Engine

FOREIGN = ("PULUMI_", "HCLOUD_", "HETZNER_", "CLOUDFLARE_", "SSH_AUTH_SOCK")
"""Variables of a user's own clouds, engine and keys: none of them may reach the sandbox, nor the sandbox reach them."""


def variables(
    folder: SandboxFolder, engine: Engine, hetzner: str, cloudflare: str | None = None, agent: Path | None = None
) -> dict[str, str]:
    """Return the whole environment for the engine.

    Args:
        folder: where the sandbox lives; its secrets and plugins are made if they are not there.
        engine: the engine to run.
        hetzner: endpoint of the Hetzner emulator, with `/v1`.
        cloudflare: endpoint of the Cloudflare emulator, with `/client/v4`, where one runs.
        agent: socket of the SSH agent that has the operator's key, where there are hosts to log in to.

    """
    installation.install(folder.pulumi_home)
    folder.backend.mkdir(parents=True, exist_ok=True)
    secret_file.ensure(folder.passphrase)
    found = outside(os.environ) | ({"SSH_AUTH_SOCK": str(agent)} if agent else {})
    if cloudflare:
        found |= {
            "CLOUDFLARE_API_TOKEN": secret_file.ensure(folder.cloudflare_token),
            "CLOUDFLARE_BASE_URL": cloudflare,
        }
    return tools(engine, found) | {
        "PULUMI_HOME": str(folder.pulumi_home),
        # Without `skip`, each state has a file of attributes beside it that is not replaced but overwritten: an engine
        # killed at that moment leaves it empty, and the state can then not be read any more ("EOF").
        "PULUMI_BACKEND_URL": f"file://{folder.backend}?metadata=skip",
        "PULUMI_CONFIG_PASSPHRASE_FILE": str(folder.passphrase),
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
        "PULUMI_IGNORE_AMBIENT_PLUGINS": "true",
        "HCLOUD_TOKEN": secret_file.ensure(folder.hetzner_token),
        "HCLOUD_AUDIT_TOKEN": secret_file.ensure(folder.hetzner_read_only_token),
        "HCLOUD_ENDPOINT": hetzner,
        "HETZNER_ENDPOINT": hetzner,
    }


def outside(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment without anything that points at a user's own clouds or engine."""
    return {key: value for key, value in environment.items() if not key.startswith(FOREIGN)}


def tools(engine: Engine, environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment whose PATH starts with the engine and the repository's virtual environment.

    The built language host does not get the `virtualenv` option from the engine, so PATH has to say it.
    """
    path = [str(engine.folder), str(REPOSITORY / ".venv" / "bin"), environment.get("PATH", os.defpath)]
    # The built engine has no libc to ask who runs it, and needs a name for its locks.
    return {"USER": str(os.getuid()), **environment, "PATH": os.pathsep.join(path)}

"""The emulated clouds of a sandbox, as servers that outlive the command which started them."""

import sys

from sandbox import secret_file
from sandbox.daemon import Daemon
from sandbox.folder import SandboxFolder


def hetzner(folder: SandboxFolder) -> Daemon:
    """Return the Hetzner emulator of a sandbox. Its token is made at first use."""
    secret_file.ensure(folder.hetzner_token)
    words = [sys.executable, "-P", "-m", "sandbox.hetzner"]
    words += [
        "--database",
        str(folder.hetzner_database),
        "--token-file",
        str(folder.hetzner_token),
        "--action-seconds",
        "0.1",
    ]
    return Daemon("Hetzner emulator", tuple(words), folder.hetzner_process, folder.hetzner_log)

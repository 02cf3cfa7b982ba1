"""Where a sandbox keeps its state: one folder, nothing outside it."""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]


def default() -> Path:
    """Return the folder of the checkout's own sandbox; `ARQORA_SANDBOX` names another one."""
    named = os.environ.get("ARQORA_SANDBOX")
    return Path(named).resolve() if named else REPOSITORY / ".sandbox"


@dataclass(frozen=True)
class SandboxFolder:
    """The files of one sandbox."""

    root: Path = field(default_factory=default)

    @property
    def pulumi_home(self) -> Path:
        """The engine's home with the sandbox's plugins; a user's own home is neither read nor written."""
        return self.root / "pulumi"

    @property
    def backend(self) -> Path:
        """The engine's file backend."""
        return self.root / "state"

    @property
    def project(self) -> Path:
        """The project folder the engine runs in, so that it writes nothing into the checkout."""
        return self.root / "project"

    @property
    def passphrase(self) -> Path:
        """The passphrase of the stacks' secrets, made at first use."""
        return self.root / "passphrase"

    @property
    def hetzner_token(self) -> Path:
        """The token the Hetzner emulator demands, made at first use."""
        return self.root / "hetzner" / "token"

    @property
    def hetzner_read_only_token(self) -> Path:
        """A second token, with which the Hetzner emulator lets nobody write."""
        return self.root / "hetzner" / "read-only-token"

    @property
    def hetzner_database(self) -> Path:
        """What the Hetzner emulator knows."""
        return self.root / "hetzner" / "state.db"

    @property
    def hetzner_process(self) -> Path:
        """The Hetzner emulator's process record."""
        return self.root / "hetzner" / "process.json"

    @property
    def hetzner_log(self) -> Path:
        """What the Hetzner emulator printed."""
        return self.root / "hetzner" / "log"

    @property
    def cloudflare(self) -> Path:
        """What belongs to the Cloudflare emulator."""
        return self.root / "cloudflare"

    @property
    def cloudflare_token(self) -> Path:
        """The token the Cloudflare emulator demands, made at first use."""
        return self.cloudflare / "token"

    @property
    def cloudflare_database(self) -> Path:
        """What the Cloudflare emulator knows; the serving edge reads it too."""
        return self.cloudflare / "state.db"

    @property
    def cloudflare_process(self) -> Path:
        """The Cloudflare emulator's process record."""
        return self.cloudflare / "process.json"

    @property
    def cloudflare_log(self) -> Path:
        """What the Cloudflare emulator printed."""
        return self.cloudflare / "log"

    @property
    def edge(self) -> Path:
        """What belongs to the serving edge: the public CA of the sandbox. Not there on the API level."""
        return self.root / "edge"

    @property
    def public_authority(self) -> Path:
        """The certificate that visitors of the sandbox trust."""
        return self.edge / "public-ca.pem"

    @property
    def edge_process(self) -> Path:
        """The serving edge's process record."""
        return self.edge / "process.json"

    @property
    def edge_log(self) -> Path:
        """What the serving edge printed."""
        return self.edge / "log"

    @property
    def machines(self) -> Path:
        """What belongs to booted machines: their disks, volumes and consoles. Not there on the API level."""
        return self.root / "machines"

    @property
    def machines_process(self) -> Path:
        """The machines' daemon's process record."""
        return self.machines / "process.json"

    @property
    def machines_log(self) -> Path:
        """What the machines' daemon printed."""
        return self.machines / "log"

    @property
    def machines_socket(self) -> Path:
        """Where the machines' daemon is told what should exist."""
        return self.machines / "socket"

    @property
    def machines_namespaces(self) -> Path:
        """Which process holds which network namespace."""
        return self.machines / "namespaces.json"

    @property
    def page(self) -> Path:
        """The page that shows the environment."""
        return self.root / "environment.html"

    @property
    def booted(self) -> bool:
        """Whether the servers of this sandbox are machines, and not on the API level only."""
        return self.machines.exists()

    def remove(self) -> None:
        """Remove all of it. Processes must have been stopped before."""
        shutil.rmtree(self.root, ignore_errors=True)

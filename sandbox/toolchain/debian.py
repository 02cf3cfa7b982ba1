"""Programs of Debian's packages, unpacked into the cache without installing anything."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sandbox.toolchain.errors import ToolchainError
from sandbox.toolchain.paths import cache
from sandbox.toolchain.progress import step

NFT = (
    "nftables",
    "libnftables1",
    "libnftnl11",
    "libmnl0",
    "libjansson4",
    "libxtables12",
    "libedit2",
    "libgmp10",
)


@dataclass(frozen=True)
class Program:
    """A program that can be run."""

    path: Path
    libraries: Path | None
    """Where its libraries lie, or None if the system has them."""

    @property
    def environment(self) -> dict[str, str]:
        """The environment to run it in."""
        return {**os.environ, "LD_LIBRARY_PATH": str(self.libraries)} if self.libraries else dict(os.environ)


def nft() -> Program:
    """Return nftables' command: the system's, else one unpacked from Debian's packages."""
    found = shutil.which("nft", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"]))
    if found:
        return Program(Path(found), None)
    root = unpacked(NFT)
    (libraries,) = (root / "usr" / "lib").glob("*-linux-gnu")
    return Program(root / "usr" / "sbin" / "nft", libraries)


def unpacked(packages: tuple[str, ...]) -> Path:
    """Return a folder that holds the files of packages, unpacking them at first use.

    Raises:
        ToolchainError: apt does not know them, or they could not be fetched.

    """
    folder = cache() / "debian" / hashlib.sha256(" ".join(packages).encode()).hexdigest()[:16]
    if folder.exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with step(f"unpacking {packages[0]}"), tempfile.TemporaryDirectory(dir=folder.parent) as partial:
        archives, root = Path(partial) / "archives", Path(partial) / "root"
        archives.mkdir()
        fetched = subprocess.run(
            ["apt-get", "-qq", "download", *packages], cwd=archives, capture_output=True, text=True, check=False
        )
        if fetched.returncode:
            msg = f"apt-get download {packages[0]} failed: {fetched.stderr.strip()}; run `apt-get update` and try again"
            raise ToolchainError(msg)
        for archive in archives.glob("*.deb"):
            subprocess.run(["dpkg", "-x", archive, root], check=True)
        if not folder.exists():
            root.rename(folder)
    return folder

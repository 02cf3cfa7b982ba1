"""Programs of Debian's packages, unpacked into the cache without installing anything."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sandbox.toolchain import apt
from sandbox.toolchain.errors import ToolchainError
from sandbox.toolchain.paths import cache
from sandbox.toolchain.progress import step

SYSTEM_FOLDERS = ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")


@dataclass(frozen=True)
class Program:
    """A program that can be run."""

    path: Path
    root: Path | None
    """The folder its package was unpacked into, or None if the system has it."""

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where the other programs of its package lie."""
        return tuple(self.root / name for name in ("usr/sbin", "usr/bin", "sbin", "bin")) if self.root else ()

    @property
    def libraries(self) -> tuple[Path, ...]:
        """Where its libraries lie, if the system has not got them."""
        if self.root is None:
            return ()
        triplets = [*self.root.glob("usr/lib/*-linux-gnu"), *self.root.glob("lib/*-linux-gnu")]
        return tuple(folder for each in triplets for folder in (each, each / "systemd") if folder.is_dir())

    @property
    def environment(self) -> dict[str, str]:
        """The environment to run it in."""
        return environment(self)


def environment(*programs: Program) -> dict[str, str]:
    """Return an environment in which each of the programs finds its own libraries, and the others by name."""
    folders = [str(folder) for each in programs for folder in each.folders]
    libraries = [str(folder) for each in programs for folder in each.libraries]
    variables = {**os.environ, "PATH": search_path(folders)}
    if libraries:
        variables["LD_LIBRARY_PATH"] = os.pathsep.join(dict.fromkeys(libraries))
    return variables


def search_path(first: list[str]) -> str:
    """Return a PATH: folders of ours, then the user's, then those of administration, which a user's may lack."""
    return os.pathsep.join(dict.fromkeys([*first, *os.environ.get("PATH", "").split(os.pathsep), *SYSTEM_FOLDERS]))


def nft() -> Program:
    """Return nftables' command."""
    return program("nft", "nftables")


def program(name: str, package: str) -> Program:
    """Return a program: the system's, else one unpacked from the package and those that it needs.

    Raises:
        ToolchainError: apt does not know the package, could not fetch it, or it holds no such program.

    """
    found = shutil.which(name, path=search_path([]))
    if found:
        return Program(Path(found), None)
    root = unpacked(package)
    found = shutil.which(name, path=os.pathsep.join(str(folder) for folder in Program(root, root).folders))
    if not found:
        raise ToolchainError(f"{package}: it holds no program {name}; remove {root} and try again")
    return Program(Path(found), root)


def unpacked(package: str) -> Path:
    """Return a folder that holds the files of a package and of those that it needs, unpacking them at first use.

    What the system has in the same version is left out. A library of another version, such as systemd's, comes along:
    a program fits only the one it was built with.

    Raises:
        ToolchainError: apt does not know it, or it could not be fetched.

    """
    folder = cache() / "debian" / package
    if folder.exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with step(f"unpacking {package}"), tempfile.TemporaryDirectory(dir=folder.parent) as partial:
        archives, root = Path(partial) / "archives", Path(partial) / "root"
        archives.mkdir()
        apt.download(package, archives)
        for archive in archives.glob("*.deb"):
            subprocess.run(["dpkg", "-x", archive, root], check=True)
        if not folder.exists():
            root.rename(folder)
    return folder

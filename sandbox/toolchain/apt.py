"""The host's apt, asked and never told: it answers what a package needs, fetches archives, and installs nothing."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from sandbox.toolchain.errors import ToolchainError
from sandbox.toolchain.paths import cache


def download(package: str, folder: Path) -> None:
    """Fetch the archives of a package and of everything it needs that the system lacks or has in another version.

    The system's own package lists are tried first. Where they are missing or too old, lists of our own are fetched into
    the cache: `/var/lib/apt` stays as it is.

    Raises:
        ToolchainError: apt does not know the package, or it could not be fetched.

    """
    try:
        fetch(package, folder, ())
    except ToolchainError:
        fetch(package, folder, private_lists())


def fetch(package: str, folder: Path, options: Sequence[str]) -> None:
    """Fetch archives with the lists that options choose."""
    wanted = ask(["apt-get", "-qq", *options, "--no-install-recommends", "--print-uris", "install", package])
    archives = [line.split()[1] for line in wanted.splitlines() if line.startswith("'")]
    versions = [name_and_version(archive) for archive in archives]
    if not any(name.partition("=")[0] == package for name in versions):
        msg = f"apt-get would not fetch {package}, so the system should have it; reinstall it or take it off"
        raise ToolchainError(msg)
    ask(["apt-get", "-qq", *options, "download", *versions], folder)


def name_and_version(archive: str) -> str:
    """Return `nft=1.0.6` for the archive `nft_1.0.6_amd64.deb`; an epoch's colon is escaped in file names."""
    name, version, _ = archive.split("_")
    return f"{name}={version.replace('%3a', ':')}"


def private_lists() -> tuple[str, ...]:
    """Return the options that make apt use lists of our own, fetched now from the sources that the system names."""
    state = cache() / "apt"
    for folder in ("lists/partial", "archives/partial"):
        (state / folder).mkdir(parents=True, exist_ok=True)
    options = ("-o", f"Dir::State::lists={state}/lists", "-o", f"Dir::Cache={state}")
    ask(["apt-get", "-qq", *options, "update"])
    return options


def ask(words: Sequence[str], folder: Path | None = None) -> str:
    """Run apt and return what it printed.

    Raises:
        ToolchainError: there is no apt, or it failed.

    """
    try:
        answer = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise ToolchainError(f"{words[0]} is not on PATH: the machines need a Debian or Ubuntu host") from error
    if answer.returncode:
        msg = f"{words[0]} {words[-1]} failed: {answer.stderr.strip()}; mend the system's package sources and try again"
        raise ToolchainError(msg)
    return answer.stdout

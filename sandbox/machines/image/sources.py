"""Where an image's packages come from: the places that the host's own apt uses, so that no mirror is named here."""

import subprocess
from pathlib import Path

from sandbox.toolchain import apt

TARGETS = ("apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE) $(COMPONENT)", "Created-By: Packages")
COMPONENT = "main"
HONOURED = ("Acquire::http", "Acquire::https", "Acquire::Check-", "Acquire::Retries", "Acquire::Force")
"""Settings without which the host itself might not reach its mirror, or not believe it."""


def of_host(suite: str) -> list[tuple[str, str]]:
    """Return (address, release) of each source with packages of a suite, updates included; the suite's own is first.

    A host of another Debian has the same places with its own name in the release, so that is replaced.
    """
    codename = host_codename()
    found = []
    for line in apt.ask(TARGETS).splitlines():
        address, release, component = line.split(" ", 2)
        base, dash, rest = release.partition("-")
        if component == COMPONENT and base in {codename, suite}:
            found.append((address, suite + dash + rest))
    return sorted(dict.fromkeys(found), key=lambda source: source[1] != suite)


def host_codename() -> str:
    """Return the name of the host's release, or nothing if it has none."""
    release = Path("/etc/os-release").read_text()
    words = dict(line.split("=", 1) for line in release.splitlines() if "=" in line)
    return words.get("VERSION_CODENAME", "") if words.get("ID") == "debian" else ""


def settings() -> str:
    """Return the host's settings for reaching its mirror, as an apt configuration file."""
    dumped = subprocess.run(["apt-config", "dump"], capture_output=True, text=True, check=True).stdout
    kept = [line for line in dumped.splitlines() if line.startswith(HONOURED) and not line.endswith('"";')]
    return "\n".join([*kept, ""])


def sources_list(sources: list[tuple[str, str]]) -> str:
    """Return the image's sources.list."""
    return "".join(f"deb {address} {release} {COMPONENT}\n" for address, release in sources)

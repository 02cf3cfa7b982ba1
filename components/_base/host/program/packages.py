"""Debian packages: what is missing is installed, nothing else is touched."""

from collections.abc import Sequence
from pathlib import Path

from .failure import Failure
from .voice import say
from .words import run

SECONDS = 600
OPTIONS = (
    "--yes",
    "--no-install-recommends",
    "-oDPkg::Lock::Timeout=120",
    "-oDpkg::Options::=--force-confdef",
    "-oDpkg::Options::=--force-confold",
)


def missing(packages: Sequence[str]) -> list[str]:
    """Return the packages that are not there, or not whole."""
    if not packages:
        return []
    shown = run(["dpkg-query", "--show", "--showformat=${Package}\\t${db:Status-Status}\\n", *packages], 60)
    whole = {line.split("\t")[0] for line in shown.stdout.splitlines() if line.endswith("\tinstalled")}
    return [each for each in packages if each not in whole]


def install(packages: Sequence[str]) -> None:
    """Install what is missing. Packages stay when a bundle is rolled back: their files are no harm without it.

    Raises:
        Failure: a package cannot be had.

    """
    wanted = missing(packages)
    if not wanted:
        return
    names = " ".join(wanted)
    say(f"packages: installing {names}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive", "NEEDRESTART_SUSPEND": "1"}
    if any(Path("/var/lib/dpkg/updates").iterdir()):
        run(["dpkg", "--configure", "-a"], SECONDS, **quiet)  # what a killed installation has left
    refreshed = run(["apt-get", "-q", "-oDPkg::Lock::Timeout=120", "update"], SECONDS, **quiet)
    ended = run(["apt-get", "-q", "install", *OPTIONS, "--", *wanted], SECONDS, **quiet)
    if not ended.fine:
        known = "" if refreshed.fine else f"; before that, apt-get update {refreshed.how}"
        raise Failure("packages", f"{names}: apt-get install {ended.how}{known}")

"""`arqora doctor`: what is missing, and the remedy."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.table import Table

from operations.console import err, out
from sandbox import clouds
from sandbox.folder import REPOSITORY, SandboxFolder
from sandbox.toolchain import ambient, build, locate, virtualenv
from sandbox.toolchain.engine import RANGE

WATCHES_PER_MACHINE = 6
"""Counted in a machine that has booted (inotify instances of systemd, dbus, logind, getty)."""
WATCHES = 100
"""For two sandboxes of seven machines each, and what else a user runs."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    what: str
    fine: bool
    found: str
    remedy: str = ""
    needed: bool = True


def doctor() -> None:
    """Look at what the commands need. Status 1 if something that the sandbox needs is missing."""
    findings = [finding for check in CHECKS for finding in check()]
    table = Table("", "what", "found", "remedy", box=None, pad_edge=False)
    for finding in findings:
        mark = "[green]ok[/]" if finding.fine else "[red]missing[/]" if finding.needed else "[yellow]not set[/]"
        table.add_row(mark, finding.what, finding.found, "" if finding.fine else finding.remedy)
    out.print(table)
    if any(finding.needed and not finding.fine for finding in findings):
        err.print("Something that the sandbox needs is missing.")
        raise typer.Exit(1)


def environment() -> Iterator[Finding]:
    """The virtual environment is the locked one."""
    lock = (REPOSITORY / "requirements.lock").read_bytes()
    stamp = REPOSITORY / ".venv" / "arqora.stamp"
    fine = stamp.exists() and stamp.read_text() == virtualenv.fingerprint(lock)
    yield Finding("Python packages", fine, "as locked" if fine else "not as locked", "`make setup`")


def engine() -> Iterator[Finding]:
    """An engine is there, or can be built."""
    found = locate.locate()
    if found:
        yield Finding("Pulumi engine", fine=True, found=f"{found.version}, {found.origin}")
        return
    go = shutil.which("go")
    remedy = "`make setup` builds it" if go else f"install Pulumi {RANGE}, or Go and then `make setup`"
    yield Finding("Pulumi engine", fine=False, found=ambient.why_not(), remedy=remedy)


def cache() -> Iterator[Finding]:
    """There is room for the toolchain's cache."""
    folder = build.target().parent
    nearest = next(each for each in (folder, *folder.parents) if each.exists())
    free = shutil.disk_usage(nearest).free / 1e9
    fine = free > 5 and os.access(nearest, os.W_OK)
    yield Finding(
        "toolchain cache", fine, f"{folder}, {free:.0f} GB free", "free 5 GB, or set ARQORA_CACHE to a folder"
    )


def sandbox() -> Iterator[Finding]:
    """The sandbox runs. Not a defect if it does not."""
    folder = SandboxFolder()
    running = clouds.hetzner(folder).running() if folder.root.exists() else None
    found = f"process {running.pid}" if running else "down"
    yield Finding("sandbox", running is not None, found, "`make sandbox`", needed=False)


def machines() -> Iterator[Finding]:
    """Servers can be booted. Without that the sandbox stays on the API level."""
    root = os.geteuid() == 0
    yield Finding("booting machines", root, "as root" if root else "API level only", "run it as root", needed=False)
    tunnels = Path("/dev/net/tun").exists()
    remedy = "load the kernel's module `tun`: without it no tunnel"
    yield Finding("tunnel devices", tunnels, "/dev/net/tun" if tunnels else "none", remedy, needed=False)
    limit = int(Path("/proc/sys/fs/inotify/max_user_instances").read_text())
    remedy = f"set fs.inotify.max_user_instances to {WATCHES} or more: a machine takes {WATCHES_PER_MACHINE}"
    yield Finding("file watchers", limit >= WATCHES, f"{limit} for all sandboxes of a user", remedy, needed=False)


def credentials() -> Iterator[Finding]:
    """Real environments need a token; the sandbox and CI do not."""
    fine = bool(os.environ.get("HCLOUD_TOKEN"))
    remedy = "export HCLOUD_TOKEN for a real environment; the sandbox and CI need none"
    yield Finding("Hetzner token", fine, "set" if fine else "not set", remedy, needed=False)


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (environment, engine, cache, machines, sandbox, credentials)

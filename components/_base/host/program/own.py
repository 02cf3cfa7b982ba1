"""What the program itself leaves on a host so that it works at a boot, without anybody: two units and a link."""

import os
from collections.abc import Iterable
from pathlib import Path

from . import files, units
from .document import Unit
from .places import LIBRARY, PROGRAM, SECRETS, UNITS
from .words import run

SECRETS_UNIT = """\
# Written by arqora's host program.
[Unit]
Description=Restore secrets into memory from their encrypted copies
After=local-fs.target systemd-tmpfiles-setup.service arqora-rollback.service
Before={before}
ConditionPathExists=/var/lib/arqora/credentials/index.json

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/bin/python3 -I {program} restore

[Install]
WantedBy=multi-user.target
"""
ROLLBACK_UNIT = """\
# Written by arqora's host program.
[Unit]
Description=Undo a bundle that was not confirmed before the host went down
DefaultDependencies=no
Conflicts=shutdown.target
After=local-fs.target systemd-remount-fs.service
Before=sysinit.target network-pre.target nftables.service shutdown.target
ConditionPathExists=/var/lib/arqora/previous/intent.json

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/bin/python3 -I {program} rollback --at-boot

[Install]
WantedBy=sysinit.target
"""


def install(wanted: Iterable[Unit]) -> None:
    """Have the units there and enabled, for the program that runs now.

    Args:
        wanted: the units of the bundle; those that read secrets wait for them.

    """
    readers = [each.name for each in wanted if any(path.startswith(f"{SECRETS}/") for path in each.watches)]
    texts = {
        "arqora-secrets.service": SECRETS_UNIT.format(before=" ".join(sorted(readers)), program=PROGRAM),
        "arqora-rollback.service": ROLLBACK_UNIT.format(program=PROGRAM),
    }
    link(running())
    stale = {name: text for name, text in texts.items() if files.look(str(UNITS / name)).digest != files.digest(text)}
    for name, text in stale.items():
        files.put(str(UNITS / name), text.encode(), 0o644, 0, 0)
    if stale:
        units.reload_daemon()
        run(["systemctl", "enable", "--quiet", "--", *texts], 60)


def running() -> Path:
    """Return the folder of the program that runs."""
    return Path(__file__).resolve().parent.parent


def link(folder: Path) -> None:
    """Have the link name a program."""
    if PROGRAM.is_symlink() and PROGRAM.resolve() == folder:
        return
    partial = PROGRAM.with_name(".host.arqora")
    partial.unlink(missing_ok=True)
    partial.symlink_to(folder)
    partial.rename(PROGRAM)


def tidy() -> None:
    """Remove programs that nothing needs any more."""
    for folder in LIBRARY.iterdir():
        if not folder.is_symlink() and folder not in {running(), PROGRAM.resolve()}:
            for each in sorted(folder.rglob("*"), reverse=True):
                each.rmdir() if each.is_dir() else each.unlink()
            os.rmdir(folder)  # noqa: PTH106 - as above

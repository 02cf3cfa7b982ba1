"""Turns a tree full of packages into an image: the recipe's files in, every trace of the build and all identity out."""

import shutil
from pathlib import Path

from sandbox.machines.image import chroot
from sandbox.machines.image.recipe import Recipe

IDENTITY = ("etc/ssh/ssh_host_*", "var/lib/systemd/random-seed", "etc/ssl/private/ssl-cert-snakeoil.key")
TRACES = (
    "var/lib/apt/lists/*",
    "var/cache/apt/*",
    "var/log/*.log",
    "var/log/apt/*",
    "tmp/*",
    "etc/apt/apt.conf.d/00host",
)
NAMESERVERS = "# Machines of the sandbox have no name server.\n"


def lay(tree: Path, root: Path) -> list[Path]:
    """Copy a tree of files into the image, owned by root; return what was laid."""
    laid = []
    for source in sorted(tree.rglob("*")):
        copy = root / source.relative_to(tree)
        if source.is_dir():
            copy.mkdir(exist_ok=True)
            continue
        shutil.copyfile(source, copy)
        copy.chmod(0o755 if source.stat().st_mode & 0o100 else 0o644)
        laid.append(copy)
    return laid


def finish(recipe: Recipe, root: Path, build_files: list[Path]) -> None:
    """Make the tree the same disk for every machine, none of which it knows."""
    lay(recipe.files, root)
    for verb, units in {"disable": recipe.disabled, "enable": recipe.enabled, "mask": recipe.masked}.items():
        chroot.run_inside(root, ["systemctl", verb, *units])
    for file in build_files:
        file.unlink()
    for pattern in (*IDENTITY, *TRACES):
        for path in root.glob(pattern):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    (root / "etc/machine-id").write_text("")
    (root / "var/lib/dbus/machine-id").unlink(missing_ok=True)
    for name in ("etc/hostname", "etc/resolv.conf"):  # debootstrap copied the host's
        (root / name).unlink(missing_ok=True)
    (root / "etc/resolv.conf").write_text(NAMESERVERS)
    (root / "etc/resolv.conf").chmod(0o644)

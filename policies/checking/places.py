"""Where programs declare resources, as files of the checkout: what services show findings beside."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from ..recorded.picture import Place

INSTALLED = frozenset({".venv", "site-packages", "node_modules"})


def root(folder: Path) -> Path:
    """Return the checkout that a folder is in, or the folder."""
    command = ["git", "-C", str(folder), "rev-parse", "--show-toplevel"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return Path(done.stdout.strip()) if done.returncode == 0 else folder


def located(places: Mapping[str, Place], project: Path, checkout: Path) -> dict[str, Place]:
    """Return the places as files of the checkout; what lies outside, or was installed, is nobody's to edit there.

    Args:
        places: URN -> where, relative to the project's folder.
        project: the folder that the engine ran in.
        checkout: root of the repository.

    """
    base, found = checkout.resolve(), {}
    for urn, place in places.items():
        file = (project / place.file).resolve()
        if file.is_relative_to(base) and not INSTALLED & set(file.parts):
            found[urn] = Place(file.relative_to(base).as_posix(), place.line)
    return found


def stack_file(checkout: Path, project: Path, stack: str) -> str:
    """Return the file that stands for what is declared nowhere: the stack's own, else the project's."""
    for name in (f"Pulumi.{stack}.yaml", "Pulumi.yaml"):
        for folder in (project, checkout):
            file = (folder / name).resolve()
            if file.is_file() and file.is_relative_to(checkout.resolve()):
                return file.relative_to(checkout.resolve()).as_posix()
    return "Pulumi.yaml"

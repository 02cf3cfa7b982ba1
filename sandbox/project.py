"""The project folder in which the engine runs the program against the sandbox."""

from pathlib import Path
from typing import Any

import yaml

from sandbox.folder import REPOSITORY

SALT = "encryptionsalt"


def write(folder: Path, stack: str) -> Path:
    """Write the project of the checkout, with one stack's configuration, into a folder of the sandbox.

    The engine stores the salt of the sandbox's passphrase in the stack file. In the checkout's own file it would be a
    change that nobody made, and in a shared environment's file it would belong to another passphrase.

    Returns:
        The folder to run the engine in.

    Raises:
        FileNotFoundError: the checkout has no such stack file.

    """
    folder.mkdir(parents=True, exist_ok=True)
    project = read(REPOSITORY / "Pulumi.yaml")
    project["main"] = str(REPOSITORY / project["main"])
    project["runtime"]["options"]["virtualenv"] = str(REPOSITORY / ".venv")
    dump(folder / "Pulumi.yaml", project)
    name = f"Pulumi.{stack}.yaml"
    settings = read(REPOSITORY / name)
    settings.pop("secretsprovider", None)
    settings.pop(SALT, None)
    if (folder / name).exists():
        earlier = read(folder / name)
        settings |= {SALT: earlier[SALT]} if SALT in earlier else {}
    dump(folder / name, settings)
    return folder


def read(path: Path) -> dict[str, Any]:
    """Read one YAML mapping."""
    content: dict[str, Any] = yaml.safe_load(path.read_text()) or {}
    return content


def dump(path: Path, content: dict[str, Any]) -> None:
    """Write one YAML mapping, complete or not at all."""
    partial = path.with_suffix(".partial")
    partial.write_text(yaml.safe_dump(content, sort_keys=False))
    partial.rename(path)

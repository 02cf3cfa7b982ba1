"""The project folder in which the engine runs the program against the sandbox."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from sandbox import operator
from sandbox.folder import REPOSITORY
from sandbox.operator import Operator

SALT = "encryptionsalt"
SETTINGS = "arqora-infra:environment"
SANDBOX = "sandbox"


def write(folder: Path, stack: str, who: Operator, *, booted: bool) -> Path:
    """Write the project of the checkout, with one stack's configuration, into a folder of the sandbox.

    The engine stores the salt of the sandbox's passphrase in the stack file. In the checkout's own file it would be a
    change that nobody made, and in a shared environment's file it would belong to another passphrase. So it is with the
    keys of the sandbox's operator.

    Args:
        folder: where to.
        stack: whose configuration.
        who: has the private halves of the keys that stand for the operator's.
        booted: servers are machines that boot, so their hosts can be converged.

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
    environment = settings.get("config", {}).get(SETTINGS, {})
    people(environment, who, booted=booted)
    earlier = read(folder / name) if (folder / name).exists() else {}
    settings |= {SALT: earlier[SALT]} if SALT in earlier else {}
    if stack == SANDBOX:
        age(environment, earlier.get("config", {}).get(SETTINGS, {}), datetime.now(UTC).date())
    dump(folder / name, settings)
    return folder


def people(environment: dict[str, Any], who: Operator, *, booted: bool) -> None:
    """Put the operator's keys where the configuration names the operator, and have hosts converged if there are any."""
    keys = environment.get("administration", {}).get("keys", [])
    keys[:] = [who.ssh_key if each.endswith(f" {operator.COMMENT}") else each for each in keys]
    peer = environment.get("tunnel", {}).get("peers", {}).get(operator.NAME)
    if peer:
        peer["public_key"] = who.wireguard_key
    if booted:
        environment["converge"] = True


def age(environment: dict[str, Any], earlier: dict[str, Any], today: date) -> None:
    """Let the edge's certificates be as old as the sandbox: with the checkout's day, all sandboxes would end on one."""
    pulls = environment.get("edge", {}).get("pulls", {})
    kept = {str(number): day for number, day in earlier.get("edge", {}).get("pulls", {}).items()}
    for number in pulls:
        pulls[number] = kept.get(str(number), today.isoformat())


def read(path: Path) -> dict[str, Any]:
    """Read one YAML mapping."""
    content: dict[str, Any] = yaml.safe_load(path.read_text()) or {}
    return content


def dump(path: Path, content: dict[str, Any]) -> None:
    """Write one YAML mapping, complete or not at all."""
    partial = path.with_suffix(".partial")
    partial.write_text(yaml.safe_dump(content, sort_keys=False))
    partial.rename(path)

"""`arqora destroy ENV`."""

import json
from typing import Annotated

import typer

from operations import environments, recovery
from operations.console import err
from operations.deployment import vendor
from operations.engine import Target
from operations.errors import OperationError
from sandbox.folder import SandboxFolder


def destroy(
    environment: Annotated[str, typer.Argument(help="Which environment, such as sandbox or staging.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask. Without it you type the name.")] = False,
) -> None:
    """Destroy an environment. What is protected stays, with what it needs, and is named."""
    environments.require(environment)
    sandbox = environment == environments.SANDBOX
    target = environments.sandbox(SandboxFolder()) if sandbox else environments.live(environment)
    if not yes and typer.prompt(f"Type {environment} to destroy it", err=True) != environment:
        msg = f"{environment}: the name was not repeated; nothing was destroyed"
        raise OperationError(msg)
    recovery.settle_pending(target, vendor(target))
    target.run("destroy", "--yes", "--skip-preview", "--exclude-protected")
    for kept, protected in remaining(target):
        err.print(f"kept: {kept}" + (" (protected)" if protected else " (something protected needs it)"))


def remaining(target: Target) -> list[tuple[str, bool]]:
    """Return what a stack still has at the vendors: type and name, and whether it is protected."""
    resources = json.loads(target.quietly("stack", "export"))["deployment"].get("resources", [])
    return [
        (f"{each['type'].rpartition(':')[2]} {each['urn'].rpartition('::')[2]}", bool(each.get("protect")))
        for each in resources
        if each["custom"] and not each["type"].startswith("pulumi:")
    ]

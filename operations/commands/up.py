"""`arqora up ENV`."""

from typing import Annotated

import typer

from operations import deployment, environments, summary
from operations.console import err
from sandbox.folder import SandboxFolder


def up(
    environment: Annotated[str, typer.Argument(help="Which environment, such as sandbox, staging or prod.")],
    lose: Annotated[
        list[str] | None,
        typer.Option(help="Name of something that holds data and may be deleted or replaced. May be repeated."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before applying the plan.")] = False,
) -> None:
    """Preview with the policy pack, then apply exactly that plan. An interrupted update is settled first."""
    environments.require(environment)
    sandbox = environment == environments.SANDBOX
    target = environments.sandbox(SandboxFolder()) if sandbox else environments.live(environment)

    def confirm() -> bool:
        return yes or sandbox or typer.confirm(f"Apply this plan to {environment}?", err=True)

    if deployment.up(target, confirm, lose or ()):
        summary.show(target)
    else:
        err.print("nothing was changed")

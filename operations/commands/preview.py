"""`arqora preview ENV`."""

from enum import StrEnum
from typing import Annotated

import typer

from operations import deployment, environments
from operations.console import err
from sandbox.folder import SandboxFolder


class Against(StrEnum):
    """What a preview is compared with."""

    AUTO = "auto"
    EMULATED = "emulated"
    LIVE = "live"


def preview(
    environment: Annotated[str, typer.Argument(help="Which environment, such as sandbox, staging or prod.")],
    against: Annotated[
        Against,
        typer.Option(
            help="`live`: the real state, with your credentials. `emulated`: an empty emulated cloud, without any "
            "credential, as in CI. `auto`: live if HCLOUD_TOKEN is set, else emulated."
        ),
    ] = Against.AUTO,
) -> None:
    """Show what an update would do, judged by the policy pack."""
    environments.require(environment)
    if environment == environments.SANDBOX and against is not Against.LIVE:
        deployment.preview(environments.sandbox(SandboxFolder()))
    elif against is Against.LIVE or (against is Against.AUTO and environments.has_credentials()):
        deployment.preview(environments.live(environment))
    else:
        err.print(f"previewing {environment} against an empty emulated cloud: no credential is used, nothing is kept")
        with environments.passing(environment) as target:
            deployment.preview(target)

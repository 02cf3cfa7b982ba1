"""`arqora audit live ENV`."""

from pathlib import Path
from typing import Annotated

import typer

from operations import environments
from operations.commands.policy import refuse
from operations.errors import OperationError
from operations.live import hetzner
from operations.policy import configured, recorded
from operations.policy.outputs import Annotations, Format, Json, JUnit, Outputs, Printed, Sarif, emit
from policies.checking.check import Check
from policies.checking.files import read
from policies.configuration import ConfigurationError
from policies.recorded.picture import UnreadableError
from sandbox import clouds
from sandbox.folder import SandboxFolder
from sandbox.toolchain.progress import step


def audit(
    environment: Annotated[str, typer.Argument(help="Such as sandbox, staging or prod.", metavar="ENV")],
    *,
    owned: Annotated[
        list[Path] | None,
        typer.Option(
            "--owned-by",
            help="Exported state of another stack in the same Hetzner project: what it has is not reported.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            help="The pack's configuration. Default: policies/environments/ENV.json.", exists=True, dir_okay=False
        ),
    ] = None,
    printed: Printed = Format.PEOPLE,
    json_file: Json = None,
    sarif: Sarif = None,
    junit: JUnit = None,
    annotations: Annotations = False,
) -> None:
    """Judge what the vendor has by the rules for plans, and compare it with the state. Reads only.

    HCLOUD_AUDIT_TOKEN is a token of the environment's Hetzner project that may only read.
    """
    environments.require(environment)
    require_running(environment)
    sandbox = environment == environments.SANDBOX
    target = environments.sandbox(SandboxFolder()) if sandbox else environments.live(environment)
    check = Check(f"{environment}, as the vendor has it", config or configured.file_of(environment), target.folder)
    try:
        with step("reading the state"):
            picture = recorded.exported(target)
            others = [read(file, None) for file in owned or []]
        with step("reading what the vendor has"):
            reading = hetzner.read(target)
        with step(f"judging {len(reading.objects)} objects"):
            report = check.live(picture, reading, others)
    except (UnreadableError, ConfigurationError) as error:
        refuse(str(error))
    emit(report, Outputs(printed, {"json": json_file, "sarif": sarif, "junit": junit}, annotations))


def require_running(environment: str) -> None:
    """Refuse to audit a sandbox that is down, instead of bringing its clouds up.

    Raises:
        OperationError: it is down.

    """
    folder = SandboxFolder()
    if environment == environments.SANDBOX and not (folder.root.exists() and clouds.hetzner(folder).running()):
        raise OperationError("the sandbox is down; `make sandbox` brings it up")

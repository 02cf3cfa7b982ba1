"""`arqora preview ENV`."""

import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from operations import deployment, environments
from operations.console import err
from operations.engine import EngineError, Target
from operations.policy.outputs import Annotations, Json, JUnit, Outputs, Sarif, emit
from policies.checking.check import Check
from policies.recorded.picture import UnreadableError
from sandbox.folder import SandboxFolder


class Against(StrEnum):
    """What a preview is compared with."""

    AUTO = "auto"
    EMULATED = "emulated"
    LIVE = "live"


def preview(
    environment: Annotated[str, typer.Argument(help="Which environment, such as sandbox, staging or prod.")],
    *,
    against: Annotated[
        Against,
        typer.Option(
            help="`live`: the real state, with your credentials. `emulated`: an empty emulated cloud, without any "
            "credential, as in CI. `auto`: live if HCLOUD_TOKEN is set, else emulated."
        ),
    ] = Against.AUTO,
    json_file: Json = None,
    sarif: Sarif = None,
    junit: JUnit = None,
    annotations: Annotations = False,
) -> None:
    """Show what an update would do, judged by the policy pack; with its verdicts in files, for a pull request."""
    outputs = Outputs(files={"json": json_file, "sarif": sarif, "junit": junit}, annotations=annotations)
    environments.require(environment)
    if environment == environments.SANDBOX and against is not Against.LIVE:
        judged(environments.sandbox(SandboxFolder()), outputs)
    elif against is Against.LIVE or (against is Against.AUTO and environments.has_credentials()):
        judged(environments.live(environment), outputs)
    else:
        err.print(f"previewing {environment} against an empty emulated cloud: no credential is used, nothing is kept")
        with environments.passing(environment) as target:
            judged(target, outputs)


def judged(target: Target, outputs: Outputs) -> None:
    """Preview; with a report of what the pack said, if somebody wants one."""
    if not (outputs.annotations or any(outputs.files.values())):
        deployment.preview(target)
        return
    with tempfile.TemporaryDirectory(prefix="arqora-events-") as folder:
        log, failure = Path(folder) / "events.json", None
        try:
            deployment.preview_into(target, log)
        except EngineError as error:
            failure = error
        lines = log.read_text().splitlines() if log.exists() else []
        try:
            report = Check(f"preview of {target.stack}", project=target.folder).logged(lines, target.stack)
        except UnreadableError:
            if failure:  # the program or the engine failed before the pack was asked
                raise failure from None
            raise
        emit(report, outputs)
        if failure:  # no rule is violated, and yet it failed
            raise failure

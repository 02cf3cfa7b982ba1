"""`arqora policy …`: the policy pack on what was written down, without an engine and without credentials."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from operations import environments
from operations.console import err
from operations.policy import configured, recorded
from operations.policy.outputs import Annotations, Format, Json, JUnit, Outputs, Printed, Sarif, emit
from policies.checking.check import Check
from policies.checking.files import read
from policies.configuration import ConfigurationError
from policies.recorded.picture import Picture, UnreadableError
from sandbox.folder import SandboxFolder
from sandbox.toolchain.progress import step

app = typer.Typer(
    no_args_is_help=True,
    help="The policy pack on what was written down: states, plans, logs. Status 1 on a violation, 2 on wrong use.",
)


@app.command()
def check(
    environment: Annotated[
        str | None, typer.Argument(help="Judge the state of this environment, secrets included.", metavar="[ENV]")
    ] = None,
    *,
    state: Annotated[
        Path | None,
        typer.Option(help="Judge an exported state: `pulumi stack export --file FILE`.", exists=True, dir_okay=False),
    ] = None,
    plan: Annotated[
        Path | None,
        typer.Option(
            help="Judge what there will be: `pulumi preview --save-plan FILE`, with --state if the stack exists.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            help="The pack's configuration. Default: policies/environments/ENV.json for ENV.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    project: Annotated[
        Path, typer.Option(help="The folder of the stack's Pulumi.yaml, for places in files.", file_okay=False)
    ] = Path(),
    printed: Printed = Format.PEOPLE,
    json_file: Json = None,
    sarif: Sarif = None,
    junit: JUnit = None,
    annotations: Annotations = False,
) -> None:
    """Judge the state of an environment, an exported state, or a saved plan; also of stacks that are not ours."""
    if (environment is None) == (state is None and plan is None):
        refuse("name one thing to judge: ENV, --state FILE, or --plan FILE (with --state FILE)")
    try:
        with step("reading what there is"):
            picture, subject, folder = found(environment, state, plan, project)
        configuration = config or (configured.file_of(environment) if environment else None)
        with step(f"holding {len(picture.resources)} resources against the rules"):
            report = Check(subject, configuration, folder).recorded(picture)
    except (UnreadableError, ConfigurationError) as error:
        refuse(str(error))
    emit(report, Outputs(printed, {"json": json_file, "sarif": sarif, "junit": junit}, annotations))


@app.command()
def report(
    log: Annotated[Path, typer.Argument(help="What the engine wrote.", metavar="LOG", exists=True, dir_okay=False)],
    *,
    stack: Annotated[str, typer.Option(help="Its name, for the file that findings are shown beside.")] = "",
    project: Annotated[Path, typer.Option(help="The folder of the stack's Pulumi.yaml.", file_okay=False)] = Path(),
    printed: Printed = Format.PEOPLE,
    json_file: Json = None,
    sarif: Sarif = None,
    junit: JUnit = None,
    annotations: Annotations = False,
) -> None:
    """Report what the pack said in a preview: PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true pulumi preview --json > LOG."""
    try:
        made = Check(log.name, project=project).logged(log.read_text().splitlines(), stack)
    except UnreadableError as error:
        refuse(f"{log}: {error}")
    emit(made, Outputs(printed, {"json": json_file, "sarif": sarif, "junit": junit}, annotations))


def refuse(message: str) -> NoReturn:
    """Say on one line what is wrong with what was asked; a box would break paths."""
    err.print(f"error: {message}", style="red", markup=False, soft_wrap=True)
    raise typer.Exit(2)


def found(environment: str | None, state: Path | None, plan: Path | None, project: Path) -> tuple[Picture, str, Path]:
    """Return what is to be judged, what it is called, and the project's folder."""
    if environment is None:
        return read(state, plan), str((plan or state or Path()).name), project
    environments.require(environment)
    sandbox = environment == environments.SANDBOX
    target = environments.sandbox(SandboxFolder()) if sandbox else environments.live(environment)
    return recorded.exported(target), f"{environment}, as its state is", target.folder

"""Where a report goes: to the terminal, and to files for the programs that want one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from operations.console import err
from policies.reports.formats import FORMATS
from policies.reports.report import Report


class Format(StrEnum):
    """Of what is printed."""

    PEOPLE = "people"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"


Printed = Annotated[Format, typer.Option("--format", help="What is printed; files can be written beside it.")]
Json = Annotated[Path | None, typer.Option("--json", help="Write the report there as JSON.", dir_okay=False)]
Sarif = Annotated[Path | None, typer.Option("--sarif", help="Write it there for code scanning.", dir_okay=False)]
JUnit = Annotated[Path | None, typer.Option("--junit", help="Write it there as a test report.", dir_okay=False)]
Annotations = Annotated[
    bool, typer.Option("--annotations", help="Print GitHub's annotations as well, for a pull request.")
]


@dataclass(frozen=True)
class Outputs:
    """What somebody wants to have."""

    printed: Format = Format.PEOPLE
    files: Mapping[str, Path | None] = field(default_factory=dict)
    """Format -> file; None for none."""
    annotations: bool = False


def emit(report: Report, outputs: Outputs) -> None:
    """Print a report, and write its files. Status 1 if there is a violation.

    Raises:
        Exit: with status 1.

    """
    for name, file in outputs.files.items():
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(FORMATS[name](report))
            err.print(f"written: {file}", markup=False, soft_wrap=True)
    typer.echo(FORMATS[outputs.printed](report), nl=False)
    if outputs.annotations and outputs.printed is not Format.GITHUB:
        typer.echo(FORMATS["github"](report), nl=False)
    if report.violations:
        raise typer.Exit(1)

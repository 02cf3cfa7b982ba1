"""`arqora-policies check` and `arqora-policies report`: for stacks of others, with nothing but the installed pack."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ..configuration import ConfigurationError
from ..recorded.picture import UnreadableError
from ..reports.formats import FORMATS
from ..reports.report import Report
from .check import Check
from .files import read

WRONG_USE = 2


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    words = argparse.ArgumentParser(
        "arqora-policies",
        description="The policy pack on what was written down, without an engine and without credentials. "
        "Status 1 on a violation, 2 on wrong use.",
    )
    commands = words.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="judge an exported state or a saved plan")
    check.add_argument("--state", type=Path, metavar="FILE", help="what `pulumi stack export --file FILE` wrote")
    check.add_argument(
        "--plan",
        type=Path,
        metavar="FILE",
        help="what `pulumi preview --save-plan FILE` wrote; with --state if it exists",
    )
    check.add_argument("--config", type=Path, metavar="FILE", help="the pack's configuration")
    report = commands.add_parser("report", help="report what the pack said in a preview")
    report.add_argument(
        "log",
        type=Path,
        metavar="LOG",
        help="what PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true pulumi preview --json printed",
    )
    report.add_argument("--stack", default="", metavar="NAME", help="its name, for the file that findings stand beside")
    for command in (check, report):
        command.add_argument("--project", type=Path, default=Path(), metavar="DIR", help="folder of the Pulumi.yaml")
        command.add_argument("--format", choices=sorted(FORMATS), default="people", help="what is printed")
        for name in ("json", "sarif", "junit", "github"):
            command.add_argument(f"--{name}", type=Path, metavar="FILE", help=f"write it there as {name}, too")
    return words


def main(words: Sequence[str]) -> int:
    """Check, print, write. Returns the status."""
    chosen = parser().parse_args(words)
    try:
        found = _report(chosen)
    except (OSError, UnreadableError, ConfigurationError) as error:
        sys.stderr.write(f"error: {error}\n")
        return WRONG_USE
    for name in ("json", "sarif", "junit", "github"):
        file: Path | None = getattr(chosen, name)
        if file:
            file.write_text(FORMATS[name](found))
    sys.stdout.write(FORMATS[chosen.format](found))
    return 1 if found.violations else 0


def _report(chosen: argparse.Namespace) -> Report:
    if chosen.command == "report":
        check = Check(chosen.log.name, project=chosen.project)
        return check.logged(chosen.log.read_text().splitlines(), chosen.stack)
    if chosen.state is None and chosen.plan is None:
        raise UnreadableError("nothing to judge: give --state FILE, or --plan FILE")
    subject = (chosen.plan or chosen.state).name
    return Check(subject, chosen.config, chosen.project).recorded(read(chosen.state, chosen.plan))

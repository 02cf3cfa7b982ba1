"""`arqora audit ENV`, and each of the audits that it consists of: `live`, `drift`, `exposure`."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from typer._click import Command, Context
from typer.core import TyperGroup

from operations import drift, environments, vantages
from operations.audit import exposure, orders, report
from operations.audit.exposure import Report
from operations.audit.orders import ALL, Looks, Pace
from operations.audit.probe.order import numbers
from operations.commands import live
from operations.console import err, out
from operations.errors import OperationError
from operations.hosts import HostError
from sandbox import clouds
from sandbox.folder import SandboxFolder
from sandbox.toolchain.progress import step

EVERYTHING = "all"


class Auditing(TyperGroup):
    """A group whose command may be left out: `audit ENV` is `audit all ENV`."""

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Take the name of an environment for the command's argument."""
        return super().resolve_command(ctx, args if args[0] in self.commands else [EVERYTHING, *args])


app = typer.Typer(
    cls=Auditing,
    no_args_is_help=True,
    help="Compare an environment with what it declares: `audit ENV` in every way that applies; `live` what the vendor "
    "has, `drift` what its hosts hold, `exposure` what answers whom.",
)
ENVIRONMENT = typer.Argument(help="Which environment, such as sandbox, staging or prod.", metavar="ENV")


@app.command(name=EVERYTHING)
def everything(environment: Annotated[str, ENVIRONMENT]) -> None:
    """Run every audit that can be run from here. Status 1 if one finds something, or cannot be run to its end."""
    environments.require(environment)
    fine = True
    for name, audit, elsewhere in audits(environment):
        err.print(f"[bold]{name}[/]")
        if elsewhere:
            err.print(f"not run: {elsewhere}", soft_wrap=True)
            continue
        try:
            audit(environment)
        except OperationError as error:
            err.print(f"error: {error}", style="red", markup=False, soft_wrap=True)
            fine = False
        except typer.Exit as ended:
            fine = fine and not ended.exit_code
    if not fine:
        raise typer.Exit(1)


def audits(environment: str) -> list[tuple[str, Callable[[str], None], str]]:
    """Return each audit, what runs it, and why it cannot be run from here."""
    live.require_running(environment)
    booted, sandbox = SandboxFolder().booted, environment == environments.SANDBOX
    no_machines = "" if booted or not sandbox else "the sandbox is on API level, and has no machines"
    stranger_needed = f"it takes a host on the internet: `arqora audit exposure {environment} --from-here` there"
    return [
        ("what the vendor has", live.audit, ""),
        ("what the hosts hold", compare, no_machines),
        ("what answers whom", expose, no_machines or ("" if sandbox else stranger_needed)),
    ]


app.command(name="live")(live.audit)


@app.command(name="drift")
def compare(environment: Annotated[str, ENVIRONMENT]) -> None:
    """Show how each host differs from its bundle. Status 1 if one does; `arqora up` repairs it."""
    found = drift.find(described(environment), vantages.operator(environment))
    if not found:
        raise OperationError(f"{environment}: none of its hosts has a bundle (`converge: false`); there is no drift")
    for name, differences in found.items():
        if isinstance(differences, HostError):
            out.print(f"[red]{name}[/]: {differences}", soft_wrap=True)
            continue
        out.print(f"[red]{name}[/] drifted" if differences else f"[green]{name}[/] is as it should be")
        for each in differences:
            out.print(f"  {each}", markup=False, soft_wrap=True)
    if any(found.values()):
        err.print(f"`arqora up {environment}` sends the bundles of drifted hosts again.")
        raise typer.Exit(1)


def ports(text: str) -> str:
    """Accept a list of ports."""
    try:
        numbers(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    return text


@app.command(name="exposure")
def expose(
    environment: Annotated[str, ENVIRONMENT],
    *,
    tcp: Annotated[
        str, typer.Option("--ports", callback=ports, help="TCP ports to look at, such as 22,8000-8010.")
    ] = ALL,
    rate: Annotated[
        int | None,
        typer.Option(min=10, help="Packets a second from each place. Default: careful, in the sandbox fast."),
    ] = None,
    from_here: Annotated[
        bool, typer.Option("--from-here", help="This machine is the stranger. Not for the sandbox, which has one.")
    ] = False,
    outside_only: Annotated[bool, typer.Option("--outside-only", help="Not from role to role.")] = False,
    every_node: Annotated[
        bool, typer.Option("--every-node", help="Look from every node, not from one of each role.")
    ] = False,
    containers: Annotated[bool, typer.Option("--containers", help="Also look from containers' networks.")] = False,
    description: Annotated[
        Path | None,
        typer.Option(
            help="The stack's output `environment` as JSON, for a host without access to the stack: "
            "`pulumi stack output environment --json`.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write everything that was seen there.")] = None,
) -> None:
    """Look at what answers a stranger, and each role. Status 1 unless that is exactly what is declared."""
    looks = Looks(pace(environment, rate), tcp)
    environments.require(environment)
    stranger(environment, from_here=from_here)
    known = json.loads(description.read_text()) if description else described(environment)
    with step("looking from the internet"):
        seen = exposure.from_outside(known, vantages.outside(environment), looks, progress)
    if not outside_only:
        with step("looking from role to role"):
            seen += exposure.between_roles(
                known, vantages.operator(environment), looks, every_node=every_node, within=containers
            )
    show(seen)
    if json_file:
        json_file.write_text(json.dumps(report.data(seen, environment, datetime.now(UTC)), indent=1) + "\n")
    if seen.findings:
        raise typer.Exit(1)


def progress(line: str) -> None:
    """Show how the probe goes."""
    err.print(f"  {line}", markup=False)


def show(seen: Report) -> None:
    """Print what was seen, and each finding."""
    out.print(report.table(seen))
    for each in seen.findings:
        out.print(f"[red]*[/] {each}", soft_wrap=True)
    packets = sum(each.packets for each in seen.sights.values())
    err.print(f"{packets} packets; {len(seen.findings) or 'no'} finding{'' if len(seen.findings) == 1 else 's'}")


def pace(environment: str, rate: int | None) -> Pace:
    """Return how fast to look."""
    usual = orders.SANDBOX if environment == environments.SANDBOX else orders.LIVE
    return replace(usual, outside=rate, inside=rate) if rate else usual


def stranger(environment: str, *, from_here: bool) -> None:
    """Have the user say whether this machine is the stranger.

    Raises:
        OperationError: it was said for the sandbox, or not said for a real environment.

    """
    if environment == environments.SANDBOX and from_here:
        raise OperationError("--from-here: nothing of the sandbox is reachable from this machine; leave it out")
    if environment != environments.SANDBOX and not from_here:
        msg = (
            f"{environment}: run this on a host on the internet that no firewall of yours stands in front of, and say "
            "so with --from-here; its address may be taken for an attacker's"
        )
        raise OperationError(msg)


def described(environment: str) -> dict[str, Any]:
    """Return the stack's output `environment`.

    Raises:
        OperationError: the sandbox has no machines, or nothing is deployed.

    """
    environments.require(environment)
    if environment != environments.SANDBOX:
        target = environments.live(environment)
    else:
        folder = SandboxFolder()
        if not (folder.booted and clouds.machines(folder).running()):
            raise OperationError("no machine runs in the sandbox: it is down, or on API level only; `make sandbox`")
        target = environments.sandbox(folder)
    outputs = json.loads(target.quietly("stack", "output", "--json"))
    if "environment" not in outputs:
        raise OperationError(f"{environment}: nothing is deployed yet; `arqora up {environment}` does it")
    found: dict[str, Any] = outputs["environment"]
    return found

"""`arqora sandbox …`: the whole environment on one machine."""

import shlex
from typing import Annotated

import typer

from operations import deployment, environments, flow, level, summary
from operations.commands import audit as auditing
from operations.commands import machines
from operations.console import err, out
from sandbox import clouds
from sandbox.folder import SandboxFolder
from sandbox.machines import entry, image
from sandbox.toolchain.progress import step

SHOWN = ("PULUMI_", "HCLOUD_", "HETZ", "CLOUDFLARE_", "SSH_AUTH_SOCK")
"""What the engine's variables of the sandbox start with."""
app = typer.Typer(no_args_is_help=True, help="The whole environment on one machine, against emulated clouds.")


@app.command()
def up(
    *,
    api_level: Annotated[
        bool, typer.Option("--api-level", help="Boot no machines: servers exist at the emulated API only.")
    ] = False,
    audit: Annotated[bool, typer.Option(help="Look at what is reachable, from the internet and between roles.")] = True,
) -> None:
    """Bring the sandbox environment up: machines, tunnel, converged hosts, audited. Again is harmless."""
    stages, folder = flow.Stages(), SandboxFolder()
    level.choose(folder, api_level=api_level)
    if folder.booted:
        with stages.stage("finding the machines' image"):
            image.ensure()
    with stages.stage("starting the emulated clouds"):
        target = environments.sandbox(folder)
    with stages.stage("bringing the environment up"):
        deployment.up(target, confirm=lambda: True)
    found = flow.outputs(target)
    seen = None
    if folder.booted and audit:
        with stages.stage("looking at what is reachable"):
            seen = flow.audited(target, found["environment"])
    with stages.stage("describing it"):
        flow.show(target, found, seen, folder.page)
    summary.show(target)
    if seen:
        auditing.show(seen)
    err.print(f"Page: {folder.page}", soft_wrap=True)
    err.print(f"The sandbox is up: {stages}. `make down` takes it down.", soft_wrap=True)
    if seen and seen.findings:
        raise typer.Exit(1)


@app.command()
def down() -> None:
    """Stop everything that runs and remove the sandbox's state. Again is harmless."""
    folder = SandboxFolder()
    if not folder.root.exists():
        err.print("The sandbox is down already.")
        return
    with step("stopping what runs and removing its state"):
        clouds.stop(folder)
        folder.remove()


@app.command()
def status() -> None:
    """Say what runs, and what the environment is made of. Status 1 if the sandbox is down."""
    folder = SandboxFolder()
    running = clouds.hetzner(folder).running() if folder.root.exists() else None
    if not running:
        err.print("The sandbox is down. `make sandbox` brings it up.")
        raise typer.Exit(1)
    out.print(f"Hetzner emulator: process {running.pid}, {running.endpoint}")
    for daemon in (clouds.cloudflare(folder), *((clouds.serving_edge(folder),) if folder.booted else ())):
        found = daemon.running()
        out.print(f"{daemon.name}: " + (f"process {found.pid}, {found.endpoint}" if found else "down"))
    if folder.booted:
        for machine in entry.machines(folder):
            what = "in the rescue system" if machine["rescue"] else machine["error"]
            out.print(f"machine {machine['name']}: {machine['state']} {what}".rstrip(), soft_wrap=True)
    else:
        out.print(level.API_LEVEL)
    summary.show(environments.sandbox(folder))


@app.command()
def env() -> None:
    """Print shell variables with which plain `pulumi` works on the sandbox: eval "$(arqora sandbox env)"."""
    target = environments.sandbox(SandboxFolder())
    wanted = {key: value for key, value in target.variables.items() if key.startswith(SHOWN)}
    wanted |= {"PATH": target.variables["PATH"], "PULUMI_OPTION_CWD": str(target.folder)}
    wanted |= {"PULUMI_OPTION_STACK": target.stack}
    for key, value in wanted.items():
        out.out(f"export {key}={shlex.quote(value)}", highlight=False)
    if target.prefix:  # the engine reaches machines from the operator's host only
        out.out(f'pulumi() {{ {shlex.join(target.prefix)} pulumi "$@"; }}', highlight=False)


app.command()(machines.console)
app.command()(machines.logs)
app.command()(machines.run)
app.command()(machines.ssh)

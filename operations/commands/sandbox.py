"""`arqora sandbox …`: the whole environment on one machine."""

import shlex
import time

import typer

from operations import deployment, environments, summary
from operations.commands import machines
from operations.console import err, out
from sandbox import clouds
from sandbox.folder import SandboxFolder
from sandbox.toolchain.progress import elapsed, step

SHOWN = ("PULUMI_", "HCLOUD_", "HETZ", "SSH_AUTH_SOCK")
"""What the engine's variables of the sandbox start with."""
app = typer.Typer(no_args_is_help=True, help="The whole environment on one machine, against emulated clouds.")


@app.command()
def up() -> None:
    """Bring the sandbox environment up: emulated clouds, real engine, policy pack. Again is harmless."""
    started = time.monotonic()
    folder = SandboxFolder()
    with step("starting the emulated clouds"):
        target = environments.sandbox(folder)
    with step("bringing the environment up"):
        deployment.up(target, confirm=lambda: True)
    summary.show(target)
    err.print(f"The sandbox is up, in {elapsed(time.monotonic() - started)}. `make down` takes it down.")


@app.command()
def down() -> None:
    """Stop the emulated clouds and remove the sandbox's state. Again is harmless."""
    folder = SandboxFolder()
    if not folder.root.exists():
        err.print("The sandbox is down already.")
        return
    with step("stopping the emulated clouds and removing their state"):
        clouds.hetzner(folder).stop()
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

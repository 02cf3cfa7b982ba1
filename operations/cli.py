"""The `arqora` command."""

import requests
import typer
from hcloud import APIException

from operations.commands import audit, destroy, doctor, edge, policy, preview, sandbox, site, tunnel, up
from operations.console import err
from operations.errors import OperationError
from sandbox.agent import AgentError
from sandbox.daemon import DaemonError
from sandbox.machines.entry import EntryError

app = typer.Typer(
    name="arqora",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    help="Arqora's infrastructure: the sandbox, previews judged by the policy pack, updates that apply exactly them.",
)
app.add_typer(sandbox.app, name="sandbox")
app.add_typer(tunnel.app, name="tunnel")
app.add_typer(audit.app, name="audit")
app.add_typer(policy.app, name="policy")
app.add_typer(edge.app, name="edge")
app.add_typer(site.app, name="site")
app.command()(preview.preview)
app.command()(up.up)
app.command()(destroy.destroy)
app.command()(doctor.doctor)


def main() -> int:
    """Run the command line; a failure that people can mend is one message, never a traceback."""
    try:
        app(prog_name="arqora")
    except (OperationError, DaemonError, EntryError, AgentError) as error:
        err.print(f"error: {error}", style="red", markup=False, soft_wrap=True)
        return 1
    except (APIException, requests.RequestException) as error:
        err.print(f"error: the vendor's API: {error}; nothing is lost, run it again", style="red", markup=False)
        return 1
    return 0

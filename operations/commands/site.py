"""`arqora site …`: the versions of the static sites, going back to one, and seeing one before it is live."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from cloudflare import Cloudflare
from rich.table import Table

from operations import environments
from operations.console import err, out
from operations.engine import Target
from operations.site import history, vendor
from operations.site import preview as previews
from operations.site.history import WHOLE, Version
from operations.site.sites import Site, one
from sandbox.folder import SandboxFolder

app = typer.Typer(
    no_args_is_help=True,
    help="The static sites at the edge: `versions` of one, `rollback` to one, `preview` before it is live.",
)
ENVIRONMENT = typer.Argument(help="Which environment, such as sandbox, staging or prod.", metavar="ENV")
SITE = typer.Argument(help="Its host, whole or as in edge.sites. The only one, if it is left out.", metavar="[SITE]")


@contextmanager
def connected(environment: str, site: str | None) -> Iterator[tuple[Target, Site, Cloudflare]]:
    """Give an environment, a site of it, and a client of the vendor."""
    environments.require(environment)
    sandbox = environment == environments.SANDBOX
    target = environments.sandbox(SandboxFolder()) if sandbox else environments.live(environment)
    chosen = one(target, site)
    with vendor.connected(target.variables) as client:
        yield target, chosen, client


@app.command()
def versions(environment: Annotated[str, ENVIRONMENT], site: Annotated[str | None, SITE] = None) -> None:
    """List the versions that can be made live, newest first, and say which is."""
    with connected(environment, site) as (_, chosen, client):
        found = history.read(client, chosen)
    table = Table("number", "version", "uploaded", "live", "", title=chosen.name, title_justify="left")
    for each in found.versions:
        share = f"[green]{each.share:g} %[/]" if each.share else ("before" if each.was_live else "")
        table.add_row(str(each.number), each.short, each.created[:19].replace("T", " "), share, each.message)
    out.print(table)


@app.command()
def rollback(
    environment: Annotated[str, ENVIRONMENT],
    site: Annotated[str | None, SITE] = None,
    *,
    to: Annotated[
        str | None,
        typer.Option(help="Version to go to: its number or the beginning of its id. The one live before, if left out."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Make an earlier version of a site live, for all visitors. The next `up` with a changed site replaces it again."""
    with connected(environment, site) as (_, chosen, client):
        found = history.read(client, chosen)
        was, wanted = found.live, found.named(to) if to else found.before()
        if wanted.id == was.id and was.share == WHOLE:
            err.print(f"{chosen.name}: {wanted} is live already; nothing was changed")
            return
        described = f"{chosen.name}: {label(was)} is live, {label(wanted)} will be"
        if not yes and not typer.confirm(f"{described}. Go on?", err=True):
            err.print("nothing was changed")
            return
        history.make_live(client, chosen, wanted, f"arqora site rollback, from version {was.number}")
    out.print(f"{chosen.name}: was {label(was)}, is {label(wanted)}", markup=False, soft_wrap=True)
    err.print(
        f"Back again: `arqora site rollback {environment} {chosen.name} --to {was.short}`.",
        markup=False,
        soft_wrap=True,
    )


@app.command()
def preview(
    environment: Annotated[str, ENVIRONMENT],
    site: Annotated[str, typer.Argument(help="Its host, whole or as in edge.sites.")],
    directory: Annotated[Path, typer.Argument(help="The built site.", file_okay=False, exists=True)],
) -> None:
    """Upload a directory as a version of a site that no visitor gets, and print where it can be seen."""
    with connected(environment, site) as (target, chosen, client):
        made = previews.upload(client, target, chosen, directory, lambda line: err.print(line, markup=False))
    if made.url is None:
        err.print(
            f"{chosen.name}: version {made.version[: history.SHORT]} is uploaded and not live, but it cannot be seen: "
            "set `previews: true` for it in edge.sites, and have the account choose its workers.dev subdomain",
            markup=False,
            soft_wrap=True,
        )
        raise typer.Exit(1)
    out.print(made.url, markup=False, soft_wrap=True)


def label(version: Version) -> str:
    """Return a version with the time of its upload."""
    return f"{version} of {version.created[:19].replace('T', ' ')}"

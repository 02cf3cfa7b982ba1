"""`arqora edge …`: what people look after at the edge."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from operations import edge_ranges
from operations.console import err, out

app = typer.Typer(no_args_is_help=True, help="What people look after at the edge.")


@app.callback()
def edge() -> None:
    """Keep `ranges` a word of its own, also while it is the only one."""


@app.command()
def ranges(
    *,
    write: Annotated[
        bool, typer.Option("--write", help="Record the vendor's list in the catalogue, dated today.")
    ] = False,
) -> None:
    """Compare the edge's address ranges with the recorded ones. Status 1 if they differ and are not written."""
    found = edge_ranges.ask()
    seen = edge_ranges.compare(found)
    for each in seen.added:
        out.print(f"+ {each}", highlight=False)
    for each in seen.gone:
        out.print(f"- {each}", highlight=False)
    if write:
        edge_ranges.write(found, datetime.now(UTC).date())
        err.print(f"Recorded in {edge_ranges.FILE.name}; review the difference, and commit it.")
    elif seen.added or seen.gone:
        err.print(f"That differs from the list of {seen.as_of}. `arqora edge ranges --write` records it.")
        raise typer.Exit(1)
    else:
        err.print(f"As recorded on {seen.as_of}.")

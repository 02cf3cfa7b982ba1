"""Writes the page."""

import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from operations.page import content
from operations.page.observations import Observations

WORDS = {"well": "as it should be", "drifted": "drifted", "unreachable": "unreachable", "unknown": "not asked"}


def write(path: Path, name: str, environment: Mapping[str, Any], seen: Observations) -> None:
    """Write an environment's page, complete or not at all.

    Args:
        path: of the HTML file; its folder is made.
        name: of the environment.
        environment: the stack's output of that name.
        seen: what was observed.

    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_text(render(name, environment, seen), encoding="utf-8")
    partial.rename(path)


def render(name: str, environment: Mapping[str, Any], seen: Observations) -> str:
    """Return the page as HTML. Every value is escaped; no script and nothing from elsewhere is in it."""
    cards = content.cards(environment, seen)
    roles, cells = content.matrix(environment)
    state, says = content.verdict(cards, seen)
    return TEMPLATES.get_template("page.html.j2").render(
        name=name,
        style=Markup(text("page.css")),  # noqa: S704 - a file of ours, without any value
        cards=cards,
        roles=roles,
        cells=cells,
        flows=environment["flows"],
        network=environment["network"],
        cost=environment["monthlyCost"],
        places=content.places(seen.audit),
        seen=seen,
        state=state,
        says=says,
        words=WORDS,
    )


def text(name: str) -> str:
    """Return a file of the page's templates."""
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def prose(words: str) -> Markup:
    """Return a message as HTML: escaped, and what stands between backticks as code."""
    return Markup(re.sub(r"`([^`]*)`", r"<code>\1</code>", str(escape(words))))  # noqa: S704 - escaped before


TEMPLATES = Environment(
    loader=FunctionLoader(text), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
TEMPLATES.filters["prose"] = prose

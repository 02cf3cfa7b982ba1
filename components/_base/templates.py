"""Renders line-oriented files. A missing name is an error, and a value cannot bring a line of its own."""

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined, Template


def single_line(value: object) -> str:
    """Return a value as text; refuse one that would become more than the word it stands for."""
    text = str(value)
    if any(not character.isprintable() for character in text):
        msg = "a rendered value holds a line break or another control character"
        raise ValueError(msg)
    return text


ENVIRONMENT = Environment(
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=False,  # noqa: S701 - no markup is rendered; `single_line` is the escape of these formats
    finalize=single_line,
)


@cache
def template(package: str, name: str) -> Template:
    """Return a template of a component's `templates` folder."""
    text = files(package).joinpath("templates", name).read_text(encoding="utf-8")
    return ENVIRONMENT.from_string(text)


def render(package: str, name: str, **values: Any) -> str:  # noqa: ANN401 - whatever the template names
    """Render a template of a component.

    Args:
        package: the component's `__package__`.
        name: the file below its `templates`.
        values: every name that the template uses.

    Raises:
        jinja2.UndefinedError: the template uses a name that was not given.
        ValueError: a value holds a control character.

    """
    return template(package, name).render(**values)

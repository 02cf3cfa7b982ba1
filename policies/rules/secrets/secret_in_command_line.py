"""No credential is an argument of a command: the list of processes shows it to every user of the host.

A mark does not help: the engine keeps it out of the state, but hands the text to a shell. Nor does a variable, which
the shell replaces by its value before it starts the program. What is not known yet is judged on apply, before it
runs.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...reading import Value, plain
from ...resource import Resource
from ...rule import EVERY_TYPE, resource_rule
from ...secrets.command_line import credentials
from ...secrets.places import COMMAND_LINES, is_marked
from ...settings import Settings


@resource_rule(
    "secret-in-command-line",
    on=(EVERY_TYPE,),  # not the listed ones: `unlisted-type` takes a type that a rule names for one that cannot expose
    protects="every user of the host reads command lines in the list of processes, and logs repeat them",
    remedy="send it on standard input, or let the program read a file: stdin=..., --password-file, --password-stdin",
)
def rule(resource: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at what becomes a command line."""
    for key in COMMAND_LINES.get(resource.type, ()):
        value = resource.properties.get(key)
        if is_marked(value):
            yield Finding(f"{key} is marked secret, but is a command line")
        for how in dict.fromkeys(credentials(_text(plain(value)))):
            yield Finding(f"{key} hands over a credential: {how}")


def _text(value: Value) -> str:
    """Return a command line as one text, given as one or as words."""
    match value:
        case str():
            return value
        case list():
            return " ".join(_text(item) for item in value)
        case dict():
            return " ".join(_text(item) for item in value.values())
        case _:
            return ""

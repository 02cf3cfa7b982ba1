"""Says in one line each what a preview does not know yet of hosts. On apply it is judged before it has any effect.

It stops nothing: a first preview never knows what is drawn at random, such as a host's key.
"""

from collections.abc import Iterable, Iterator

from ...finding import Finding
from ...hetzner.tokens import LOCAL_COMMAND, REMOTE_COMMAND, SERVER
from ...host.bundle import CONFIRM
from ...host.connection import REMOTE_TYPES, is_unknown
from ...host.source import UNDECRYPTED
from ...reading import UNKNOWN
from ...resource import Resource, Stack
from ...rule import stack_rule
from ...settings import Settings

TEXTS = ("create", "update", "delete", "stdin")


@stack_rule(
    "judged-on-apply",
    reads=(SERVER, *REMOTE_TYPES, LOCAL_COMMAND),
    protects="what a preview does not know it cannot judge",
    remedy="state in the program what need not be drawn or asked for",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Count what is not known."""
    commands = list(stack.of(REMOTE_COMMAND, LOCAL_COMMAND))
    yield from _said("user data", (each for each in stack.of(SERVER) if _is_unknown(each, "userData")))
    yield from _said("commands", (each for each in commands if any(_unknown(each))))
    yield from _said("connections", (each for each in stack.of(*REMOTE_TYPES) if is_unknown(each)))


def _unknown(command: Resource) -> Iterator[bool]:
    create = command.get("create")
    confirms = isinstance(create, str) and CONFIRM.fullmatch(create) is not None
    for key in TEXTS:
        yield _is_unknown(command, key) and not (confirms and key == "stdin")


def _is_unknown(resource: Resource, key: str) -> bool:
    return resource.get(key) in (UNKNOWN, UNDECRYPTED)


def _said(what: str, resources: Iterable[Resource]) -> Iterator[Finding]:
    names = sorted(each.name for each in resources)
    if names:
        shown = ", ".join(names if len(names) <= 6 else [*names[:5], f"and {len(names) - 5} more"])
        yield Finding(f"{what} of {shown} not known here, and judged on apply before it has any effect", notice=True)

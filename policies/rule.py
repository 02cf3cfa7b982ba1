"""What a rule is, and how one file declares it."""

import enum
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from .finding import Finding
from .live.tokens import LIVE
from .options import Schema
from .resource import Resource, Stack

if TYPE_CHECKING:
    from .settings import Settings

ResourceJudge: TypeAlias = Callable[[Resource, "Settings"], Iterable[Finding]]
StackJudge: TypeAlias = Callable[[Stack, "Settings"], Iterable[Finding]]

_IDENTIFIER = re.compile(r"[a-z]+(-[a-z]+)*")
_BOUNDED = frozenset({"default", "minimum", "maximum"})
"""What a number that can be configured has: else a configuration could switch the rule off with it."""


EVERY_TYPE = "*"
"""In the place of a type: the rule judges, or reads, resources of whatever type."""


class Level(enum.Enum):
    """What a violation does to the deployment."""

    MANDATORY = "mandatory"
    ADVISORY = "advisory"


class RuleError(ValueError):
    """A rule is declared wrongly."""


@dataclass(frozen=True)
class Rule:
    """One rule and all that is known about it. Built by `resource_rule` or `stack_rule`."""

    id: str
    """Public name: it is in waivers, configurations and reports."""
    types: tuple[str, ...]
    """On resource level the types it judges; on stack level the types that it reads."""
    protects: str
    """What a violation puts at risk; part of every violation's text."""
    remedy: str
    """What to do about a violation."""
    judge_resource: ResourceJudge | None = None
    judge_stack: StackJudge | None = None
    level: Level = Level.MANDATORY
    level_reason: str = ""
    """Why it is not mandatory; required if it is not."""
    options: Mapping[str, Schema] = field(default_factory=dict)
    """What may be configured: option -> JSON schema."""
    waivable: bool = True

    def __post_init__(self) -> None:
        if not _IDENTIFIER.fullmatch(self.id) or self.id == "all":
            raise RuleError(f"{self.id!r} is not a rule's name; use words of a-z joined by '-', but not 'all'")
        if self.level is not Level.MANDATORY and not self.level_reason:
            raise RuleError(f"{self.id}: level {self.level.value} without a reason; say why in level_reason")

        for name, schema in self.options.items():
            if schema.get("type") in {"number", "integer"} and not set(schema) >= _BOUNDED:
                raise RuleError(f"{self.id}.{name}: a number without {', '.join(sorted(_BOUNDED))}; give it all three")

    @property
    def on_live_data(self) -> bool:
        """Tell whether it judges what only an audit of live data sees."""
        return all(token in LIVE for token in self.types)

    @property
    def on_stack(self) -> bool:
        """Tell whether it judges the stack as a whole."""
        return self.judge_stack is not None


def resource_rule(
    identifier: str,
    *,
    on: tuple[str, ...],
    protects: str,
    remedy: str,
    level: Level = Level.MANDATORY,
    level_reason: str = "",
    options: Mapping[str, Schema] | None = None,
    waivable: bool = True,
) -> Callable[[ResourceJudge], Rule]:
    """Declare a rule on each resource of some types: judged before the engine touches the resource."""
    return lambda judge: Rule(
        identifier, on, protects, remedy, judge, None, level, level_reason, options or {}, waivable=waivable
    )


def stack_rule(
    identifier: str,
    *,
    reads: tuple[str, ...],
    protects: str,
    remedy: str,
    level: Level = Level.MANDATORY,
    level_reason: str = "",
    options: Mapping[str, Schema] | None = None,
    waivable: bool = True,
) -> Callable[[StackJudge], Rule]:
    """Declare a rule on the stack: judged after all steps, so it gates a deployment only through a preview."""
    return lambda judge: Rule(
        identifier, reads, protects, remedy, None, judge, level, level_reason, options or {}, waivable=waivable
    )

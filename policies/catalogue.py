"""The rules of the pack: every file in `rules/` is one, and none has to be listed anywhere else."""

import pkgutil
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from importlib import import_module

from . import rules
from .rule import Rule, RuleError


class Catalogue:
    """Rules, by what they judge."""

    def __init__(self, all_rules: Iterable[Rule]) -> None:
        self.rules = tuple(sorted(all_rules, key=lambda rule: rule.id))
        self.by_id = {rule.id: rule for rule in self.rules}
        if len(self.by_id) != len(self.rules):
            raise RuleError("two rules have the same name; a name is public and stands for one rule")
        self._by_type: dict[str, list[Rule]] = defaultdict(list)
        for rule in self.rules:
            if not rule.on_stack:
                for token in rule.types:
                    self._by_type[token].append(rule)

    def judging(self, token: str) -> list[Rule]:
        """Return the rules on resources of this type."""
        return self._by_type.get(token, [])

    @cached_property
    def of_stack(self) -> tuple[Rule, ...]:
        """The rules on the stack as a whole."""
        return tuple(rule for rule in self.rules if rule.on_stack)

    @cached_property
    def read_by_stack_rules(self) -> frozenset[str]:
        """The types that some rule on the stack reads: all others are never unpacked."""
        return frozenset(token for rule in self.of_stack for token in rule.types)

    @cached_property
    def waivable(self) -> frozenset[str]:
        """Names of the rules that a waiver may name."""
        return frozenset(rule.id for rule in self.rules if rule.waivable)


def load() -> Catalogue:
    """Return the rules of this pack.

    Raises:
        RuleError: a file in `rules/` has no `rule`, or its name is not the rule's.

    """
    found: list[Rule] = []
    for module_info in pkgutil.iter_modules(rules.__path__):
        declared = getattr(import_module(f"{rules.__name__}.{module_info.name}"), "rule", None)
        if not isinstance(declared, Rule) or declared.id != module_info.name.replace("_", "-"):
            raise RuleError(f"rules/{module_info.name}.py must declare `rule`, named as the file")
        found.append(declared)
    return Catalogue(found)

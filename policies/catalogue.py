"""The rules of the pack: every file in a folder of `rules/` is one, and none has to be listed anywhere else."""

import pkgutil
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from importlib import import_module

from . import rules
from .rule import EVERY_TYPE, Rule, RuleError


class Catalogue:
    """Rules, by what they judge."""

    def __init__(self, all_rules: Iterable[Rule], groups: Mapping[str, str] | None = None) -> None:
        """Take rules, and the folder that each one is in, by its name."""
        self.rules = tuple(sorted(all_rules, key=lambda rule: rule.id))
        self.by_id = {rule.id: rule for rule in self.rules}
        if len(self.by_id) != len(self.rules):
            raise RuleError("two rules have the same name; a name is public and stands for one rule")
        self.groups = groups or {}
        self._by_type: dict[str, list[Rule]] = defaultdict(list)
        self._judging: dict[str, list[Rule]] = {}
        for rule in self.rules:
            if not rule.on_stack:
                for token in rule.types:
                    self._by_type[token].append(rule)

    def judging(self, token: str) -> list[Rule]:
        """Return the rules on resources of this type."""
        if token not in self._judging:
            self._judging[token] = [*self._by_type.get(token, ()), *self._by_type.get(EVERY_TYPE, ())]
        return self._judging[token]

    @cached_property
    def of_stack(self) -> tuple[Rule, ...]:
        """The rules on the stack as a whole."""
        return tuple(rule for rule in self.rules if rule.on_stack)

    def is_read_by_stack_rules(self, token: str) -> bool:
        """Tell whether some rule on the stack reads this type: all others are never unpacked."""
        return token in self._read or EVERY_TYPE in self._read

    @cached_property
    def _read(self) -> frozenset[str]:
        return frozenset(token for rule in self.of_stack for token in rule.types)

    @cached_property
    def waivable(self) -> frozenset[str]:
        """Names of the rules that a waiver may name."""
        return frozenset(rule.id for rule in self.rules if rule.waivable)


def load() -> Catalogue:
    """Return the rules of this pack.

    Raises:
        RuleError: a file in a folder of `rules/` has no `rule`, or its name is not the rule's.

    """
    found: list[Rule] = []
    groups: dict[str, str] = {}
    for folder in pkgutil.iter_modules(rules.__path__):
        group = import_module(f"{rules.__name__}.{folder.name}")
        for module_info in pkgutil.iter_modules(group.__path__):
            declared = getattr(import_module(f"{group.__name__}.{module_info.name}"), "rule", None)
            if not isinstance(declared, Rule) or declared.id != module_info.name.replace("_", "-"):
                raise RuleError(f"rules/{folder.name}/{module_info.name}.py must declare `rule`, named as the file")
            found.append(declared)
            groups[declared.id] = folder.name
    return Catalogue(found, groups)

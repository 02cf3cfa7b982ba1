"""Writes the list of rules into README.md: `python -m policies.documentation`. A test compares the two."""

from importlib import import_module
from itertools import groupby
from pathlib import Path

from . import rules as folder
from .catalogue import Catalogue, load
from .rule import EVERY_TYPE, Rule

README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- rules: begin -->", "<!-- rules: end -->"


def rules(catalogue: Catalogue) -> str:
    """Return the list of rules in Markdown."""
    ordered = sorted(catalogue.rules, key=lambda rule: (catalogue.groups[rule.id], rule.id))
    parts = []
    for group, members in groupby(ordered, key=lambda rule: catalogue.groups[rule.id]):
        purpose = (import_module(f"{folder.__name__}.{group}").__doc__ or "").strip()
        parts.append(f"### {group.capitalize()}\n\n{purpose}")
        parts += [_entry(rule, group) for rule in members]
    return "\n\n".join(parts) + "\n"


def _entry(rule: Rule, group: str) -> str:
    module = f"{group}/{rule.id.replace('-', '_')}"
    when = "the stack, after all steps" if rule.on_stack else "each resource, before the engine touches it"
    level = rule.level.value + (f" ({rule.level_reason})" if rule.level_reason else "")
    waivable = "" if rule.waivable else "; cannot be waived"
    types = ", ".join("every type" if token == EVERY_TYPE else f"`{token}`" for token in rule.types)
    lines = [
        f"#### `{rule.id}`",
        "",
        f"[rules/{module}.py](rules/{module}.py): {level}; judges {when}{waivable}.",
        "",
        f"- Looks at: {types}.",
        f"- A violation means: {rule.protects}.",
        f"- What to do: {rule.remedy}.",
    ]
    lines += [f"- Option `{option}`: {schema.get('description', '')}." for option, schema in rule.options.items()]
    return "\n".join(lines)


def updated(text: str, catalogue: Catalogue) -> str:
    """Return the README with the current list of rules between its marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{rules(catalogue)}\n{END}{after}"


def main() -> None:
    """Bring the README up to date."""
    README.write_text(updated(README.read_text(encoding="utf-8"), load()), encoding="utf-8")


if __name__ == "__main__":
    main()

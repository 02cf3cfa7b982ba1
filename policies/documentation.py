"""Writes the list of rules into README.md: `python -m policies.documentation`. A test compares the two."""

from pathlib import Path

from .catalogue import Catalogue, load
from .rule import Rule

README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- rules: begin -->", "<!-- rules: end -->"


def rules(catalogue: Catalogue) -> str:
    """Return the list of rules in Markdown."""
    return "\n\n".join(_entry(rule) for rule in catalogue.rules) + "\n"


def _entry(rule: Rule) -> str:
    module = rule.id.replace("-", "_")
    when = "the stack, after all steps" if rule.on_stack else "each resource, before the engine touches it"
    level = rule.level.value + (f" ({rule.level_reason})" if rule.level_reason else "")
    waivable = "" if rule.waivable else "; cannot be waived"
    types = ", ".join(f"`{token}`" for token in rule.types)
    lines = [
        f"### `{rule.id}`",
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

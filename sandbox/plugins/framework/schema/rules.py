"""What the tables of several plugins refuse."""

from typing import Any

from sandbox.plugins.framework.schema.property import Rule


def one_of(*allowed: str) -> Rule:
    """Refuse other values."""

    def rule(value: Any) -> str | None:  # noqa: ANN401 -- as the property is declared
        return None if value in allowed else f"{value!r} is not one of {', '.join(allowed)}"

    return rule

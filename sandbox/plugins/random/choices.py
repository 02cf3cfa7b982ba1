"""`RandomInteger` and `RandomShuffle`: choices, repeatable with a seed.

With a seed they give the same result each time, but not the one that the official plugin gives for it: that comes from
the generator of Go's standard library.
"""

import random
from typing import Any

from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.schema.declare import integer, list_of, string
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.random.generated import Generated, made, table

FORM = "write result,min,max or result,min,max,seed"


def _generator(seed: str | None) -> random.Random:
    return random.Random(seed) if seed else random.SystemRandom()  # noqa: S311 -- a seed is asked to be predictable


class RandomInteger(Generated):
    """A whole number between two others, both of them possible."""

    schema = table(
        "RandomInteger",
        min=integer(required=True, replaces=True),
        max=integer(required=True, replaces=True),
        seed=string(replaces=True),
        result=made(integer),
    )

    def generate(self, plan: Properties) -> tuple[str, dict[str, Any]]:
        """Return the number; it is the id too."""
        least, most = plan["min"], plan["max"]
        if most < least:
            raise PluginError(f"max: {most} is less than min, {least}", Outcome.INVALID)
        result = _generator(plan["seed"]).randint(least, most)
        return str(result), {"result": result}

    def take_in(self, text: str) -> tuple[str, dict[str, Any]]:
        """Return a number that is given with its limits."""
        parts = text.split(",")
        if len(parts) not in {3, 4}:
            raise ValueError(FORM)
        result, least, most = (int(part) for part in parts[:3])
        seed = {"seed": parts[3]} if len(parts) > 3 else {}
        return str(result), {"min": least, "max": most, "result": result, **seed}


class RandomShuffle(Generated):
    """Texts in another order; more than there are if `resultCount` says so, in another order each time around.

    A `resultCount` of 0 means all, as in the official provider.
    """

    schema = table(
        "RandomShuffle",
        inputs=list_of(string(), required=True, replaces=True),
        resultCount=integer(replaces=True),
        seed=string(replaces=True),
        results=list_of(string(), computed=True, output=True, keeps=True),
    )

    def generate(self, plan: Properties) -> tuple[str, dict[str, Any]]:
        """Return the texts."""
        given = list(plan["inputs"])
        wanted = plan["resultCount"] or len(given)
        generator = _generator(plan["seed"])
        results: list[str] = []
        while given and len(results) < wanted:
            generator.shuffle(given)
            results += given
        return "-", {"results": results[:wanted]}

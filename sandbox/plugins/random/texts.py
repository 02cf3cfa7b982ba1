"""`RandomPassword` and `RandomString`: the same, one a secret and the other not."""

from typing import Any

from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.schema.declare import boolean, integer, string
from sandbox.plugins.framework.schema.property import Property
from sandbox.plugins.framework.values import UNKNOWN, Properties
from sandbox.plugins.random.characters import bcrypt_hash, random_string
from sandbox.plugins.random.generated import Generated, made, table

MINIMA = ("minUpper", "minLower", "minNumeric", "minSpecial")


def _positive(length: int) -> str | None:
    return None if length > 0 else f"{length} characters; at least 1"


def _long_enough(inputs: Properties) -> list[tuple[str, str]]:
    wanted = [inputs.get(name) or 0 for name in MINIMA]
    length = inputs["length"]
    if length is UNKNOWN or UNKNOWN in wanted or length >= sum(wanted):
        return []
    return [("length", f"{length} characters; at least the {sum(wanted)} that {', '.join(MINIMA)} ask for")]


def _properties() -> dict[str, Property]:
    classes = {name: boolean(computed=True, default=True, replaces=True) for name in ("upper", "lower", "special")}
    digits = {name: boolean(computed=True, replaces=True, keeps=True) for name in ("number", "numeric")}
    minima = {name: integer(computed=True, default=0, replaces=True) for name in MINIMA}
    length = integer(required=True, replaces=True, rules=(_positive,))
    return {"length": length, **classes, **digits, **minima, "overrideSpecial": string(replaces=True)}


def _digits(inputs: Properties, plan: dict[str, Any]) -> None:
    """Make `number`, the old name, and `numeric` agree.

    Raises:
        PluginError: the program gives both, and they differ.

    """
    given = {inputs[name] for name in ("number", "numeric") if inputs.get(name) is not None}
    if len(given) > 1 and UNKNOWN not in given:
        raise PluginError("number and numeric are the same and differ here; remove number", Outcome.INVALID)
    plan["number"] = plan["numeric"] = given.pop() if given else True


class RandomString(Generated):
    """Characters that may be seen."""

    schema = table("RandomString", _long_enough, **_properties(), result=made(string))

    def planned(self, inputs: Properties, state: Properties | None) -> dict[str, Any]:
        """Return all properties as they will be."""
        plan = super().planned(inputs, state)
        _digits(inputs, plan)
        return plan

    def spares(self, name: str, old: Any, new: Any) -> bool:  # noqa: ANN401 -- any property
        """Tell so of empty special characters, too, that are taken out: they mean the same."""
        return (name == "overrideSpecial" and old == "" and new is None) or super().spares(name, old, new)

    def generate(self, plan: Properties) -> tuple[str, dict[str, Any]]:
        """Return the characters; they are the id too."""
        text = random_string(plan)
        return text, {"result": text}

    def take_in(self, text: str) -> tuple[str, dict[str, Any]]:
        """Return the characters."""
        return text, {"length": len(text.encode()), "result": text}


class RandomPassword(RandomString):
    """Characters that nobody may see."""

    schema = table(
        "RandomPassword",
        _long_enough,
        **_properties(),
        result=made(string, secret=True),
        bcryptHash=made(string, secret=True),
    )

    def generate(self, plan: Properties) -> tuple[str, dict[str, Any]]:
        """Return the characters and their bcrypt hash."""
        text = random_string(plan)
        return "none", {"result": text, "bcryptHash": bcrypt_hash(text)}

    def take_in(self, text: str) -> tuple[str, dict[str, Any]]:
        """Return the characters and their bcrypt hash."""
        return "none", {"length": len(text.encode()), "result": text, "bcryptHash": bcrypt_hash(text)}

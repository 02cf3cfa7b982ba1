"""`RandomPet`: a name for people to say. `RandomUuid`, `RandomUuid4`, `RandomUuid7`: names for machines."""

import secrets
from pathlib import Path
from typing import Any

import yaml

from sandbox.plugins.framework.schema.declare import integer, string
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.random.generated import Generated, made, table
from sandbox.plugins.random.identifiers import grouped_uuid, parsed_uuid, random_uuid, random_uuid4, random_uuid7

WORDS: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "pets.yaml").read_text())


class RandomPet(Generated):
    """Adverbs, an adjective and an animal; the name is its id, there is no other output."""

    schema = table(
        "RandomPet",
        length=integer(computed=True, default=2, replaces=True),
        separator=string(computed=True, default="-", replaces=True),
        prefix=string(replaces=True),
    )

    def generate(self, plan: Properties) -> tuple[str, dict[str, Any]]:
        """Return the name."""
        length = plan["length"]
        words = [secrets.choice(WORDS["adverbs"]) for _ in range(length - 2)]
        words += [secrets.choice(WORDS["adjectives"])] if length > 1 else []
        words += [secrets.choice(WORDS["animals"])] if length > 0 else []
        return plan["separator"].join([*([plan["prefix"]] if plan["prefix"] else []), *words]), {}


class RandomUuid(Generated):
    """Sixteen random bytes in the notation of a UUID."""

    schema = table("RandomUuid", result=made(string))
    make = staticmethod(random_uuid)
    parse = staticmethod(grouped_uuid)

    def generate(self, plan: Properties) -> tuple[str, dict[str, Any]]:  # noqa: ARG002 -- nothing to choose
        """Return the UUID; it is the id too."""
        result = self.make()
        return result, {"result": result}

    def take_in(self, text: str) -> tuple[str, dict[str, Any]]:
        """Return a UUID that is given."""
        found = self.parse(text)
        return found, {"result": found}


class RandomUuid4(RandomUuid):
    """A random UUID."""

    schema = table("RandomUuid4", result=made(string))
    make = staticmethod(random_uuid4)
    parse = staticmethod(parsed_uuid)


class RandomUuid7(RandomUuid):
    """A UUID that sorts by its time."""

    schema = table("RandomUuid7", result=made(string))
    make = staticmethod(random_uuid7)
    parse = staticmethod(parsed_uuid)

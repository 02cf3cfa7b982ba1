"""What a configuration of the pack may say, as one JSON schema made of the rules: `python -m policies.schema`."""

import json
import sys
from pathlib import Path
from typing import Any

from .catalogue import Catalogue, load
from .configuration import EVERY_RULE
from .options import Schema
from .rule import Rule

DIALECT = "https://json-schema.org/draft/2020-12/schema"
LEVEL: Schema = {
    "enum": ["advisory", "disabled", "mandatory", "remediate"],
    "description": "a mandatory rule stays mandatory: whoever sets it lower gets a violation",
}
FILE = Path(__file__).parent / "environments" / "schema.json"
"""Where editors find it. A configuration cannot name it itself: the engine takes `$schema` for a rule."""


def schema(catalogue: Catalogue) -> Schema:
    """Return the schema of a whole configuration."""
    return {
        "$schema": DIALECT,
        "title": "Configuration of the policy pack arqora",
        "type": "object",
        "properties": {EVERY_RULE: LEVEL, **{rule.id: _rule(rule) for rule in catalogue.rules}},
        "additionalProperties": False,
    }


def _rule(rule: Rule) -> Schema:
    """Return the schema of one rule's part: a level, or an object with options. Not `anyOf`: errors would be vague."""
    options: dict[str, Any] = {"enforcementLevel": LEVEL, **rule.options}
    settings: Schema = {"type": "object", "properties": options, "additionalProperties": False}
    return {"description": rule.protects, "if": {"type": "string"}, "then": LEVEL, "else": settings}


def text(catalogue: Catalogue) -> str:
    """Return the schema as it is committed."""
    return json.dumps(schema(catalogue), indent=2) + "\n"


def main() -> int:
    """Write the schema anew."""
    FILE.write_text(text(load()))
    sys.stderr.write(f"written: {FILE}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

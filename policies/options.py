"""What can be configured, as JSON schemas: the engine holds a configuration against them before the pack sees it."""

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
REASON: Schema = {"type": "string", "minLength": 10}


def record(required: Schema, optional: Schema | None = None) -> Schema:
    """Return the schema of an object that has these properties and no others."""
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


ROLES: Schema = {
    "type": "object",
    "description": "role -> what it may show to the public internet beside the default (policies/roles.yaml)",
    "additionalProperties": {
        "type": "array",
        "maxItems": 16,
        "items": record(
            {
                "protocol": {"enum": ["tcp", "udp", "icmp", "gre", "esp"]},
                "sources": {"type": "array", "minItems": 1, "maxItems": 16, "items": TEXT},
                "reason": REASON,
            },
            {"port": TEXT},
        ),
    },
}

WAIVERS: Schema = {
    "type": "array",
    "description": "exceptions that somebody answers for, at most 90 days each",
    "items": record(
        {
            "rule": TEXT,
            "resource": {"description": "URN, or the resource's name in the program", **TEXT},
            "reason": REASON,
            "owner": {"type": "string", "minLength": 2},
            "expires": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        }
    ),
}

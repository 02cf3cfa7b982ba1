"""What can be configured, as JSON schemas: the engine holds a configuration against them before the pack sees it."""

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
REASON: Schema = {"type": "string", "minLength": 10}
OWNER: Schema = {"type": "string", "minLength": 2}
RESOURCE: Schema = {"description": "URN, or the resource's name in the program", **TEXT}


def record(required: Schema, optional: Schema | None = None) -> Schema:
    """Return the schema of an object that has these properties and no others."""
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


def accepted(description: str, **what: Schema) -> Schema:
    """Return the schema of a list of what somebody accepts, with a reason and a name. It is printed on every run.

    Args:
        description: what is accepted.
        what: the property that names it, such as `resource=RESOURCE`.

    """
    items = record({**what, "reason": REASON, "owner": OWNER})
    return {"type": "array", "description": f"{description}; printed on every run", "items": items}


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
            "resource": RESOURCE,
            "reason": REASON,
            "owner": OWNER,
            "expires": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        }
    ),
}

LONGEST_AGE_DAYS = 400
"""Days that a credential may live. NIST SP 800-57 part 1 revision 5, table 1, gives keys that authenticate one to two
years: this is the shorter, and five weeks to renew in."""

CREDENTIALS: Schema = {
    "type": "array",
    "description": "who answers for which credentials, how old they may become, and when they were last renewed",
    "items": record(
        {},
        {
            "resource": {"description": "URN, or the resource's name in the program; * stands for any text", **TEXT},
            "within": {"description": "type of the component that made it", **TEXT},
            "type": {"description": "type of the resource", **TEXT},
            "owner": OWNER,
            "max_age_days": {"type": "integer", "minimum": 1, "maximum": LONGEST_AGE_DAYS},
            "rotated": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        },
    )
    | {"anyOf": [{"required": ["resource"]}, {"required": ["within"]}, {"required": ["type"]}]},
}

THROW_AWAY: Schema = {
    "description": "the stack is destroyed with all its credentials long before they grow old; printed on every run",
    **record({"owner": OWNER, "reason": REASON}),
}

"""Random strings under rules about their characters: what RandomPassword and RandomString are made of."""

import secrets
import string

from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.values import Properties

SPECIAL = "!@#$%&*()-_=+[]{}<>:?"
"""Special characters of the official provider, unless `overrideSpecial` names others."""


def random_string(plan: Properties) -> str:
    """Return a string as a RandomString's properties describe it.

    A class of characters that is switched off still gives its minimum, as in the official provider.

    Raises:
        PluginError: the properties ask for the impossible. The official plugin crashes there.

    """
    classes = {
        "Upper": string.ascii_uppercase,
        "Lower": string.ascii_lowercase,
        "Numeric": string.digits,
        "Special": plan["overrideSpecial"] or SPECIAL,
    }
    characters = []
    for name, members in classes.items():
        minimum = plan[f"min{name}"]
        if minimum < 0:
            raise PluginError(f"min{name}: {minimum} characters; at least 0", Outcome.INVALID)
        characters += [secrets.choice(members) for _ in range(minimum)]
    free = plan["length"] - len(characters)
    allowed = "".join(members for name, members in classes.items() if plan[name.lower()])
    if free and not allowed:
        raise PluginError(
            f"length: {free} of {plan['length']} characters have no class; switch upper, lower, numeric or special on",
            Outcome.INVALID,
        )
    characters += [secrets.choice(allowed) for _ in range(free)]
    secrets.SystemRandom().shuffle(characters)
    return "".join(characters)


def bcrypt_hash(password: str) -> str:
    """Return the bcrypt hash, of the first 72 bytes as in the official provider: bcrypt looks at no more."""
    import bcrypt  # noqa: PLC0415 -- a preview never needs it, and it would slow the plugin's start

    return bcrypt.hashpw(password.encode()[:72], bcrypt.gensalt(rounds=10, prefix=b"2a")).decode()

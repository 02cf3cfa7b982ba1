"""The state of an environment, to be judged."""

import json
from dataclasses import replace

from operations.engine import Target
from policies.recorded import state
from policies.recorded.picture import Picture
from policies.settings import StackFacts


def exported(target: Target) -> Picture:
    """Return the stack of an environment as its state is, secrets and configuration included; nothing is written."""
    found = state.read(json.loads(target.quietly("stack", "export", "--show-secrets")))
    entries = json.loads(target.quietly("config", "--json", "--show-secrets"))
    config = {key: each.get("value", "") for key, each in entries.items()}
    secret = frozenset(key for key, each in entries.items() if each["secret"])
    return replace(found, stack=StackFacts(found.stack.project, target.stack, config, secret))

"""Names of interfaces on a peer's machine: `arq-prod-1a` is the environment prod, gateway 1, `wg0` of it."""

import hashlib
import re

from operations.tunnel.facts import Ingress

LONGEST = 15
"""Characters of an interface's name in Linux (IFNAMSIZ less the closing zero), and so of its file's for wg-quick."""
NUMBERS = re.compile(r"(\d+)$")


def prefix(environment: str) -> str:
    """Return what the names of an environment's interfaces start with.

    A name that leaves no room for a gateway's number, of which there are four at most, and the letter is cut; a digest
    tells it from others.
    """
    room = LONGEST - len("arq--4b")
    if len(environment) > room:
        digest = hashlib.sha256(environment.encode()).hexdigest()[:2]
        environment = environment[: room - len(digest)] + digest
    return f"arq-{environment}-"


def interface(environment: str, ingress: Ingress) -> str:
    """Return the name of a peer's interface to one interface of a gateway: `wg0` is a, `wg1` is b."""
    number = NUMBERS.search(ingress.gateway)
    epoch = NUMBERS.search(ingress.interface)
    letter = "abcdefghij"[int(epoch[1])] if epoch else "a"
    return f"{prefix(environment)}{number[1] if number else ''}{letter}"

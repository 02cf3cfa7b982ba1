"""One update leaves half of the vendor's hourly requests to others: audits, people, and the next update.

A project may ask 3600 times an hour (catalogue/hetzner/limits.yaml). Measured at the emulator: a first update of the
sandbox environment asks 158 times for 42 objects, polling included; a refresh asks once for each.
"""

import math
from collections.abc import Iterator

from ...finding import Finding
from ...offers import limits
from ...resource import Stack
from ...rule import EVERY_TYPE, stack_rule
from ...settings import Settings

REQUESTS_EACH = 4
SHARE = 0.5


@stack_rule(
    "rate-limit-budget",
    reads=(EVERY_TYPE,),
    protects="the vendor answers 429 in the middle of an update, and to whoever has to help at that moment",
    remedy="split the stack over several projects of the vendor, each with an hourly limit of its own",
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Count the vendor's objects."""
    number = sum(1 for resource in stack.every() if resource.type.startswith("hcloud:"))
    allowed = math.floor(limits()["requests"]["per_hour"] * SHARE)
    if number * REQUESTS_EACH > allowed:
        yield Finding(
            f"an update of {number} objects takes about {number * REQUESTS_EACH} requests,"
            f" and {allowed} of {limits()['requests']['per_hour']} an hour may go into one"
        )

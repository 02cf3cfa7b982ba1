"""The whole picture of a stack, every vendor's share, and what is open in it: drawn once for all rules that ask."""

from functools import lru_cache

from ..cloudflare import picture as cloudflare
from ..hetzner import picture as hetzner
from ..resource import Stack
from .judge import Reached, Unseen, exposures
from .parts import Picture
from .places import Places

READS = (*hetzner.READS, *cloudflare.READS)
"""Types that it is drawn from; a rule that looks at the picture reads them."""


@lru_cache(maxsize=1)
def picture_of(stack: Stack) -> Picture:
    """Return the picture."""
    return hetzner.picture(stack) + cloudflare.picture(stack)


@lru_cache(maxsize=1)
def places_of(stack: Stack) -> Places:
    """Return what finds servers and load balancers in it again."""
    return Places(picture_of(stack))


@lru_cache(maxsize=1)
def exposures_of(stack: Stack) -> tuple[Reached | Unseen, ...]:
    """Return all that is open."""
    return tuple(exposures(picture_of(stack)))

"""What every host gets, whatever its role: one concern a file, each a part of the host's bundle."""

from .every_host import parts
from .journal import Collector
from .ruleset_part import PATH as RULESET

__all__ = ["RULESET", "Collector", "parts"]

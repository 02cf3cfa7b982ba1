"""Which resources are components of ours: what such a component states about itself is asked of nobody else."""

from .live.tokens import LIVE
from .resource import Resource


def is_ours(resource: Resource) -> bool:
    """Tell whether it is one of our components; what an audit notices has types of ours too, and is none."""
    return resource.type.startswith("arqora:") and resource.type not in LIVE

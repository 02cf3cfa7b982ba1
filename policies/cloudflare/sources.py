"""What a value that is not known yet comes from."""

from ..hetzner.tokens import FLOATING_IP, LOAD_BALANCER, PRIMARY_IP, SERVER
from ..picture.parts import Leads
from ..resource import Resource, Stack

ADDRESSES = (SERVER, PRIMARY_IP, FLOATING_IP, LOAD_BALANCER)
"""What has an address that a name or a service can lead to."""


def sources(stack: Stack, resource: Resource, key: str, unseen: str) -> Leads:
    """Return what an unknown value comes from, if that is something with an address."""
    found = [stack.at(urn) for urn in resource.dependencies.get(key, ())]
    parts = tuple(source.urn for source in found if source is not None and source.type in ADDRESSES)
    return Leads(parts) if parts else Leads(unseen=(unseen,))

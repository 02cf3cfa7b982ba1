"""Documents of the Hetzner Cloud API as the provider's resources: pure functions of what the API answers.

Source: Hetzner Cloud API reference (docs.hetzner.cloud) and how terraform-provider-hcloud reads each document.
"""

from collections.abc import Callable, Iterable, Mapping

from ...hetzner import tokens
from ..observed import Observed, Reading, Unreadable
from . import addresses, balancers, firewalls, networks, servers, stores
from .document import Document

Translate = Callable[[Document], Iterable[Observed]]
KINDS: dict[str, tuple[Translate, tuple[str, ...]]] = {
    "servers": (servers.server, (tokens.SERVER,)),
    "firewalls": (firewalls.firewall, (tokens.FIREWALL,)),
    "networks": (networks.network, (tokens.NETWORK, tokens.NETWORK_SUBNET, tokens.NETWORK_ROUTE)),
    "load_balancers": (
        balancers.load_balancer,
        (
            tokens.LOAD_BALANCER,
            tokens.LOAD_BALANCER_NETWORK,
            tokens.LOAD_BALANCER_SERVICE,
            tokens.LOAD_BALANCER_TARGET,
        ),
    ),
    "primary_ips": (addresses.primary_ip, (tokens.PRIMARY_IP,)),
    "floating_ips": (addresses.floating_ip, (tokens.FLOATING_IP,)),
    "volumes": (stores.volume, (tokens.VOLUME,)),
    "ssh_keys": (servers.ssh_key, (tokens.SSH_KEY,)),
    "certificates": (stores.certificate, (tokens.MANAGED_CERTIFICATE, tokens.UPLOADED_CERTIFICATE)),
    "placement_groups": (servers.placement_group, (tokens.PLACEMENT_GROUP,)),
    "images": (servers.snapshot, (tokens.SNAPSHOT,)),
    "zones": (stores.zone, (tokens.ZONE,)),
    "storage_boxes": (stores.storage_box, (tokens.STORAGE_BOX,)),
}
"""The API's collections: what translates a document, and the types that are complete once all of it was read."""


def read(collections: Mapping[str, Iterable[Document]]) -> Reading:
    """Return what was read from each collection, by its name in the API. Never raises because of a document."""
    objects: list[Observed] = []
    unreadable: list[Unreadable] = []
    types: set[str] = set()
    for kind, documents in collections.items():
        translate, tokens_of_kind = KINDS[kind]
        types.update(tokens_of_kind)
        for document in documents:
            try:
                objects += list(translate(document))
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                identity = document.get("id", "?") if isinstance(document, Mapping) else "?"
                why = f"{type(error).__name__}: its document is not as the vendor describes it"
                unreadable.append(Unreadable(kind, str(identity), why))
    return Reading(tuple(objects), tuple(unreadable), frozenset(types))

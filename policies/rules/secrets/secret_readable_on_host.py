"""A secret mark does not cover a place that others read: labels, environments, DNS, user data.

The mark keeps a value out of the state's plain text, and out of nothing else. A host's identity is the exception: it
has to be in user data, marked, on a host that closes its metadata service afterwards. Any other secret comes to a
host encrypted with the host's own key, or from the vault (docs/decisions/45).
"""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import SERVER
from ...reading import Secret, Value, plain
from ...resource import Resource
from ...rule import EVERY_TYPE, resource_rule
from ...secrets.identity import closes_metadata_service, holds_secrets, strangers
from ...secrets.places import PLACES, SHOWN, Place, is_marked
from ...settings import Settings


@resource_rule(
    "secret-readable-on-host",
    on=(EVERY_TYPE,),
    protects="whoever may read the place has the secret, and the mark makes it look safe",
    remedy="send it in the host's bundle, on a command's standard input, or let the service read it from the vault",
)
def rule(resource: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at marked values in places that show them."""
    if resource.provider is not None:
        yield from _shown(resource, SHOWN)
    for place in PLACES.get(resource.type, ()):
        yield from _shown(resource, place)
    if resource.type == SERVER:
        yield from _in_user_data(resource.properties.get("userData"))


def _shown(resource: Resource, place: Place) -> Iterator[Finding]:
    for key in place.keys:
        if is_marked(resource.properties.get(key)):
            yield Finding(f"{key} is marked secret, but {place.why}")


def _in_user_data(value: Value) -> Iterator[Finding]:
    """Judge what is marked; what is not is judged as plain text. Unknown values are judged on apply."""
    text = plain(value) if isinstance(value, Secret) else None
    if not isinstance(text, str) or not holds_secrets(text):
        return
    for kind, line in strangers(text):
        yield Finding(f"line {line} of its user data holds {kind}, which is not the host's identity")
    if not closes_metadata_service(text):
        yield Finding(
            "its user data holds secrets, and stays readable for every process of the host",
            remedy="have the first boot drop traffic to 169.254.169.254 once cloud-init is done",
        )

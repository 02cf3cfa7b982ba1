"""A server is of a type that can still be ordered, where it is ordered.

A type that is gone cannot be had again: the server runs until the day it has to be replaced, and then there is none.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import SERVER
from ...offers import retired_server_types, server_types
from ...reading import UNKNOWN
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "server-type-available",
    on=(SERVER,),
    protects="a server whose type cannot be ordered any more cannot be replaced on the day it is lost",
    remedy="take a type and a location of catalogue/hetzner/server_types.yaml",
)
def rule(server: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look the type up, and the location among those that have it."""
    token, location = server.get("serverType"), server.get("location")
    if token is UNKNOWN or location is UNKNOWN:
        yield Finding("its type or its location is not known before apply")
        return
    if not isinstance(token, str) or token not in server_types():
        retired = isinstance(token, str) and token in retired_server_types()
        gone = "cannot be ordered any more" if retired else "is none that the vendor lists"
        yield Finding(f"server type {token!r} {gone}")
    elif location is not None and location not in server_types()[token]:
        yield Finding(f"server type {token} is not offered in {location!r}, only in {', '.join(server_types()[token])}")

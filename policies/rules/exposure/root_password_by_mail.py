"""A server is made with an SSH key, because without one the vendor sends a root password by e-mail."""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import SERVER
from ...reading import UNKNOWN
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "root-password-by-mail",
    on=(SERVER,),
    protects="a password that went through a mailbox opens root to whoever reads it, and logins by password are on",
    remedy="pass ssh_keys=[key.id] with the key of an administrator, as a list written out in the program",
)
def rule(server: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at the server's own list of keys."""
    keys = server.get("sshKeys")
    if keys is UNKNOWN:
        yield Finding("its list of SSH keys is not known before apply and may be empty")
    elif not isinstance(keys, list) or not keys:
        yield Finding("is created without an SSH key")
    elif any(key in (None, "", 0, "0") for key in keys):
        yield Finding("its list of SSH keys has an empty entry")

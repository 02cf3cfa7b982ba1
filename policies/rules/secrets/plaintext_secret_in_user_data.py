"""No secret stands in user data, unless it is marked secret.

User data is kept in the state, and every process on the host can read it from the metadata service. The identity of a
host has to be there, so a secret mark is accepted: it keeps the state encrypted, and the host closes the metadata
service. A value that is not known at preview is judged on apply, before the server is created; the SDKs drop the mark
of a value that is not known, so it cannot be refused here.
"""

from collections.abc import Iterator

from ...detector import detect
from ...finding import Finding
from ...hetzner.tokens import SERVER
from ...reading import UNKNOWN, Secret
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "plaintext-secret-in-user-data",
    on=(SERVER,),
    protects="user data is stored in plain text in the state, and readable by every process on the host",
    remedy="let the service read it from the vault at start; what a host needs to boot goes in as pulumi.Output.secret",
)
def rule(server: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at user data that is not marked secret."""
    user_data = server.properties.get("userData")
    if user_data is UNKNOWN:
        yield Finding("user data is not known yet; it is judged on apply, before the server is created", notice=True)
    elif isinstance(user_data, str):
        for kind, line in detect(user_data):
            yield Finding(f"line {line} of its user data holds {kind}")
    elif user_data is not None and not isinstance(user_data, Secret):
        yield Finding("its user data is not text, and cannot be searched")

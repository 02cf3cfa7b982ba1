"""A command goes only to the host that it is meant for: the host's key is stated.

A connection that is not known at preview is announced by `judged-on-apply`, and judged before anything is sent.
Without a key the provider takes whatever answers. Source: pulumi-command, provider/pkg/provider/remote/connection.go.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...host.connection import REMOTE_TYPES, hops, is_unknown
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "remote-host-key",
    on=REMOTE_TYPES,
    protects="whoever answers in the host's place is given its commands, its bundle and the secrets in them",
    remedy="state host_key in the connection; ComputeNode derives it before the server exists",
)
def rule(command: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at the connection and its proxy."""
    if not is_unknown(command) and not isinstance(command.get("connection"), dict):
        yield Finding("its connection cannot be read")
    for where, connection in hops(command):
        if not connection.get("hostKey"):
            yield Finding(f"its {where} states no host key")

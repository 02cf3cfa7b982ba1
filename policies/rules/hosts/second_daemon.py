"""Nobody logs in past sshd: no other daemon, no web terminal, no proxy that leads to SSH behind another port."""

from collections.abc import Iterator

from ...finding import Finding
from ...host import logins
from ...host.source import HOST_TYPES, content
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "second-daemon",
    on=HOST_TYPES,
    protects="a second way to log in has its own port, keys and passwords, and none of sshd's bounds hold for it",
    remedy="remove it; people come through the WireGuard tunnel to sshd",
)
def rule(resource: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at packages, units, commands, proxies and images."""
    for facts in dict.fromkeys(logins.second(content(resource))):
        yield Finding(facts)

"""SSH listens at private addresses alone, and lets nobody in with a password."""

from collections.abc import Iterator

from ...finding import Finding
from ...host import sockets, sshd
from ...host.content import Content
from ...host.firewall import source
from ...host.source import HOST_TYPES, content
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "sshd-exposed",
    on=HOST_TYPES,
    protects="one slip of a firewall would show SSH to everybody, and passwords can be guessed",
    remedy="set ListenAddress to a private or tunnel address, mask ssh.socket, and allow keys alone",
)
def rule(resource: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at sshd's files, at sockets that listen in its place, and at cloud-init's own settings."""
    told = content(resource)
    places = dict.fromkeys(source(file) for file in told.files if sshd.is_configuration(file.path))
    found = {place: sshd.read(file for file in told.files if source(file) == place) for place in places}
    for place, server in found.items():
        for address in server.public_addresses:
            ports = f" on port {', '.join(server.ports)}" if server.ports else ""
            yield Finding(f"{place}: sshd listens at {address}{ports}")
        for setting in server.weak:
            yield Finding(f"{place}: sshd has {setting}")
    bound = any(server.bound for server in found.values())
    for facts in (*sockets.opened(told, bound=bound), *_cloud_init(told, whole=any(s.whole for s in found.values()))):
        yield Finding(facts)


def _cloud_init(told: Content, *, whole: bool) -> Iterator[str]:
    """Yield what cloud-init sets by itself; a whole configuration is told apart, which does not read its drop-in."""
    if told.settings.get("ssh_pwauth") not in (None, False, "false", "no", "unchanged") and not whole:
        yield "user data lets people in with a password (ssh_pwauth)"

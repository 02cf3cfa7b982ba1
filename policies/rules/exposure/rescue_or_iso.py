"""No server is declared to boot into a rescue system or from an ISO image.

Both come with the vendor's own sshd on port 22 and without the host's ruleset: the cloud firewall is then the only
barrier, and none stands before private networks. Rescue is a break-glass step of a person, not a state of a stack.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import SERVER
from ...reading import UNKNOWN
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "rescue-or-iso",
    on=(SERVER,),
    protects="the rescue system and an ISO image run an SSH server of their own, without the host's ruleset",
    remedy="remove rescue and iso; in an emergency a person starts the rescue system by the runbook, and ends it",
)
def rule(server: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look for either."""
    for key in ("rescue", "iso"):
        value = server.get(key)
        if value is UNKNOWN:
            yield Finding(f"{key} is not known before apply")
        elif value not in (None, "", 0):
            yield Finding(f"boots from {key} {server.shown(key)}")

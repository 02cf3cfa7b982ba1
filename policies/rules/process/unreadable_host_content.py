"""What a host is told can be read here; what cannot may be anything. What is not known yet: `judged-on-apply`."""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import COPY_FILE, COPY_TO_REMOTE
from ...host.source import HOST_TYPES, content
from ...reading import UNKNOWN
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings

DECIDING = ("/etc", "/usr/lib/systemd", "/lib/systemd", "/usr/local/sbin", "/usr/local/bin", "/root", "/var/spool/cron")
"""Folders whose files decide who gets in, or are run by root."""
NAMES = ("compose", ".nft", "authorized_keys", "daemon.json", "sshd_config", ".service", ".socket")


@resource_rule(
    "unreadable-host-content",
    on=(*HOST_TYPES, COPY_FILE),
    protects="a ruleset, a daemon or a published port may be in it, and no rule can see",
    remedy="write it out in the program: files in write_files, a text asset, or a bundle",
)
def rule(resource: Resource, _settings: Settings) -> Iterator[Finding]:
    """Report what the readers could not read."""
    if resource.type in (COPY_TO_REMOTE, COPY_FILE):
        yield from _copied(resource)
        return
    told = content(resource)
    for facts in dict.fromkeys(told.problems):
        yield Finding(facts)


def _copied(resource: Resource) -> Iterator[Finding]:
    """A file's content is on the wire only if the program has it as text."""
    if resource.type == COPY_TO_REMOTE and not content(resource).unknown:
        return
    path = resource.get("remotePath")
    if path is UNKNOWN or not isinstance(path, str):
        yield Finding("copies a file that cannot be read here to a place that is not known")
    elif path.startswith(DECIDING) or any(name in path for name in NAMES):
        yield Finding("copies a file that cannot be read here to where it decides who gets in")
    else:
        yield Finding("copies a file that cannot be read here", notice=True)

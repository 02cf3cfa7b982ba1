"""A storage box answers the vendor's own network, not the internet."""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import STORAGE_BOX, STORAGE_BOX_SUBACCOUNT
from ...reading import UNKNOWN
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings

DOORS = {"sshEnabled": "SSH", "sambaEnabled": "Samba", "webdavEnabled": "WebDAV"}


@resource_rule(
    "storage-box-reachable",
    on=(STORAGE_BOX, STORAGE_BOX_SUBACCOUNT),
    protects="no firewall stands before a storage box, and one password opens every backup on it",
    remedy="leave reachable_externally false in access_settings, and reach the box from the vendor's network",
)
def rule(box: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at where it answers, and say by which services."""
    access = box.get("accessSettings")
    if access is UNKNOWN or not (access is None or isinstance(access, dict)):
        yield Finding("its access settings are not known or cannot be read, and may let the internet in")
    elif access and access.get("reachableExternally") not in (None, False):
        doors = [name for key, name in DOORS.items() if access.get(key) not in (None, False)]
        yield Finding(f"is, or may be, reachable from the internet by {', '.join(['SFTP', *doors])}")

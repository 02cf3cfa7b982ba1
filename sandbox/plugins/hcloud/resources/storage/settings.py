"""Ways into a storage box, switched on and off."""

from sandbox.plugins.framework.schema.declare import boolean, nested
from sandbox.plugins.framework.schema.property import Property
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Document

VENDOR = {
    "reachableExternally": "reachable_externally",
    "sambaEnabled": "samba_enabled",
    "sshEnabled": "ssh_enabled",
    "webdavEnabled": "webdav_enabled",
    "zfsEnabled": "zfs_enabled",
    "readonly": "readonly",
}
BOX = ("reachableExternally", "sambaEnabled", "sshEnabled", "webdavEnabled", "zfsEnabled")
SUBACCOUNT = ("reachableExternally", "readonly", "sambaEnabled", "sshEnabled", "webdavEnabled")


def access_settings(names: tuple[str, ...]) -> Property:
    """Return the property; everything is off unless it is switched on."""
    return nested(
        {name: boolean(computed=True, default=False) for name in names},
        computed=True,
        default=dict.fromkeys(names, False),
    )


def sent(settings: Properties | None) -> Document | None:
    """Return settings as the vendor takes them."""
    return {VENDOR[name]: value for name, value in settings.items()} if settings else None


def shown(document: Properties, names: tuple[str, ...]) -> Document:
    """Return the vendor's settings as properties."""
    return {name: bool(document.get(VENDOR[name])) for name in names}

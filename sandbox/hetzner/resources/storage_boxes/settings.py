"""Access settings of storage boxes and their subaccounts."""

from sandbox.hetzner.bodies import Body


class SubaccountAccess(Body):
    """How a subaccount can be reached."""

    reachable_externally: bool | None = None
    readonly: bool | None = None
    samba_enabled: bool | None = None
    ssh_enabled: bool | None = None
    webdav_enabled: bool | None = None


class Access(Body):
    """How a storage box can be reached."""

    reachable_externally: bool | None = None
    samba_enabled: bool | None = None
    ssh_enabled: bool | None = None
    webdav_enabled: bool | None = None
    zfs_enabled: bool | None = None


def merged(model: type[Body], current: dict[str, bool], wanted: Body | None) -> dict[str, bool]:
    """Return all settings: the wanted ones over the current ones, off where nobody said anything."""
    said = wanted.model_dump(exclude_none=True) if wanted else {}
    return dict.fromkeys(model.model_fields, False) | current | said

"""Brings one interface of a peer up, to what its configuration says, or down."""

import json
from contextlib import suppress
from pathlib import Path

from operations.errors import OperationError
from operations.tunnel import configuration, files, keys
from operations.tunnel.configuration import Link
from operations.tunnel.place import Place


def file(place: Place, name: str) -> Path:
    """Return where an interface's file lies."""
    return place.folder / f"{name}.conf"


def write(place: Place, link: Link) -> Path:
    """Write a link's file for wg-quick and return its path."""
    path = file(place, link.name)
    files.write(path, configuration.for_wg_quick(link, place.key_file), force=True)
    return path


def ensure(place: Place, link: Link, *, present: bool) -> None:
    """Have a link's interface be up as its configuration says, without disturbing a session that goes on.

    Args:
        place: where.
        link: which.
        present: whether its interface is there already.

    Raises:
        OperationError: a program failed; an interface that was just made is gone again.

    """
    path = write(place, link)
    if not present:
        try:
            place.run(["wg-quick", "up", str(path)])
        except OperationError as error:
            raise OperationError(f"{error}{crowding(str(error))}") from None
        return
    synchronise(place, link)
    address(place, link)
    for network in link.own:
        place.run(configuration.route(network, link.name))


def crowding(reason: str) -> str:
    """Return what can be the matter when wireguard-go ends at once, because it says nothing itself.

    It watches its socket with inotify. Each booted machine takes about ten of the 128 instances that a user has.
    """
    if "Cannot find device" not in reason:
        return ""
    limit = Path("/proc/sys/fs/inotify/max_user_instances").read_text().strip()
    return (
        f"\nwireguard-go ended at once; if many machines run here, fs.inotify.max_user_instances ({limit}) is used up: "
        "take another sandbox down, or raise it"
    )


def synchronise(place: Place, link: Link) -> None:
    """Have an interface's keys, gateway and endpoint be as configured; what is so already is not touched (wg(8)).

    Its port is named, because a configuration without one has it take another.
    """
    port = int(place.run(["wg", "show", link.name, "listen-port"]))
    place.run(
        ["wg", "syncconf", link.name, "/dev/stdin"], configuration.for_wg(link, keys.private(place.key_file), port)
    )


def redial(place: Place, link: Link) -> None:
    """Have an interface try to reach its gateway right now.

    WireGuard itself tries every five seconds at most; a gateway that it forgot and learns anew is tried at once.
    """
    with suppress(OperationError):
        place.run(["wg", "set", link.name, "peer", link.ingress.public_key, "remove"])
    synchronise(place, link)


def address(place: Place, link: Link) -> None:
    """Have an interface have the peer's address and no other of that family."""
    wanted = link.ingress.addresses[link.peer.name]
    family = f"-{wanted.version}"
    place.run(["ip", family, "address", "replace", str(wanted), "dev", link.name])
    (shown,) = json.loads(place.run(["ip", "-json", family, "address", "show", "dev", link.name]))
    for each in shown["addr_info"]:
        found = f"{each['local']}/{each['prefixlen']}"
        if found != str(wanted) and each["scope"] == "global":
            place.run(["ip", family, "address", "delete", found, "dev", link.name])


def remove(place: Place, name: str) -> None:
    """Take an interface down."""
    path = file(place, name)
    if path.exists():
        place.run(["wg-quick", "down", str(path)])
    else:
        place.run(["ip", "link", "delete", "dev", name])

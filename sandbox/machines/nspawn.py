"""The command line that makes a machine of a tree, a network namespace and a control group."""

from collections.abc import Sequence
from pathlib import Path

from sandbox.machines.place import Place
from sandbox.machines.volume import PLACE_IN_MACHINE, Attachment

LAUNCHER = Path(__file__).parent / "launch.sh"
REBOOT_STATUS = 133
"""systemd-nspawn's exit status when the machine asked for a reboot."""
FIXED = (
    "--quiet",
    "--boot",
    "--register=no",
    "--keep-unit",
    "--resolv-conf=off",
    "--timezone=off",
    "--link-journal=no",
    "--capability=CAP_NET_ADMIN,CAP_NET_RAW",
    # Of its own kernel a server has all of it; Docker needs these.
    "--system-call-filter=add_key keyctl bpf",
    "--bind=/dev/net/tun",
)
VARIABLES = {
    # Else `net.ipv4.ip_forward: permission denied`.
    "SYSTEMD_NSPAWN_API_VFS_WRITABLE": "network",
    "TERM": "vt220",
}


def words(
    place: Place,
    *,
    network: str,
    disk: Path,
    attachments: Sequence[Attachment],
    groups: Sequence[Path],
    rescue: Path | None,
) -> list[str]:
    """Return the command line.

    Args:
        place: of the machine.
        network: path of its network namespace.
        disk: the block device of its disk.
        attachments: the volumes that it boots with.
        groups: the directories of its control group.
        rescue: a layer over the image, if it boots into the rescue system.

    """
    devices = " ".join("{}:{}:{}".format(each.name, *each.number) for each in attachments)
    folder, tools = place.folder, place.tools
    outer = ["nsenter", f"--net={network}", "unshare", "--mount", "--propagation", "private", "sh", str(LAUNCHER)]
    launched = [str(folder), str(place.image), str(rescue or ""), str(disk), devices, " ".join(map(str, groups))]
    inner = [
        f"--machine={place.name}",
        f"--network-namespace-path={network}",
        f"--bind-ro={folder / 'dmi'}:/run/host/dmi",
        f"--bind={folder / 'devices'}:{PLACE_IN_MACHINE}",
        *(in_rescue(folder) if rescue else from_disk(place)),
    ]
    return [*outer, *launched, str(tools.nspawn.path), *FIXED, *inner]


def from_disk(place: Place) -> list[str]:
    """Return the options of a machine that boots from its disk. Docker's overlays need a real file system."""
    folder = place.folder
    return [
        f"--directory={folder / 'root'}",
        f"--hostname={place.name}",
        f"--bind={folder / 'disk/docker'}:/var/lib/docker",
    ]


def in_rescue(folder: Path) -> list[str]:
    """Return the options of the rescue system, which sees the server's disk."""
    return [
        f"--directory={folder / 'rescue/root'}",
        "--hostname=rescue",
        f"--bind={folder / 'root'}:/mnt/disk",
        f"--bind={folder / 'disk/docker'}:/mnt/disk/var/lib/docker",
    ]

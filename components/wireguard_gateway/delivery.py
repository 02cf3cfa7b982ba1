"""What a gateway's host must hold: the interfaces' configurations, and what brings them up."""

from collections.abc import Mapping

import pulumi

from .._base.boot import Boot, BootSecret
from .._base.bundle import Check, File, Part, Secret, Unit
from .._base.bundle.part import SECRETS
from .configuration import shipped
from .epochs import SLOTS, Epoch

PACKAGES = ("wireguard-tools",)
PROGRAM = File("/usr/local/sbin/arqora-wireguard", shipped("arqora_wireguard.py"), 0o755)
UNIT_FILES = tuple(
    File(f"/etc/systemd/system/{name}", shipped(name))
    for name in (
        "arqora-wireguard@.service",
        "arqora-wireguard-expiry.service",
        "arqora-wireguard-expiry.timer",
    )
)
EXPIRY = "arqora-wireguard-expiry.timer"
MOVED = "# The configuration is a secret in memory: {}\n"
"""Takes the place of the first boot's configuration once there is a bundle."""
HEALTHY_SECONDS = 20

Configurations = Mapping[Epoch, pulumi.Output[str]]


def part(configurations: Configurations) -> Part:
    """Return the gateway's part of its host's bundle.

    An interface whose epoch is over is stopped by name: a unit that nobody names would only be forgotten.
    """
    interfaces = {epoch.interface for epoch in configurations}
    unused = [each for each in (f"wg{index}" for index in range(SLOTS)) if each not in interfaces]
    return Part(
        name="wireguard",
        packages=PACKAGES,
        files=(PROGRAM, *UNIT_FILES, *(moved(epoch) for epoch in configurations)),
        secrets=tuple(Secret(secret(epoch), text) for epoch, text in configurations.items()),
        units=(
            *(Unit(unit(epoch.interface), (secret(epoch),), "reload") for epoch in configurations),
            Unit(EXPIRY),
            *(Unit(unit(interface), change="none", state="stopped") for interface in unused),
        ),
        checks=tuple(
            Check(
                ("/usr/bin/wg", "show", epoch.interface, "listen-port"),
                f"the tunnel's interface {epoch.interface} is not there, so nobody could come in",
                "after",
                HEALTHY_SECONDS,
            )
            for epoch in configurations
        ),
    )


def boot(configurations: Configurations) -> Boot:
    """Return what the host needs before anything can reach it: through this tunnel comes everything else."""
    return Boot(
        packages=PACKAGES,
        files=(PROGRAM, UNIT_FILES[0]),
        secrets=tuple(BootSecret(first(epoch), text) for epoch, text in configurations.items()),
        units=tuple(unit(epoch.interface) for epoch in configurations),
    )


def unit(interface: str) -> str:
    """Return the name of an interface's unit."""
    return f"arqora-wireguard@{interface}.service"


def secret(epoch: Epoch) -> str:
    """Return where an interface's configuration lies."""
    return f"{SECRETS}/wireguard/{epoch.interface}.conf"


def first(epoch: Epoch) -> str:
    """Return where it lies from the first boot to the first bundle, a reboot in between included."""
    return f"/etc/wireguard/{epoch.interface}.conf"


def moved(epoch: Epoch) -> File:
    """Return what takes the place of the first boot's configuration, so that its keys leave the disk."""
    return File(first(epoch), MOVED.format(secret(epoch)), 0o600)

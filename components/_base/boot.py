"""What a host must have at its first boot already, because nothing can reach it before: part of its user data."""

from dataclasses import dataclass, field

import pulumi

from .bundle import File


@dataclass(frozen=True)
class BootSecret:
    """A secret file of the first boot. It may lie anywhere: the user data that brings it is on the disk anyway."""

    path: str
    text: pulumi.Output[str] = field(repr=False)
    mode: int = 0o600


@dataclass(frozen=True)
class Boot:
    """Additions to a host's user data. Read once: a later change reaches hosts of the next generation only."""

    packages: tuple[str, ...] = ()
    """Installed by cloud-init before the units start."""
    files: tuple[File, ...] = ()
    """Owned by root at the first boot, whatever they say: cloud-init writes them before other users exist."""
    secrets: tuple[BootSecret, ...] = ()
    units: tuple[str, ...] = ()
    """Enabled and started, in this order, after the first ruleset is loaded."""

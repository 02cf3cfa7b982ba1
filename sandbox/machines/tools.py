"""The programs that build images, run machines and wire them: the system's, else Debian's, unpacked into the cache."""

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Self

from sandbox.toolchain import debian
from sandbox.toolchain.debian import Program


@dataclass(frozen=True)
class Tools:
    """Everything that has to be there, found or unpacked."""

    nspawn: Program
    debootstrap: Program
    nft: Program
    wg: Program
    wg_quick: Program
    wireguard_go: Program
    mkfs_ext4: Program
    mkfs_xfs: Program

    @classmethod
    def find(cls) -> Self:
        """Find all programs, unpacking those that the system lacks. Takes some seconds at first use.

        Raises:
            ToolchainError: one is not to be had.

        """
        return cls(
            nspawn=debian.program("systemd-nspawn", "systemd-container"),
            debootstrap=debian.program("debootstrap", "debootstrap"),
            nft=debian.nft(),
            wg=debian.program("wg", "wireguard-tools"),
            wg_quick=debian.program("wg-quick", "wireguard-tools"),
            wireguard_go=debian.program("wireguard-go", "wireguard-go"),
            mkfs_ext4=debian.program("mkfs.ext4", "e2fsprogs"),
            mkfs_xfs=debian.program("mkfs.xfs", "xfsprogs"),
        )

    @cached_property
    def environment(self) -> dict[str, str]:
        """An environment in which all of them run and find each other by name."""
        return debian.environment(*(getattr(self, each.name) for each in fields(self)))

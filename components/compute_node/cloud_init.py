"""The user data of a host: small and stable, because it is read once. Everything else reaches a host later.

Plain values in, text out. What is secret in it is the caller's to mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from .._base import catalogue, templates
from .._base.boot import Boot
from .._base.bundle import File
from .._base.errors import ArgumentError
from .._base.keys import KeyPair
from .hardening.routes import NAME as ROUTES
from .ruleset import METADATA


class Document(yaml.CSafeDumper):
    """Dumps text of several lines as such, so that people can read a file inside the document."""


def multiline(dumper: yaml.CSafeDumper, value: str) -> yaml.ScalarNode:
    """Represent a string."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


Document.add_representer(str, multiline)


@dataclass(frozen=True)
class Host:
    """What a host is told at its first boot, its keys aside."""

    name: str
    user: str
    files: Sequence[File]
    """What it has from the start and keeps: its ruleset, sshd's configuration, its routes."""
    boot: Boot
    """What else it must have at its first boot."""


def render(host: Host, ssh: KeyPair, secrets: Sequence[str]) -> str:
    """Return the cloud-config document of a host.

    Args:
        host: what it is told.
        ssh: its host key.
        secrets: the texts of its first boot's secrets, in their order.

    Raises:
        ArgumentError: it is larger than the vendor takes.

    """
    document = "#cloud-config\n" + yaml.dump(content(host, ssh, secrets), Dumper=Document, sort_keys=False, width=1000)
    size, limit = len(document.encode()), catalogue.limits()["server"]["user_data_bytes"]
    if size > limit:
        msg = f"{host.name}.user_data: {size} bytes, the vendor takes {limit}; use an authority instead of many keys"
        raise ArgumentError([msg])
    return document


def content(host: Host, ssh: KeyPair, secrets: Sequence[str]) -> dict[str, Any]:
    """Return the cloud-config as data."""
    return {
        "hostname": host.name,
        "preserve_hostname": False,
        "ssh_deletekeys": True,
        "ssh_genkeytypes": [],
        "ssh_keys": {"ed25519_private": ssh.private, "ed25519_public": ssh.public},
        "ssh_pwauth": False,
        "disable_root": True,
        "users": [
            {
                "name": host.user,
                "groups": "sudo",
                "shell": "/bin/bash",
                "lock_passwd": True,
                "sudo": "ALL=(ALL) NOPASSWD:ALL",
            }
        ],
        **({"packages": list(host.boot.packages)} if host.boot.packages else {}),
        "write_files": files(host, secrets),
        "runcmd": commands(host),
    }


def files(host: Host, secrets: Sequence[str]) -> list[dict[str, str]]:
    """Return the files of the first boot."""
    metadata = templates.render(__package__, "close-metadata.service.j2", metadata=METADATA)
    plain = [*host.files, File("/etc/systemd/system/arqora-close-metadata.service", metadata), *host.boot.files]
    written = [file(each.path, each.text, each.mode) for each in plain]
    return written + [file(each.path, text, each.mode) for each, text in zip(host.boot.secrets, secrets, strict=True)]


def commands(host: Host) -> list[list[str]]:
    """Return what the first boot runs, as words.

    `enable --now` would not reload an nftables that is active already, so it is restarted. A unit that tries until the
    private network is there, or comes after cloud-init, must not be waited for from within it.
    """
    return [
        ["systemctl", "daemon-reload"],
        ["sysctl", "--system"],
        ["systemctl", "enable", "nftables.service"],
        ["systemctl", "restart", "nftables.service"],
        ["systemctl", "enable", "--now", "--no-block", ROUTES],
        *(["systemctl", "enable", "--now", unit] for unit in host.boot.units),
        ["systemctl", "restart", "ssh.service"],
        ["systemctl", "enable", "arqora-close-metadata.service"],
        ["systemctl", "start", "--no-block", "arqora-close-metadata.service"],
    ]


def file(path: str, text: str, mode: int) -> dict[str, str]:
    """Return an entry of `write_files`."""
    return {"path": path, "permissions": f"{mode:04o}", "content": text}

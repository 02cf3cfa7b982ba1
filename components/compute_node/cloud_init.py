"""The user data of a host: small and stable, because it is read once. Everything else reaches a host later.

Plain values in, text out. What is secret in it is the caller's to mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address
from typing import Any

import yaml

from .._base import catalogue, templates
from .._base.errors import ArgumentError
from .._base.keys import KeyPair
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
    address: IPv4Address
    user: str
    keys: Sequence[str]
    authorities: Sequence[str]
    ruleset: str
    forwards: bool
    egress: IPv4Address | None
    """The gateway of its default route, where it has no public address of its own."""


def render(host: Host, ssh: KeyPair, wireguard: KeyPair | None) -> str:
    """Return the cloud-config document of a host.

    Raises:
        ArgumentError: it is larger than the vendor takes.

    """
    document = "#cloud-config\n" + yaml.dump(
        content(host, ssh, wireguard), Dumper=Document, sort_keys=False, width=1000
    )
    size, limit = len(document.encode()), catalogue.limits()["server"]["user_data_bytes"]
    if size > limit:
        msg = f"{host.name}.user_data: {size} bytes, the vendor takes {limit}; use an authority instead of many keys"
        raise ArgumentError([msg])
    return document


def content(host: Host, ssh: KeyPair, wireguard: KeyPair | None) -> dict[str, Any]:
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
                "ssh_authorized_keys": list(host.keys),
            }
        ],
        "write_files": files(host, wireguard),
        "runcmd": commands(host),
    }


def files(host: Host, wireguard: KeyPair | None) -> list[dict[str, str]]:
    """Return the files of the first boot."""
    sysctl = ["# The private address may come up after sshd.", "net.ipv4.ip_nonlocal_bind = 1"]
    sysctl += ["net.ipv4.ip_forward = 1"] if host.forwards else []
    sshd = templates.render(
        __package__, "sshd.conf.j2", address=host.address, user=host.user, authorities=host.authorities
    )
    metadata = templates.render(__package__, "close-metadata.service.j2", metadata=METADATA)
    written = [
        file("/etc/nftables.conf", host.ruleset),
        file("/etc/ssh/sshd_config.d/00-arqora.conf", sshd),
        file("/etc/sysctl.d/60-arqora.conf", "\n".join([*sysctl, ""])),
        file("/etc/systemd/system/arqora-close-metadata.service", metadata),
    ]
    if host.authorities:
        written.append(file("/etc/ssh/arqora_authorities.pub", "\n".join([*host.authorities, ""])))
    if host.egress:
        egress = templates.render(__package__, "egress.service.j2", gateway=host.egress)
        written.append(file("/etc/systemd/system/arqora-egress.service", egress))
    if wireguard:
        written.append(file("/etc/wireguard/private.key", wireguard.private + "\n", "0600"))
    return written


def commands(host: Host) -> list[list[str]]:
    """Return what the first boot runs, as words.

    `enable --now` would not reload an nftables that is active already, so it is restarted. A unit that comes after
    cloud-init must not be waited for from within it.
    """
    first = [["systemctl", "daemon-reload"], ["sysctl", "--system"]]
    first += [["systemctl", "enable", "--now", "arqora-egress.service"]] if host.egress else []
    return [
        *first,
        ["systemctl", "enable", "nftables.service"],
        ["systemctl", "restart", "nftables.service"],
        ["systemctl", "restart", "ssh.service"],
        ["systemctl", "enable", "arqora-close-metadata.service"],
        ["systemctl", "start", "--no-block", "arqora-close-metadata.service"],
    ]


def file(path: str, text: str, mode: str = "0644") -> dict[str, str]:
    """Return an entry of `write_files`."""
    return {"path": path, "permissions": mode, "content": text}

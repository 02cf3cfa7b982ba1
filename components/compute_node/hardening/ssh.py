"""SSH: at the private address, with a key or a certificate, for one user, and nothing else listens."""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address

from ..._base import templates
from ..._base.bundle import Check, File, Part, Unit
from .shipped import shipped

MAIN = "/etc/ssh/sshd_config"
"""Reads the next, and nothing else from its folder: what other programs leave there, cloud-init too, has no effect."""
CONFIGURATION = "/etc/ssh/sshd_config.d/00-arqora.conf"
AUTHORITIES = "/etc/ssh/arqora_authorities.pub"
SSHD_TEST = ("/bin/sh", "-c", 'mkdir -p /run/sshd; exec /usr/sbin/sshd -t -f "$1"', "sshd")
"""With its folder, which is gone where sshd does not run: then most of all it has to be brought back."""
CHECKER = "/usr/local/sbin/arqora-check-sshd"


@dataclass(frozen=True)
class Entrance:
    """Where people log in, and who."""

    address: IPv4Address
    user: str
    keys: Sequence[str]
    authorities: Sequence[str]


def files(entrance: Entrance) -> tuple[File, ...]:
    """Return the configuration and the keys: of the first boot, and of the bundle alike."""
    configuration = templates.render(
        __package__,
        "sshd.conf.j2",
        address=entrance.address,
        user=entrance.user,
        authorities=AUTHORITIES if entrance.authorities else "none",
    )
    return (
        shipped("sshd_config", MAIN),
        File(CONFIGURATION, configuration),
        File(f"/etc/ssh/authorized_keys/{entrance.user}", "".join(f"{key}\n" for key in entrance.keys)),
        File(AUTHORITIES, "".join(f"{key}\n" for key in entrance.authorities)),
    )


def part(entrance: Entrance) -> Part:
    """Return the part.

    A reload has sshd start anew with its listening sockets; sessions go on. `ssh.socket` is masked, because a socket
    unit would listen where the configuration does not say.
    """
    there = files(entrance)
    checker = shipped("arqora-check-sshd", CHECKER, 0o755)
    effective = (
        f"listenaddress {entrance.address}:22",
        f"allowusers {entrance.user}",
        "permitrootlogin no",
        "passwordauthentication no",
        "kbdinteractiveauthentication no",
        "authenticationmethods publickey",
        "authorizedkeysfile /etc/ssh/authorized_keys/%u",
        "permittunnel no",
        "gatewayports no",
    )
    return Part(
        name="ssh",
        packages=("openssh-server", "sudo"),
        files=(*there, checker, sudoers(entrance.user)),
        units=(
            Unit("ssh.socket", change="none", state="masked"),
            Unit("ssh.service", tuple(each.path for each in there), "reload"),
        ),
        checks=(
            Check(("/usr/bin/id", entrance.user), "nobody could log in: the user is not on this host", "before"),
            Check((*SSHD_TEST, f"{{{CONFIGURATION}}}"), "sshd would not start", "before"),
            Check(("/usr/sbin/visudo", "-cqf", f"{{{sudoers(entrance.user).path}}}"), "sudo would not work", "before"),
            Check(
                (CHECKER, entrance.user, *effective),
                "sshd is set otherwise than it should be",
                "after",
                unit="ssh.service",
            ),
        ),
    )


def sudoers(user: str) -> File:
    """Return who may become root, without a password: there is none."""
    return File("/etc/sudoers.d/60-arqora", f"# Brought by ComputeNode.\n{user} ALL=(ALL:ALL) NOPASSWD: ALL\n", 0o440)

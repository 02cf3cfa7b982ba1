"""Docker: after our ruleset, published on the loopback by default, and told apart from the host in nothing else."""

import json
from typing import Any

from ..._base.bundle import Check, File, Part, Unit
from .shipped import shipped

CONFIGURATION = "/etc/docker/daemon.json"
MTU = 1450
"""Of the vendor's private networks. Docker's own 1500 would have large packets vanish there."""
LOOPBACK = "127.0.0.1"
WITHOUT_NETWORK_OPTIONS = frozenset({"debian-12"})
"""Images whose Docker, older than 24, refuses `default-network-opts`. The ruleset closes their published ports too."""


def daemon(image: str) -> dict[str, Any]:
    """Return Docker's configuration.

    Args:
        image: the host's system image, which decides what its Docker understands.

    """
    options = {
        "com.docker.network.bridge.host_binding_ipv4": LOOPBACK,
        "com.docker.network.driver.mtu": str(MTU),
    }
    found: dict[str, Any] = {
        "ip": LOOPBACK,
        "mtu": MTU,
        "live-restore": True,
        "userland-proxy": False,
        "no-new-privileges": True,
        # Into the journal, which is bounded and sent to the collector; `docker logs` reads it from there.
        "log-driver": "journald",
        "log-opts": {"tag": "{{.Name}}"},
    }
    return found if image in WITHOUT_NETWORK_OPTIONS else {**found, "default-network-opts": {"bridge": options}}


def part(image: str) -> Part:
    """Return the part."""
    after = shipped("docker-after.conf", "/etc/systemd/system/docker.service.d/60-arqora.conf")
    return Part(
        name="containers",
        packages=("docker.io",),
        files=(File(CONFIGURATION, json.dumps(daemon(image), indent=2, sort_keys=True) + "\n"), after),
        units=(Unit("containerd.service"), Unit("docker.service", (CONFIGURATION, after.path))),
        checks=(
            Check(
                ("/usr/sbin/iptables", "--wait", "--numeric", "--list", "DOCKER-USER"),
                "Docker's own rules are gone, so nobody reaches a container",
                "after",
                unit="docker.service",
            ),
        ),
    )

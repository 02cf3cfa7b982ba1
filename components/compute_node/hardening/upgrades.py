"""Security updates: installed every day, and a restart for them in the host's own window."""

from ..._base import templates
from ..._base.bundle import Check, File, Part, Unit
from .shipped import shipped
from .window import Window

HELD = ("docker", "containerd", "postgresql", "patroni", "etcd", "pgbouncer", "redis", "haproxy")
"""Beginnings of names of packages whose update restarts a service: these are updated by a bundle, with a hand on it."""
INSTALLED_MINUTES = 30
"""How long before the window updates are installed."""


def part(window: Window) -> Part:
    """Return the part."""
    before = (window.minute - INSTALLED_MINUTES) % (24 * 60)
    timer = templates.render(__package__, "upgrade.timer.j2", clock=f"{before // 60:02d}:{before % 60:02d}")
    restart = templates.render(__package__, "restart.timer.j2", calendar=window.calendar)
    upgrades = File("/etc/apt/apt.conf.d/60arqora", templates.render(__package__, "upgrades.j2", held=HELD))
    service = shipped("arqora-restart.service", "/etc/systemd/system/arqora-restart.service")
    return Part(
        name="upgrades",
        packages=("unattended-upgrades",),
        files=(
            upgrades,
            File("/etc/systemd/system/apt-daily-upgrade.timer.d/60-arqora.conf", timer),
            service,
            File("/etc/systemd/system/arqora-restart.timer", restart),
        ),
        units=(Unit("apt-daily.timer"), Unit("apt-daily-upgrade.timer"), Unit("arqora-restart.timer")),
        checks=(
            Check(
                ("/usr/bin/apt-config", "-c", f"{{{upgrades.path}}}", "dump"),
                "apt would not read its settings",
                "before",
            ),
        ),
    )

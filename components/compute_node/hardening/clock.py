"""The time of day, from several servers: certificates, expiry dates and logs depend on it."""

from collections.abc import Sequence

from ..._base.bundle import File, Part, Unit

PATH = "/etc/systemd/timesyncd.conf.d/60-arqora.conf"


def part(servers: Sequence[str]) -> Part:
    """Return the part. Enabled, not running: in a container the clock is the host's, and systemd does not start it."""
    text = f"# Rendered by ComputeNode.\n[Time]\nNTP={' '.join(servers)}\n"
    return Part(
        name="clock",
        packages=("systemd-timesyncd",),
        files=(File(PATH, text),),
        units=(Unit("systemd-timesyncd.service", (PATH,), state="enabled"),),
    )

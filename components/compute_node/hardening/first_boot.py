"""What keeps a first boot the only one at which user data is read."""

from ..._base.bundle import File, Part

PATH = "/etc/cloud/cloud.cfg.d/60-arqora.cfg"
TEXT = """\
# Rendered by ComputeNode. The metadata service is closed after the first boot: later boots trust what it said then,
# instead of asking for four minutes whether this is still the same server.
manual_cache_clean: true
"""


def file() -> File:
    """Return the setting of cloud-init: of the first boot, and of the bundle alike."""
    return File(PATH, TEXT)


def part() -> Part:
    """Return the part."""
    return Part("first-boot", files=(file(),))

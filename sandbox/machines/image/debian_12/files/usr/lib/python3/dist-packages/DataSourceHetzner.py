"""cloud-init's own Hetzner data source, told by files who made this computer.

cloud-init asks the firmware (DMI), and asks nothing in a container. It looks for a data source at the top level first.
"""

from pathlib import Path

from cloudinit import dmi  # type: ignore[import-not-found]
from cloudinit.sources.DataSourceHetzner import get_datasource_list  # type: ignore[import-not-found]

__all__ = ["get_datasource_list"]
FIRMWARE = Path("/run/host/dmi")
FILES = {"system-manufacturer": "sys_vendor", "system-serial-number": "product_serial"}


def read_dmi_data(key: str) -> str | None:
    """Return what the firmware of the vendor's machine would say."""
    file = FIRMWARE / FILES.get(key, key)
    return file.read_text().strip() if file.exists() else None


dmi.read_dmi_data = read_dmi_data

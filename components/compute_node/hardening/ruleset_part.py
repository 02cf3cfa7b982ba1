"""The ruleset on the host: loaded before the network is up, replaced in one step, and never taken away."""

from ..._base.bundle import Check, File, Part, Unit
from .shipped import shipped

PATH = "/etc/nftables.conf"
CHECKER = "/usr/local/sbin/arqora-check-ruleset"


def part(ruleset: str) -> Part:
    """Return the part. Before the swap nftables' own parser reads the file; afterwards the loaded table is compared."""
    keep = shipped("nftables-keep.conf", "/etc/systemd/system/nftables.service.d/60-arqora.conf")
    return Part(
        name="firewall",
        packages=("nftables",),
        files=(File(PATH, ruleset), keep, shipped("arqora-check-ruleset", CHECKER, 0o755)),
        units=(
            # It adds a rule after the first boot, which this ruleset has from the start; so it goes first.
            Unit("arqora-close-metadata.service", change="none", state="stopped"),
            Unit("nftables.service", (PATH, keep.path), "reload"),
        ),
        checks=(
            Check(("/usr/sbin/nft", "-c", "-f", f"{{{PATH}}}"), "nftables would not load the ruleset", "before"),
            Check((CHECKER, PATH), "the loaded ruleset is not the file's", "after", unit="nftables.service"),
        ),
    )

"""One thing that is not as declared."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Something an audit found, with what it means and what to do."""

    source: str
    """Where it was seen from: `internet`, a node's name, or `NODE/CONTAINER`."""
    node: str
    address: str
    protocol: str
    """`tcp`, `udp`, `icmp`; `-` where it is about the address as a whole."""
    port: str
    """Ports such as `22,8000-8010`; empty where there are none."""
    wrong: str
    why: str
    """Why it matters."""
    remedy: str

    def __str__(self) -> str:
        where = f"{self.protocol} {self.port}".strip()
        return f"{self.node} {self.address} {where}, from {self.source}: {self.wrong}; {self.why}; {self.remedy}"

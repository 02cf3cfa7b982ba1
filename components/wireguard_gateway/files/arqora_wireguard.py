#!/usr/bin/python3
"""Brings a WireGuard interface up, and makes its peers those of its configuration: `arqora-wireguard up|sync wg0`.

Only peers that differ are touched, so all others keep their session and lose no packet. (`wg syncconf` sets the port
too, for which wireguard-go opens its socket anew.) A peer whose last day is over is left out, whatever the file says.

The configuration is a secret in memory. Until the host has got its first bundle, it is the one of the first boot.
"""

import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

PLACES = ("/run/arqora/secrets/wireguard", "/etc/wireguard")
EXPIRY = re.compile(r"# expires (\d{4}-\d{2}-\d{2})")


@dataclass
class Section:
    """One section of a configuration."""

    lines: list[str]
    values: dict[str, str] = field(default_factory=dict)
    expires: str = "9999-12-31"

    def read(self, line: str) -> None:
        """Take one line in."""
        if found := EXPIRY.fullmatch(line):
            self.expires = found[1]
        elif "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            self.values[name.strip()] = value.strip()
            self.lines.append(line)

    @property
    def shown(self) -> tuple[str, str]:
        """What `wg` shows of a peer that is set as this section says."""
        return self.values["PresharedKey"], self.values["AllowedIPs"]


def run(*words: str, text: str | None = None) -> str:
    """Run a program and return what it prints. Secrets go in as text only, and then its errors are not repeated."""
    done = subprocess.run(words, input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"arqora-wireguard: `{' '.join(words)}` failed{'' if text else f': {done.stderr.strip()}'}")
    return done.stdout


def configuration(interface: str) -> Path:
    """Return where an interface's configuration is."""
    for place in PLACES:
        path = Path(place, f"{interface}.conf")
        if path.is_file() and "[Interface]" in path.read_text():
            return path
    sys.exit(f"arqora-wireguard: no configuration of {interface} in {' or '.join(PLACES)}; apply the host's bundle")


def sections(text: str) -> list[Section]:
    """Return the sections of a configuration, the interface's first."""
    found: list[Section] = []
    for line in text.splitlines():
        if line.startswith("["):
            found.append(Section([line]))
        elif found:
            found[-1].read(line)
    return found


def sync(interface: str, text: str, today: str) -> str:
    """Make a running interface what its configuration says. Returns what changed."""
    own, *peers = sections(text)
    wanted = {each.values["PublicKey"]: each for each in peers if each.expires >= today}
    device, *others = [line.split("\t") for line in run("wg", "show", interface, "dump").splitlines()]
    if (device[0], device[2]) != (own.values["PrivateKey"], own.values["ListenPort"]):
        words = ("wg", "set", interface, "listen-port", own.values["ListenPort"], "private-key", "/dev/stdin")
        run(*words, text=own.values["PrivateKey"])
    link(interface, own.values)
    there = {each[0]: (each[1], each[3]) for each in others}
    gone = there.keys() - wanted.keys()
    for key in gone:
        run("wg", "set", interface, "peer", key, "remove")
    changed = [key for key, each in wanted.items() if there.get(key) != each.shown]
    if changed:
        lines = [line for key in changed for line in wanted[key].lines]
        run("wg", "addconf", interface, "/dev/stdin", text="\n".join([*lines, ""]))
    added = [key for key in changed if key not in there]
    return f"{interface}: {len(added)} added, {len(changed) - len(added)} changed, {len(gone)} removed"


def link(interface: str, values: dict[str, str]) -> None:
    """Give an interface its address and its largest packet, where it has others."""
    (shown,) = json.loads(run("ip", "-json", "-4", "address", "show", "dev", interface))
    if str(shown["mtu"]) != values["MTU"]:
        run("ip", "link", "set", "dev", interface, "mtu", values["MTU"])
    there = {f"{each['local']}/{each['prefixlen']}" for each in shown["addr_info"]}
    if values["Address"] not in there:
        run("ip", "address", "add", values["Address"], "dev", interface)
    for each in there - {values["Address"]}:
        run("ip", "address", "delete", each, "dev", interface)


def main(verb: str, interface: str) -> None:
    """Run one verb."""
    path = configuration(interface)
    if verb == "up" and not Path("/sys/class/net", interface).exists():
        run("wg-quick", "up", str(path))
    print(sync(interface, path.read_text(), datetime.now(UTC).date().isoformat()))


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in ("up", "sync"):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])

"""Routers. Each is a namespace that only forwards: the internet is one, every private network is another."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from sandbox.machines.namespace import Namespace
from sandbox.machines.network.errors import FabricError
from sandbox.machines.network.link import Link
from sandbox.machines.network.survey import survey
from sandbox.machines.network.wiring import Wiring, steps
from sandbox.toolchain.debian import Program

SETTINGS = {
    "ipv4/ip_forward": "1",
    "ipv6/conf/all/forwarding": "1",
    "ipv4/conf/all/send_redirects": "0",
    "ipv4/conf/default/send_redirects": "0",
}
"""It forwards, and never tells a machine about a shorter way: there is none."""


class Plane:
    """A router. It knows what it has, so that nothing is done twice."""

    def __init__(self, name: str, nft: Program) -> None:
        self.namespace = Namespace.create(name)
        self.namespace.set(SETTINGS)
        self._nft = nft
        self._present = Wiring()
        self._dead: set[str] = set()
        """Links that were cut: they stay down until another machine is at their end."""

    @property
    def links(self) -> Mapping[str, Link]:
        """The cables that are there."""
        return self._present.links

    def bring(self, wanted: Wiring) -> frozenset[str]:
        """Make it match, and return the names of the links that are others than before.

        The rules are in force before what they are about exists.

        Raises:
            FabricError: something could not be done. What could be done is; the next call tries the rest.

        """
        if wanted.ruleset != self._present.ruleset:
            self.namespace.run([str(self._nft.path), "-f", "-"], text=wanted.ruleset, environment=self._nft.environment)
            self._present = replace(self._present, ruleset=wanted.ruleset)
        before = self._present.links
        others = frozenset(name for name, link in wanted.links.items() if before.get(name) != link)
        self._dead &= wanted.links.keys() - others
        self._take(replace(wanted, routes={to: over for to, over in wanted.routes.items() if over not in self._dead}))
        return others

    def cut(self, link: str) -> None:
        """Take a link down at once, if there is one. Nothing goes in or out through it any more."""
        if link not in self.links or link in self._dead:
            return
        self._dead.add(link)
        routes = {to: over for to, over in self._present.routes.items() if over != link}
        self._present = replace(self._present, routes=routes)
        with suppress(FabricError):  # a machine that just died took its end of the cable along, and with it ours
            self.namespace.run(["ip", "link", "set", link, "down"])

    def close(self) -> None:
        """Unplug everything and let go of it."""
        try:
            with suppress(FabricError):  # it is the kernel's to finish, which does when nobody holds the namespace
                self._take(Wiring(ruleset=self._present.ruleset))
        finally:
            self.namespace.close()

    def _take(self, wanted: Wiring) -> None:
        """Take the steps to a wiring. One may fail as long as the outcome is right: the kernel may have been faster."""
        lines = list(steps(self._present, wanted))
        if lines:
            try:
                self.namespace.run(["ip", "-force", "-batch", "-"], text="\n".join(lines))
            except FabricError:
                found = survey(self.namespace, wanted)
                if found != wanted:
                    self._present = found
                    raise
        self._present = wanted

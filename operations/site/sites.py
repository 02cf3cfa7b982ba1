"""Which sites an environment has, from the stack's outputs."""

import json
from dataclasses import dataclass
from typing import Any

from operations.engine import Target
from operations.errors import OperationError


@dataclass(frozen=True)
class Site:
    """A static site."""

    name: str
    """Its host, such as `www.arqora.test`."""
    script: str
    """Name of its Worker."""
    account: str
    """The vendor's id of the account that it is in."""
    zone: str = ""

    @property
    def names(self) -> frozenset[str]:
        """What people may call it: its host, or as the settings do: `@` for the zone itself, `www` for a host in it."""
        short = "@" if self.name == self.zone else self.name.removesuffix(f".{self.zone}")
        return frozenset({self.name, short})


def sites(target: Target) -> list[Site]:
    """Return the sites of an environment.

    Raises:
        OperationError: nothing is deployed, or there is none.

    """
    outputs: dict[str, Any] = json.loads(target.quietly("stack", "output", "--json"))
    if "environment" not in outputs:
        raise OperationError(f"{target.stack}: nothing is deployed yet; `arqora up {target.stack}` does it")
    edge = outputs["environment"].get("edge") or {}
    found, zone = edge.get("sites") or {}, str(edge.get("zone") or "")
    if not found:
        raise OperationError(
            f"{target.stack}: has no site; describe one in edge.sites, then `arqora up {target.stack}`"
        )
    return [Site(name, str(each["script"]), str(each["account"]), zone) for name, each in sorted(found.items())]


def one(target: Target, name: str | None) -> Site:
    """Return the site of a name; without one, the only site.

    Raises:
        OperationError: there is none of this name, or there are several to choose from.

    """
    found = sites(target)
    names = ", ".join(each.name for each in found)
    if name is None and len(found) > 1:
        raise OperationError(f"{target.stack}: has several sites; name one of {names}")
    chosen = next((each for each in found if name is None or name in each.names), None)
    if chosen is None:
        raise OperationError(f"{name}: no site of {target.stack}; it has {names}")
    return chosen

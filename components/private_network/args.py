"""The arguments of a private network."""

from ipaddress import IPv4Address, IPv4Network
from typing import Annotated, Literal

from pydantic import Field

from .._base import catalogue
from .._base.args import Args
from .._base.flow import Flow
from .address_plan import AddressPlan

Zone = Literal["eu-central", "us-east", "us-west", "ap-southeast"]
Role = Annotated[str, Field(pattern=r"^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$")]


class Route(Args):
    """Traffic of the private hosts that a node of the network forwards."""

    destination: IPv4Network
    """Such as `0.0.0.0/0` for egress, or the tunnel's range."""
    gateway: IPv4Address
    """The forwarding node's private address."""


class VSwitch(Args):
    """The subnet of dedicated machines, joined through a vSwitch. The vendor has it in eu-central only."""

    id: Annotated[int, Field(gt=0)]
    """The vSwitch's number in the dedicated-server console."""
    ip_range: IPv4Network


class PrivateNetworkArgs(Args):
    """A private range, cut into one subnet per role, and who may talk to whom in it."""

    ip_range: IPv4Network
    tunnel_range: IPv4Network
    """Where people's addresses come from when they are in the tunnel. Outside `ip_range`."""
    zone: Zone = "eu-central"
    """All subnets of a network are in one zone; the vendor wants it so."""
    subnets: Annotated[dict[Role, IPv4Network], Field(min_length=1)]
    """Role -> its subnet."""
    nodes: dict[Role, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
    """Role -> the highest number of a node of it; the plan is checked for room to grow."""
    flows: tuple[Flow, ...] = ()
    routes: tuple[Route, ...] = ()
    vswitch: VSwitch | None = None
    delete_protection: bool = False

    @property
    def plan(self) -> AddressPlan:
        """The address plan of these arguments."""
        return AddressPlan(self.ip_range, self.tunnel_range, self.subnets)

    def problems(self) -> list[str]:
        """Return everything that is wrong, one line each."""
        return [*self.plan.problems(self.nodes), *self._roles(), *self._routes(), *self._vswitch(), *self._limits()]

    def _roles(self) -> list[str]:
        known = ", ".join(sorted(self.subnets))
        ends = [(f"flows.{i}.{end}", getattr(flow, end)) for i, flow in enumerate(self.flows) for end in ENDS]
        ends += [(f"nodes.{role}", role) for role in self.nodes]
        return [
            f"{path}: there is no role {role}; there are {known}" for path, role in ends if role not in self.subnets
        ]

    def _routes(self) -> list[str]:
        problems = []
        for index, route in enumerate(self.routes):
            if route.gateway not in self.ip_range or route.gateway == self.ip_range.network_address + 1:
                problems.append(
                    f"routes.{index}.gateway: {route.gateway} is no node's address in {self.ip_range}; name a node's"
                )
            if route.destination.prefixlen and route.destination.overlaps(self.ip_range):
                problems.append(
                    f"routes.{index}.destination: {route.destination} overlaps ip_range {self.ip_range}, which needs "
                    f"no route; take it out"
                )
        seen = [str(route.destination) for route in self.routes]
        problems += [f"routes: {each} is routed twice; the vendor takes one gateway" for each in sorted(twice(seen))]
        return problems

    def _vswitch(self) -> list[str]:
        if not self.vswitch:
            return []
        problems = []
        zones = catalogue.limits()["network"]["vswitch_zones"]
        if self.zone not in zones:
            problems.append(f"vswitch: not sold in zone {self.zone}; it is in {', '.join(zones)}")
        if not self.vswitch.ip_range.subnet_of(self.ip_range):
            problems.append(f"vswitch.ip_range: {self.vswitch.ip_range} is outside ip_range {self.ip_range}")
        problems += [
            f"vswitch.ip_range: {self.vswitch.ip_range} overlaps subnets.{role} ({subnet}); separate them"
            for role, subnet in self.subnets.items()
            if subnet.overlaps(self.vswitch.ip_range)
        ]
        return problems

    def _limits(self) -> list[str]:
        limits = catalogue.limits()["network"]
        counts = {"subnets": len(self.subnets) + bool(self.vswitch), "routes": len(self.routes)}
        return [
            f"{what}: {count} are more than the vendor's {limits[what]} per network; use fewer"
            for what, count in counts.items()
            if count > limits[what]
        ]


ENDS = ("source", "target")


def twice(values: list[str]) -> set[str]:
    """Return what occurs more than once."""
    return {each for each in values if values.count(each) > 1}

"""The settings of one environment: the only reader of the stack's configuration.

`arqora-infra:environment` in `Pulumi.<stack>.yaml` is one object of the shape of `Settings`.
"""

from datetime import date
from difflib import get_close_matches
from ipaddress import IPv4Network
from typing import Annotated, Any, get_args

import pulumi
from pydantic import BaseModel, Field, ValidationError

from components._base.args import Args
from components._base.errors import ArgumentError
from components._base.exposure import Exposure
from components._base.flow import Flow
from components.compute_node import Administration, Load, Placement, Public, Volume
from components.compute_node.headroom import DEFAULT_CEILING, HIGHEST_CEILING
from components.edge_zone import EdgeZoneSettings
from components.edge_zone.names import Host
from components.private_network import VSwitch
from components.private_network.args import Role, Zone
from components.wireguard_gateway import Group, Peer
from components.wireguard_gateway.args import Numbers
from components.wireguard_gateway.peers import Name

KEY = "environment"
NodeName = Annotated[str, Field(pattern=r"^[a-z]([a-z0-9-]{0,40}[a-z0-9])?-[1-9][0-9]{0,2}$")]


class NetworkSettings(Args):
    """The private network."""

    ip_range: IPv4Network
    tunnel_range: IPv4Network
    zone: Zone = "eu-central"
    subnets: dict[Role, IPv4Network]
    flows: tuple[Flow, ...] = ()
    egress: NodeName
    """The gateway node through which private hosts leave to the internet."""
    vswitch: VSwitch | None = None
    delete_protection: bool = False


class TunnelSettings(Args):
    """Who may come in through the tunnel, and what they reach."""

    peers: dict[Name, Peer]
    groups: dict[Name, Group]
    keys: dict[NodeName, Numbers]
    """The key epochs of each gateway: `[1]`, `[1, 2]` while everybody changes over, then `[2]`."""


class NodeSettings(Args):
    """One node. Its name ends with its number in its role, which decides its address."""

    role: Role
    placements: Annotated[tuple[Placement, ...], Field(min_length=1)]
    image: str | None = None
    """The environment's image if it is left out."""
    generation: Annotated[int, Field(ge=1)] = 1
    public: Public = Public()
    exposures: tuple[Exposure, ...] = ()
    forwards: bool = False
    load: Annotated[tuple[Load, ...], Field(min_length=1)]
    ceiling: Annotated[float, Field(gt=0, le=HIGHEST_CEILING)] = DEFAULT_CEILING
    stateful: bool = False
    volumes: tuple[Volume, ...] = ()
    spread: bool = True
    """Not on the same physical machine as the other nodes of its role."""
    containers: bool = False
    """Docker runs on it."""


class ServiceSettings(Args):
    """A service that the edge stands before. Its host is its key."""

    role: Role
    """Whose nodes run it. Where that is the role of the origins, each has it on its own loopback."""
    port: Annotated[int, Field(ge=1, le=65535)]
    health: str | None = None
    """Path that it answers with 2xx when it is well; without one it is taken for well until it does not answer."""


class EdgeSettings(EdgeZoneSettings):
    """The zone, and what stands behind it."""

    origins: Role | None = None
    """The role whose nodes answer the edge: those that expose `https-from-edge`."""
    services: dict[Host, ServiceSettings] = Field(default_factory=dict)
    pulls: dict[Annotated[int, Field(ge=1)], date] = Field(default_factory=dict)
    """Generation of the certificate by which the edge proves itself to origins -> its first day: `{1: day}`, both while
    it is changed, then `{2: day}`."""


class Settings(Args):
    """Everything that makes one environment differ from another."""

    network: NetworkSettings
    tunnel: TunnelSettings
    administration: Administration
    image: str
    nodes: Annotated[dict[NodeName, NodeSettings], Field(min_length=1)]
    edge: EdgeSettings | None = None
    """What the internet sees of us."""
    collector: NodeName | None = None
    """The node to which all others send their journals; nobody sends if it is left out."""
    unavailable: frozenset[str] = frozenset()
    """Placements that are sold out, such as `cx33@fsn1`; `arqora up` adds to it when the vendor says so."""
    converge: bool = True
    """Hosts get their bundles. False only where nothing boots: a sandbox without root."""


def load() -> Settings:
    """Return the settings of the selected stack.

    Raises:
        ArgumentError: they are missing or wrong; one line for each problem.

    """
    found = pulumi.Config().get_object(KEY)
    if found is None:
        stack = pulumi.get_stack()
        msg = f"{pulumi.get_project()}:{KEY}: there is nothing in Pulumi.{stack}.yaml; start from another stack's file"
        raise ArgumentError([msg])
    return parse(found)


def parse(found: Any) -> Settings:  # noqa: ANN401 - whatever YAML held
    """Return settings from plain data.

    Raises:
        ArgumentError: they are wrong; one line for each problem.

    """
    try:
        return Settings.model_validate(found)
    except ValidationError as error:
        raise ArgumentError([problem(each) for each in error.errors(include_url=False)]) from None


def problem(error: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails, whose input may be anything
    """Return one of pydantic's errors as a line: path, value, limit, remedy."""
    place = [part for part in error["loc"] if part not in KINDS]
    path = ".".join(str(part) for part in place)
    if error["type"] == "extra_forbidden":
        known = siblings(place[:-1])
        near = get_close_matches(str(place[-1]), known, n=1, cutoff=0.6)
        return f"{path}: there is no such key; " + (
            f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"
        )
    if error["type"] == "missing":
        return f"{path}: is missing; set it"
    reason = error["msg"].removeprefix("Value error, ")
    value = error["input"]
    shown = f"{value} " if isinstance(value, str | int | float) and "key" not in path else ""
    return f"{path}: {shown}is refused: {reason[0].lower()}{reason[1:]}"


KINDS = frozenset({"wireguard-port", "https-from-edge", "ping", "[key]"})
"""Parts of pydantic's paths that name a choice, not a place."""


def siblings(place: list[Any]) -> list[str]:
    """Return the keys that are known at a place of the settings."""
    models: list[type[BaseModel]] = [Settings]
    for part in place:
        if isinstance(part, int):
            continue
        fields = [model.model_fields[part].annotation for model in models if part in model.model_fields]
        models = [found for field in fields for found in inside(field)] or models
    return sorted({name for model in models for name in model.model_fields})


def inside(annotation: Any) -> list[type[BaseModel]]:  # noqa: ANN401 - any type annotation
    """Return the models that an annotation holds, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for part in get_args(annotation) for found in inside(part)]

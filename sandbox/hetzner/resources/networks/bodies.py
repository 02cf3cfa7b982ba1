"""Request bodies of networks."""

from sandbox.hetzner.bodies import Body, Labels, Name


class Subnet(Body):
    """A subnet that shall be made."""

    type: str
    network_zone: str
    ip_range: str | None = None
    vswitch_id: int | None = None


class Hop(Body):
    """A route that shall be made."""

    destination: str
    gateway: str


class Create(Body):
    """Create a network."""

    name: Name
    ip_range: str
    subnets: list[Subnet] | None = None
    routes: list[Hop] | None = None
    labels: Labels | None = None
    expose_routes_to_vswitch: bool | None = None

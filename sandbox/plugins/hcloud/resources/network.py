"""Networks, their subnets and routes: `Network`, `NetworkSubnet`, `NetworkRoute`."""

from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.schema.declare import boolean, integer, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.schema.rules import one_of
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import PASSING, Api, Document
from sandbox.plugins.hcloud.collected import Collected
from sandbox.plugins.hcloud.managed import Edit, Made, Managed
from sandbox.plugins.hcloud.rules import cidr, labels


class Network(Collected):
    """A private network."""

    path, key = "/networks", "network"
    schema = Schema(
        type="hcloud:index/network:Network",
        generation=Generation.SDK,
        properties={
            "name": string(required=True),
            "ipRange": string(required=True, replaces=True, rules=(cidr,)),
            "labels": labels(),
            "deleteProtection": boolean(default=False),
            "exposeRoutesToVswitch": boolean(default=False),
        },
    )

    def make(self, plan: Properties) -> Made:
        """Make an empty network."""
        return self.posted(
            {
                "name": plan["name"],
                "ip_range": plan["ipRange"],
                "labels": plan["labels"],
                "expose_routes_to_vswitch": plan["exposeRoutesToVswitch"],
            }
        )

    def attributes(self, document: Document, state: Properties) -> Document:  # noqa: ARG002
        """Return the properties."""
        return {
            "name": document["name"],
            "ipRange": document["ip_range"],
            "labels": document["labels"],
            "deleteProtection": document["protection"]["delete"],
            "exposeRoutesToVswitch": document["expose_routes_to_vswitch"],
        }

    def amend(self, edit: Edit) -> None:
        """Change all but its range."""
        self.rename(edit, expose_routes_to_vswitch="exposeRoutesToVswitch")
        self.protect(edit)


class NetworkSubnet(Managed):
    """A subnet; its id is the network's and its range."""

    schema = Schema(
        type="hcloud:index/networkSubnet:NetworkSubnet",
        generation=Generation.SDK,
        properties={
            "networkId": integer(required=True, replaces=True),
            "type": string(required=True, replaces=True, rules=(one_of("cloud", "server", "vswitch"),)),
            "networkZone": string(required=True, replaces=True),
            "ipRange": string(required=True, replaces=True, rules=(cidr,)),
            "vswitchId": integer(replaces=True),
            "gateway": string(computed=True, output=True),
        },
    )

    def make(self, plan: Properties) -> Made:
        """Add it to its network."""
        change(
            self.api,
            f"/networks/{plan['networkId']}",
            "add_subnet",
            {
                "type": plan["type"],
                "ip_range": plan["ipRange"],
                "network_zone": plan["networkZone"],
                "vswitch_id": plan["vswitchId"],
            },
        )
        return Made(f"{plan['networkId']}-{plan['ipRange']}")

    def look(self, resource_id: str, state: Properties) -> Document | None:  # noqa: ARG002
        """Return the properties."""
        network_id, wanted = parted(self.schema.title, resource_id)
        found = self.api.get(f"/networks/{network_id}")
        for subnet in found["network"]["subnets"] if found else []:
            if subnet["ip_range"] == wanted:
                return {
                    "networkId": int(network_id),
                    "type": subnet["type"],
                    "networkZone": subnet["network_zone"],
                    "ipRange": subnet["ip_range"],
                    "vswitchId": subnet.get("vswitch_id"),
                    "gateway": subnet["gateway"],
                }
        return None

    def remove(self, resource_id: str, state: Properties) -> None:
        """Remove it from its network."""
        network_id, wanted = parted(self.schema.title, resource_id)
        if self.look(resource_id, state) is not None:
            change(self.api, f"/networks/{network_id}", "delete_subnet", {"ip_range": wanted})

    def seek(self, plan: Properties) -> str | None:
        """Return its id if the network has it."""
        found = f"{plan['networkId']}-{plan['ipRange']}"
        return found if self.look(found, plan) is not None else None


class NetworkRoute(Managed):
    """A route; its id is the network's and its destination."""

    schema = Schema(
        type="hcloud:index/networkRoute:NetworkRoute",
        generation=Generation.SDK,
        properties={
            "networkId": integer(required=True, replaces=True),
            "destination": string(required=True, replaces=True, rules=(cidr,)),
            "gateway": string(required=True, replaces=True),
        },
    )

    def make(self, plan: Properties) -> Made:
        """Add it to its network."""
        body = {"destination": plan["destination"], "gateway": plan["gateway"]}
        change(self.api, f"/networks/{plan['networkId']}", "add_route", body)
        return Made(f"{plan['networkId']}-{plan['destination']}")

    def look(self, resource_id: str, state: Properties) -> Document | None:  # noqa: ARG002
        """Return the properties."""
        network_id, wanted = parted(self.schema.title, resource_id)
        found = self.api.get(f"/networks/{network_id}")
        for route in found["network"]["routes"] if found else []:
            if route["destination"] == wanted:
                return {"networkId": int(network_id), "destination": wanted, "gateway": route["gateway"]}
        return None

    def remove(self, resource_id: str, state: Properties) -> None:
        """Remove it from its network."""
        route = self.look(resource_id, state)
        if route is not None:
            body = {"destination": route["destination"], "gateway": route["gateway"]}
            change(self.api, f"/networks/{route['networkId']}", "delete_route", body)

    def seek(self, plan: Properties) -> str | None:
        """Return its id if the network has it."""
        found = f"{plan['networkId']}-{plan['destination']}"
        there = self.look(found, plan)
        return found if there is not None and there["gateway"] == plan["gateway"] else None


def change(api: Api, network: str, action: str, body: Document) -> None:
    """Change a network, one change at a time: the vendor refuses a second one while the first goes on."""
    settled = frozenset({"not_found"}) if action.startswith("delete") else frozenset()
    with api.turn(network):
        api.act(f"{network}/actions/{action}", body, settled=settled, retried=PASSING)


def parted(title: str, resource_id: str) -> tuple[str, str]:
    """Return the two parts of an id like `1-10.0.0.0/24`.

    Raises:
        PluginError: it has not that form.

    """
    first, dash, second = resource_id.partition("-")
    if not (first.isdecimal() and dash and second):
        raise PluginError(f"{title} {resource_id!r}: no such id; write <network id>-<range>", Outcome.INVALID)
    return first, second
